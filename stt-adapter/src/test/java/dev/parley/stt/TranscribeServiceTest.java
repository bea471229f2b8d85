package dev.parley.stt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service with the Sphinx engine, over a real socket. */
class TranscribeServiceTest {
  private static AdapterServer server;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() {
    SttAdapterProvider provider = new SttAdapterProvider();
    List<Setting> known = new ArrayList<>(CommonSettings.all());
    known.addAll(provider.settings());
    Adapter adapter =
        provider.open(
            Settings.of(known, Map.of("stt.engine", "sphinx", "stt.sphinx.workers", "2")));
    server = AdapterServer.listen(adapter, "127.0.0.1", 0);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void audioBeforeConfigIsRefused() {
    assertRefused(Status.Code.FAILED_PRECONDITION, "config", audio(640));
  }

  @Test
  void anotherSampleRateIsRefused() {
    assertRefused(Status.Code.INVALID_ARGUMENT, "16000", config("en", 8000));
  }

  @Test
  void aLanguageTheEngineHasNotIsRefused() {
    assertRefused(Status.Code.INVALID_ARGUMENT, "language 'de'", config("de", 16_000));
  }

  @Test
  void audioOutsideAnUtteranceIsRefused() {
    assertRefused(Status.Code.FAILED_PRECONDITION, "start", config("en", 16_000), audio(640));
  }

  @Test
  void halfASampleIsRefused() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT, "16-bit", config("en", 16_000), started(1), audio(641));
  }

  @Test
  void moreThanASecondOfAudioAtOnceIsRefused() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT, "1 s", config("en", 16_000), started(1), audio(32_002));
  }

  @Test
  void anUtteranceIdMustRise() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "above 1",
        config("en-US", 16_000),
        started(1),
        finished(1, 1),
        started(1));
  }

  @Test
  void finishingAnotherUtteranceIsRefused() {
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        "utterance 1 is open",
        config("en", 16_000),
        started(1),
        finished(2, 1));
  }

  @Test
  void tenStreamsOfSilenceGetTheirOwnFinals() throws Exception {
    List<Call> calls = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      Call call = new Call();
      call.send(config("en", 16_000), started(i), audio(16_000), finished(i, 100 + i));
      call.requests.onCompleted();
      calls.add(call);
    }
    for (int i = 1; i <= 10; i++) {
      Call call = calls.get(i - 1);
      assertEquals(Status.Code.OK, call.end.get(30, TimeUnit.SECONDS).getCode());
      List<Transcript> finals = call.finals();
      assertEquals(1, finals.size());
      assertEquals(i, finals.get(0).getUtteranceId());
      assertEquals(100 + i, finals.get(0).getFinishId());
      assertEquals(Verdict.NO_SPEECH, finals.get(0).getVerdict());
      assertEquals("", finals.get(0).getText());
    }
  }

  private static void assertRefused(
      Status.Code code, String explanation, TranscribeRequest... requests) {
    Call call = new Call();
    call.send(requests);
    Status end = call.end.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(code, end.getCode());
    assertTrue(String.valueOf(end.getDescription()).contains(explanation), end.toString());
  }

  private static TranscribeRequest config(String language, int rate) {
    return TranscribeRequest.newBuilder()
        .setConfig(TranscribeConfig.newBuilder().setLanguage(language).setSampleRateHz(rate))
        .build();
  }

  private static TranscribeRequest started(long id) {
    return TranscribeRequest.newBuilder()
        .setStart(UtteranceStart.newBuilder().setUtteranceId(id))
        .build();
  }

  private static TranscribeRequest finished(long id, long finishId) {
    return TranscribeRequest.newBuilder()
        .setFinish(
            UtteranceFinish.newBuilder().setUtteranceId(id).setFinishId(finishId).setClose(true))
        .build();
  }

  private static TranscribeRequest audio(int bytes) {
    return TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(new byte[bytes])).build();
  }

  /** One stream and what came back on it. */
  private static final class Call implements StreamObserver<TranscribeResponse> {
    final CompletableFuture<Status> end = new CompletableFuture<>();
    final StreamObserver<TranscribeRequest> requests;
    private final List<Transcript> transcripts = new ArrayList<>();

    Call() {
      requests = SpeechToTextGrpc.newStub(channel).transcribe(this);
    }

    void send(TranscribeRequest... all) {
      for (TranscribeRequest request : all) {
        requests.onNext(request);
      }
    }

    synchronized List<Transcript> finals() {
      return transcripts.stream().filter(Transcript::getFinal).toList();
    }

    @Override
    public synchronized void onNext(TranscribeResponse response) {
      transcripts.add(response.getTranscript());
    }

    @Override
    public void onError(Throwable e) {
      end.complete(Status.fromThrowable(e));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }
}
