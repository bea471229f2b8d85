package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parley.adapter.AdapterCommand;
import dev.parley.adapter.SupervisedProcess;
import dev.parley.adapter.SupervisedProcess.State;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whisper in a process of its own, over a socket, as in production; and what its death looks like.
 */
@Timeout(120)
class WhisperProcessTest {
  private static final String SENTENCE = "i would like to book a room for two nights please";
  private static final ToneWhisperModel TONES = ToneWhisperModel.ofWords();

  private final BlockingQueue<State> states = new LinkedBlockingQueue<>();

  @Test
  void aKilledProcessIsSeenAtOnceAndComesBackOnItsPort(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("tone.bin");
    TONES.write(file);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    Files.writeString(dir.resolve("tone.bin.sha256"), HexFormat.of().formatHex(digest));
    try (SupervisedProcess child = start(file)) {
      await(State.READY);
      String address = child.address().getHostString() + ":" + child.address().getPort();
      ManagedChannel channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
      try {
        assertEquals(SENTENCE, new Call(channel).transcribe(SENTENCE).getText());

        Call running = new Call(channel);
        running.say("a room for two");
        running.heard.get(20, TimeUnit.SECONDS); // a partial: it is in the middle of its work
        long pid = child.pid().orElseThrow();
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
        assertEquals(Status.Code.UNAVAILABLE, running.failed.get(5, TimeUnit.SECONDS).getCode());

        await(State.DOWN);
        await(State.READY);
        assertNotEquals(pid, child.pid().orElseThrow());
        assertEquals(SENTENCE, new Call(channel).transcribe(SENTENCE).getText());
      } finally {
        channel.shutdownNow();
      }
    }
    await(State.CLOSED);
  }

  private SupervisedProcess start(Path model) {
    return SupervisedProcess.start(
        new SupervisedProcess.Program(
            "stt",
            List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-XX:TieredStopAtLevel=1"),
            System.getProperty("java.class.path", ""),
            AdapterCommand.class.getName(),
            List.of(
                "--engine=whisper",
                "--set=stt.whisper.model=" + model,
                "--set=stt.whisper.workers=1")),
        (state, detail) -> states.add(state));
  }

  private void await(State wanted) throws InterruptedException {
    State seen;
    do {
      seen = states.poll(30, TimeUnit.SECONDS);
    } while (seen != null && seen != wanted);
    assertEquals(wanted, seen);
  }

  /** One stream with one utterance. */
  private static final class Call implements StreamObserver<TranscribeResponse> {
    final CompletableFuture<Transcript> heard = new CompletableFuture<>();
    final CompletableFuture<Transcript> answer = new CompletableFuture<>();
    final CompletableFuture<Status> failed = new CompletableFuture<>();
    private final StreamObserver<TranscribeRequest> requests;

    Call(ManagedChannel channel) {
      requests = SpeechToTextGrpc.newStub(channel).withWaitForReady().transcribe(this);
      requests.onNext(
          TranscribeRequest.newBuilder()
              .setConfig(
                  TranscribeConfig.newBuilder()
                      .setLanguage("en")
                      .setSampleRateHz(16_000)
                      .setPartials(true))
              .build());
      requests.onNext(
          TranscribeRequest.newBuilder()
              .setStart(UtteranceStart.newBuilder().setUtteranceId(1))
              .build());
    }

    void say(String words) {
      short[] audio = TONES.speak(words);
      for (int at = 0; at < audio.length; at += 320) {
        ByteBuffer frame = ByteBuffer.allocate(640).order(ByteOrder.LITTLE_ENDIAN);
        frame.asShortBuffer().put(audio, at, 320);
        requests.onNext(
            TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(frame)).build());
      }
    }

    Transcript transcribe(String words) throws Exception {
      say(words);
      requests.onNext(
          TranscribeRequest.newBuilder()
              .setFinish(
                  UtteranceFinish.newBuilder().setUtteranceId(1).setFinishId(1).setClose(true))
              .build());
      Transcript last = answer.get(20, TimeUnit.SECONDS);
      requests.onCompleted();
      return last;
    }

    @Override
    public void onNext(TranscribeResponse response) {
      heard.complete(response.getTranscript());
      if (response.getTranscript().getFinal()) {
        answer.complete(response.getTranscript());
      }
    }

    @Override
    public void onError(Throwable t) {
      failed.complete(Status.fromThrowable(t));
      answer.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {
      answer.completeExceptionally(new AssertionError("the stream ended without a final"));
    }
  }
}
