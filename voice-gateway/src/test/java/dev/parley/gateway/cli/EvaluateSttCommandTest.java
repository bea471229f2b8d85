package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.gateway.audio.WavFile;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateSttCommandTest {
  /** 100 ms silence, 300 ms voice, 40 ms silence: streamed until 200 ms after the voice. */
  private static final int STREAMED_FRAMES = 30;

  @TempDir Path dir;

  @Test
  void figuresComeInTheAgreedForm() throws IOException {
    record("a.wav", "b.wav");
    list("a.wav\tthirty frames", "b.wav\tforty frames please");
    try (AdapterServer server = serve(Transcript.Verdict.RECOGNISED)) {
      CommandLineRun run = evaluate(server, "--json");
      assertEquals(0, run.exitCode(), run.err());
      JsonObject report = new JsonObject(run.out());
      assertEquals(
          List.of("engine", "files", "words", "wer", "rtf", "first_partial_ms", "final_ms"),
          report.fieldNames().stream().limit(7).toList());
      assertEquals("counter", report.getString("engine"));
      assertEquals(2, report.getInteger("files"));
      assertEquals(5, report.getInteger("words"));
      // "30 frames" is "thirty frames", and of "forty frames please" two words are wrong
      assertEquals(0.4, report.getDouble("wer"));
      // two files of 600 ms, each with one partial of 10 ms and a final of 50 ms
      assertEquals(0.1, report.getDouble("rtf"));
      assertTrue(report.getJsonObject("final_ms").getDouble("p50") >= 200, run.out());
      assertTrue(report.getJsonObject("first_partial_ms").getDouble("p95") > 0, run.out());
    }
  }

  @Test
  void whatWasNotUnderstoodCountsAsNoWords() throws IOException {
    record("a.wav");
    list("a.wav\tthirty frames");
    try (AdapterServer server = serve(Transcript.Verdict.NOT_UNDERSTOOD)) {
      CommandLineRun run = evaluate(server, "--json");
      JsonObject report = new JsonObject(run.out());
      assertEquals(1.0, report.getDouble("wer"));
      assertEquals(1, report.getInteger("not_understood"));
    }
  }

  @Test
  void peopleSeeEachRecordingAndTheSum() throws IOException {
    record("a.wav", "b.wav");
    list("a.wav\tthirty frames", "b.wav\tthirty frames");
    try (AdapterServer server = serve(Transcript.Verdict.RECOGNISED)) {
      CommandLineRun run = evaluate(server, "--parallel", "2");
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().contains("0.0 % of 4 words"), run.out());
      assertTrue(run.out().contains("2 of 2"), run.out());
      assertTrue(run.err().contains("[2/2] b.wav"), run.err());
    }
  }

  @Test
  void aRecordingThatCantBeTranscribedIsCountedAndExitsWithOne() throws IOException {
    record("a.wav");
    list("a.wav\tthirty frames");
    try (AdapterServer server = serve(Transcript.Verdict.UNRECOGNIZED)) {
      CommandLineRun run = evaluate(server);
      assertEquals(1, run.exitCode());
      assertTrue(run.out().contains("failed: the counter is out of numbers"), run.out());
    }
  }

  @Test
  void aFolderWithoutAListIsAUserError() {
    CommandLineRun run = CommandLineRun.of("evaluate", "stt", dir.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("has no transcripts.tsv"), run.err());
  }

  private CommandLineRun evaluate(AdapterServer server, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 5);
    System.arraycopy(args, 0, all, 5, args.length);
    all[0] = "evaluate";
    all[1] = "stt";
    all[2] = dir.toString();
    all[3] = "--address";
    all[4] = "127.0.0.1:" + server.port();
    return CommandLineRun.of(all);
  }

  private void record(String... names) throws IOException {
    short[] samples = new short[22 * 320];
    for (int i = 5 * 320; i < 20 * 320; i++) {
      samples[i] = (short) (8_000 * Math.sin(i / 10.0));
    }
    for (String name : names) {
      WavFile.write(dir.resolve(name), samples);
    }
  }

  private void list(String... lines) throws IOException {
    Files.writeString(dir.resolve("transcripts.tsv"), "file\ttext\n" + String.join("\n", lines));
  }

  private static AdapterServer serve(Transcript.Verdict verdict) {
    return AdapterServer.listen(new Counter(verdict), "127.0.0.1", 0);
  }

  /** An engine that hears how many frames it was given. */
  private record Counter(Transcript.Verdict verdict) implements Adapter {
    @Override
    public BindableService service() {
      return new SpeechToTextGrpc.SpeechToTextImplBase() {
        @Override
        public void describe(DescribeRequest request, StreamObserver<EngineDescription> to) {
          to.onNext(engine());
          to.onCompleted();
        }

        @Override
        public StreamObserver<TranscribeRequest> transcribe(StreamObserver<TranscribeResponse> to) {
          return new Counting(verdict, to);
        }
      };
    }

    @Override
    public EngineDescription engine() {
      return EngineDescription.newBuilder().setEngine("counter").build();
    }

    @Override
    public void close() {}
  }

  private static final class Counting implements StreamObserver<TranscribeRequest> {
    private final Transcript.Verdict verdict;
    private final StreamObserver<TranscribeResponse> to;
    private int frames;

    Counting(Transcript.Verdict verdict, StreamObserver<TranscribeResponse> to) {
      this.verdict = verdict;
      this.to = to;
    }

    @Override
    public void onNext(TranscribeRequest request) {
      frames += request.hasAudio() ? 1 : 0;
      if (verdict == Transcript.Verdict.UNRECOGNIZED && frames == 1) {
        to.onError(
            Status.RESOURCE_EXHAUSTED
                .withDescription("the counter is out of numbers")
                .asRuntimeException());
      } else if (request.hasAudio() && frames == STREAMED_FRAMES / 2) {
        send(Transcript.newBuilder().setUtteranceId(1).setText("15").setComputeUs(10_000));
      } else if (request.hasFinish()) {
        send(
            Transcript.newBuilder()
                .setUtteranceId(1)
                .setFinishId(request.getFinish().getFinishId())
                .setFinal(true)
                .setVerdict(verdict)
                .setComputeUs(50_000)
                .setText(frames + " frames"));
      }
    }

    private void send(Transcript.Builder transcript) {
      to.onNext(TranscribeResponse.newBuilder().setTranscript(transcript).build());
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {
      to.onCompleted();
    }
  }
}
