package dev.parley.gateway.evaluate;

import com.google.protobuf.ByteString;
import dev.parley.gateway.evaluate.SampleResult.Outcome;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Streams one recording as a caller would say it, 20 ms every 20 ms, and asks for the final where
 * the gateway does: {@value #TAIL_FRAMES} frames after the voice has ended. Used once, by one
 * thread; responses come on gRPC's.
 */
public final class SampleStream {
  static final int TAIL_FRAMES = 10;

  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final long FRAME_NANOS = 20_000_000L;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long UTTERANCE = 1;
  private static final long FINISH = 1;
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Responses responses = new Responses();
  // all written on gRPC's thread before the latch opens
  private volatile long firstPartialNanos;
  private volatile long finalNanos;
  private volatile long computeMicros;
  private volatile @Nullable Transcript last;
  private volatile @Nullable String failure;

  private SampleStream() {}

  /**
   * @param samples 16 kHz mono
   */
  public static SampleResult measure(Channel channel, Sample sample, short[] samples)
      throws InterruptedException {
    return new SampleStream().run(channel, sample, samples);
  }

  private SampleResult run(Channel channel, Sample sample, short[] samples)
      throws InterruptedException {
    VoiceBounds voice = VoiceBounds.of(samples);
    int frames = voice.endFrame() + TAIL_FRAMES;
    SpeechToTextGrpc.newStub(channel).transcribe(responses);
    responses.send(
        TranscribeRequest.newBuilder()
            .setConfig(
                TranscribeConfig.newBuilder()
                    .setLanguage("en")
                    .setSampleRateHz(SAMPLE_RATE_HZ)
                    .setPartials(true))
            .build());
    responses.send(
        TranscribeRequest.newBuilder()
            .setStart(UtteranceStart.newBuilder().setUtteranceId(UTTERANCE))
            .build());
    long start = System.nanoTime();
    for (int i = 0; i < frames && over.getCount() > 0; i++) {
      sleepUntil(start + (i + 1) * FRAME_NANOS);
      responses.send(TranscribeRequest.newBuilder().setAudio(frame(samples, i)).build());
    }
    responses.send(
        TranscribeRequest.newBuilder()
            .setFinish(
                UtteranceFinish.newBuilder()
                    .setUtteranceId(UTTERANCE)
                    .setFinishId(FINISH)
                    .setClose(true))
            .build());
    if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      failure = "no final within " + PATIENCE_SECONDS + " s";
    }
    responses.hangUp();
    return result(sample, voice, frames, start);
  }

  private SampleResult result(Sample sample, VoiceBounds voice, int frames, long start) {
    Transcript transcript = last;
    String why = failure;
    String heard = "";
    String detail = "";
    Outcome outcome = Outcome.FAILED;
    if (why != null) {
      detail = why;
    } else if (transcript != null) {
      outcome = outcome(transcript);
      heard = outcome == Outcome.UNDERSTOOD ? transcript.getText() : "";
      detail = outcome == Outcome.UNDERSTOOD ? "" : transcript.getText();
    }
    return new SampleResult(
        sample,
        heard,
        outcome,
        detail,
        frames * FRAME_NANOS / NANOS_PER_MILLI,
        computeMicros,
        millisSince(start + voice.firstFrame() * FRAME_NANOS, firstPartialNanos),
        millisSince(
            start + voice.endFrame() * FRAME_NANOS, outcome == Outcome.FAILED ? 0 : finalNanos));
  }

  private static Outcome outcome(Transcript transcript) {
    return switch (transcript.getVerdict()) {
      case NOT_UNDERSTOOD -> Outcome.NOT_UNDERSTOOD;
      case NO_SPEECH -> Outcome.NO_SPEECH;
      case RECOGNISED, VERDICT_UNSPECIFIED, UNRECOGNIZED -> Outcome.UNDERSTOOD;
    };
  }

  private static OptionalDouble millisSince(long fromNanos, long toNanos) {
    return toNanos == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((toNanos - fromNanos) / NANOS_PER_MILLI);
  }

  private static ByteString frame(short[] samples, int index) {
    int from = index * VoiceBounds.FRAME_SAMPLES;
    int count = Math.max(0, Math.min(VoiceBounds.FRAME_SAMPLES, samples.length - from));
    // what the recording lacks is silence
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * VoiceBounds.FRAME_SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    ShortBuffer shorts = bytes.asShortBuffer();
    if (count > 0) {
      shorts.put(samples, from, count);
    }
    return ByteString.copyFrom(bytes);
  }

  private static void sleepUntil(long deadlineNanos) throws InterruptedException {
    for (long left = deadlineNanos - System.nanoTime();
        left > 0;
        left = deadlineNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while streaming a recording");
      }
    }
  }

  private final class Responses
      implements ClientResponseObserver<TranscribeRequest, TranscribeResponse> {
    private volatile @Nullable ClientCallStreamObserver<TranscribeRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<TranscribeRequest> stream) {
      requests = stream;
    }

    void send(TranscribeRequest request) {
      ClientCallStreamObserver<TranscribeRequest> stream = requests;
      if (stream != null && over.getCount() > 0) {
        try {
          stream.onNext(request);
        } catch (IllegalStateException e) {
          // ended by the other side in the meantime; onError says why
        }
      }
    }

    void hangUp() {
      ClientCallStreamObserver<TranscribeRequest> stream = requests;
      if (stream != null) {
        stream.cancel("measured", null);
      }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // responses come one at a time
    public void onNext(TranscribeResponse response) {
      long now = System.nanoTime();
      if (over.getCount() == 0 || !response.hasTranscript()) {
        return;
      }
      Transcript transcript = response.getTranscript();
      computeMicros += transcript.getComputeUs();
      if (transcript.getFinal()) {
        finalNanos = now;
        last = transcript;
        over.countDown();
      } else if (firstPartialNanos == 0 && !transcript.getText().isBlank()) {
        firstPartialNanos = now;
      }
    }

    @Override
    public void onError(Throwable error) {
      Status status = Status.fromThrowable(error);
      String description = status.getDescription();
      end(description == null ? status.getCode().toString() : description);
    }

    @Override
    public void onCompleted() {
      end("the adapter ended the stream before the final");
    }

    private void end(String why) {
      if (over.getCount() > 0) {
        failure = why;
        over.countDown();
      }
    }
  }
}
