package dev.parley.stt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertRefused(Status.Code.FAILED_PRECONDITION, "config", Caller.audio(640));
  }

  @Test
  void anotherSampleRateIsRefused() {
    assertRefused(Status.Code.INVALID_ARGUMENT, "16000", Caller.config("en", 8000));
  }

  @Test
  void aLanguageTheEngineHasNotIsRefused() {
    assertRefused(Status.Code.INVALID_ARGUMENT, "language 'de'", Caller.config("de", 16_000));
  }

  @Test
  void audioOutsideAnUtteranceIsRefused() {
    assertRefused(
        Status.Code.FAILED_PRECONDITION, "start", Caller.config("en", 16_000), Caller.audio(640));
  }

  @Test
  void halfASampleIsRefused() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "16-bit",
        Caller.config("en", 16_000),
        Caller.started(1),
        Caller.audio(641));
  }

  @Test
  void moreThanASecondOfAudioAtOnceIsRefused() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "1 s",
        Caller.config("en", 16_000),
        Caller.started(1),
        Caller.audio(32_002));
  }

  @Test
  void anUtteranceIdMustRise() {
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        "above 1",
        Caller.config("en-US", 16_000),
        Caller.started(1),
        Caller.finished(1, 1),
        Caller.started(1));
  }

  @Test
  void finishingAnotherUtteranceIsRefused() {
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        "utterance 1 is open",
        Caller.config("en", 16_000),
        Caller.started(1),
        Caller.finished(2, 1));
  }

  @Test
  void tenStreamsOfSilenceGetTheirOwnFinals() throws Exception {
    List<Caller> calls = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      Caller call = new Caller(channel);
      call.send(
          Caller.config("en", 16_000),
          Caller.started(i),
          Caller.audio(16_000),
          Caller.finished(i, 100 + i));
      call.requests.onCompleted();
      calls.add(call);
    }
    for (int i = 1; i <= 10; i++) {
      Caller call = calls.get(i - 1);
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
    Caller call = new Caller(channel);
    call.send(requests);
    Status end = call.end.orTimeout(10, TimeUnit.SECONDS).join();
    assertEquals(code, end.getCode());
    assertTrue(String.valueOf(end.getDescription()).contains(explanation), end.toString());
  }
}
