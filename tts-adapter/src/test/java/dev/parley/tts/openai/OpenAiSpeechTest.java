package dev.parley.tts.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.Check;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.tts.SpeechClient;
import dev.parley.tts.SpokenAnswer;
import dev.parley.tts.TtsAdapterProvider;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiSpeechTest {
  private static final Map<String, String> NO_PAUSES =
      Map.of("tts.pause.comma-ms", "0", "tts.pause.sentence-ms", "0");

  @Test
  void streamedAudioComesThroughUnchanged() throws Exception {
    byte[] tone = SpeechEndpoint.tone(12_000);
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.pieces(tone));
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      SpokenAnswer answer = client.say("Good evening.");

      assertArrayEquals(tone, answer.pcm(1));
      assertEquals(500, answer.ends().get(0).getAudioMs());
      assertFalse(answer.ends().get(0).getHasMarks());
      assertEquals(24_000, answer.chunks(1).get(0).getSampleRateHz());
    }
  }

  @Test
  void theRequestCarriesPreparedTextVoiceRateAndKey() throws Exception {
    try (SpeechEndpoint endpoint =
            new SpeechEndpoint(SpeechEndpoint.pieces(SpeechEndpoint.tone(2_400)));
        SpeechClient client =
            new SpeechClient(open(endpoint, Map.of("tts.openai.key", "k-test")))) {
      client.sayWith(
          SynthesizeConfig.newBuilder().setVoice("nova").setRate(1.5f).build(), "It is **$5**.");

      assertEquals(
          List.of(
              "{\"model\":\"tts-1\",\"voice\":\"nova\",\"input\":\"It is five dollars.\","
                  + "\"response_format\":\"pcm\",\"speed\":1.5}"),
          endpoint.bodies());
      assertEquals(List.of("Bearer k-test"), endpoint.keys());
    }
  }

  @Test
  void samplesCutInHalfOnTheWayArePutTogether() throws Exception {
    byte[] tone = SpeechEndpoint.tone(2_400);
    byte[][] cuts = {
      Arrays.copyOfRange(tone, 0, 1),
      Arrays.copyOfRange(tone, 1, 4),
      Arrays.copyOfRange(tone, 4, 1_001),
      Arrays.copyOfRange(tone, 1_001, tone.length)
    };
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.pieces(cuts));
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      assertArrayEquals(tone, client.say("Hello.").pcm(1));
    }
  }

  @Test
  void audioIsPassedOnWhileTheRestIsStillToCome() throws Exception {
    SpeechEndpoint.Behaviour half =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(SpeechEndpoint.tone(4_800));
          exchange.getResponseBody().flush();
          SpeechEndpoint.waitForEver();
        };
    try (SpeechEndpoint endpoint = new SpeechEndpoint(half);
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      SpeechClient.Stream stream = client.open();
      stream.configure(SynthesizeConfig.getDefaultInstance());
      stream.clause(1, "Hello there.");

      assertTrue(stream.next().hasAudio());
      stream.cancel();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, FAILED_PRECONDITION, PARLEY_TTS_OPENAI_KEY",
    "404, FAILED_PRECONDITION, tts.openai.model",
    "429, UNAVAILABLE, too many requests",
    "500, UNAVAILABLE, answered 500"
  })
  void aRefusalSaysWhatToDo(int status, Status.Code code, String advice) throws Exception {
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.status(status));
        SpeechClient client =
            new SpeechClient(open(endpoint, Map.of("tts.openai.key", "k-test")))) {
      Status refusal = refusal(client);

      assertEquals(code, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains(advice), refusal::toString);
      assertFalse(refusal.toString().contains("k-test"));
    }
  }

  @Test
  void aCutBodyIsUnavailable() throws Exception {
    SpeechEndpoint.Behaviour cut =
        exchange -> {
          exchange.sendResponseHeaders(200, 100_000);
          exchange.getResponseBody().write(SpeechEndpoint.tone(4_800));
        };
    try (SpeechEndpoint endpoint = new SpeechEndpoint(cut);
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      Status refusal = refusal(client);

      assertEquals(Status.Code.UNAVAILABLE, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("broke off"));
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOut() throws Exception {
    SpeechEndpoint.Behaviour silent = exchange -> SpeechEndpoint.waitForEver();
    try (SpeechEndpoint endpoint = new SpeechEndpoint(silent);
        SpeechClient client =
            new SpeechClient(open(endpoint, Map.of("tts.openai.first-audio-ms", "150")))) {
      Status refusal = refusal(client);

      assertEquals(Status.Code.DEADLINE_EXCEEDED, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("tts.openai.first-audio-ms"));
    }
  }

  @Test
  void aServerThatStopsInTheMiddleTimesOut() throws Exception {
    SpeechEndpoint.Behaviour stalling =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(SpeechEndpoint.tone(4_800));
          exchange.getResponseBody().flush();
          SpeechEndpoint.waitForEver();
        };
    try (SpeechEndpoint endpoint = new SpeechEndpoint(stalling);
        SpeechClient client =
            new SpeechClient(open(endpoint, Map.of("tts.openai.stall-ms", "150")))) {
      Status refusal = refusal(client);

      assertEquals(Status.Code.DEADLINE_EXCEEDED, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("tts.openai.stall-ms"));
    }
  }

  @Test
  void aWavFileIsNotPlayedAsNoise() throws Exception {
    byte[] wav = "RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII);
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.pieces(wav));
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      Status refusal = refusal(client);

      assertEquals(Status.Code.FAILED_PRECONDITION, refusal.getCode());
    }
  }

  @Test
  void cancellingClosesTheConnectionToTheEndpoint() throws Exception {
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.endless());
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      SpeechClient.Stream stream = client.open();
      stream.configure(SynthesizeConfig.getDefaultInstance());
      stream.clause(1, "Hello there.");
      assertTrue(stream.next().hasAudio());
      stream.cancel();

      assertTrue(endpoint.clientGone.await(20, TimeUnit.SECONDS), "the endpoint still sends");
    }
  }

  @Test
  void anEndpointThatGoesOnForEverIsCutAfterThirtySeconds() throws Exception {
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.endless());
        SpeechClient client = new SpeechClient(open(endpoint, Map.of()))) {
      assertEquals(30_000, client.say("Hello.").ends().get(0).getAudioMs());
      assertTrue(endpoint.clientGone.await(20, TimeUnit.SECONDS), "the endpoint still sends");
    }
  }

  @Test
  void autoTakesAnEndpointThatAnswersAndSaysSo() throws Exception {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.status(500));
        Adapter adapter =
            provider.open(
                Settings.of(provider.settings(), Map.of("tts.openai.url", endpoint.url())))) {
      assertEquals("openai-speech", adapter.engine().getEngine());
      assertTrue(adapter.engine().getReason().startsWith("auto: "), adapter.engine().getReason());
    }
  }

  @Test
  void autoFallsBackWhenNothingAnswersAndSaysSo() throws Exception {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    String url;
    try (SpeechEndpoint endpoint = new SpeechEndpoint(SpeechEndpoint.status(500))) {
      url = endpoint.url();
    }
    Settings settings = Settings.of(provider.settings(), Map.of("tts.openai.url", url));
    try (Adapter adapter = provider.open(settings)) {
      assertEquals("freetts", adapter.engine().getEngine());
      assertEquals("auto: tts.openai.url is set but does not answer", adapter.engine().getReason());
    }
    assertTrue(
        provider.doctor(settings).stream()
            .anyMatch(check -> check.status() == Check.Status.WARNING));
  }

  @Test
  void chosenWithoutAnAddressItSaysWhatToSet() {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    Settings settings = Settings.of(provider.settings(), Map.of("tts.engine", "openai-speech"));

    UserError error = assertThrows(UserError.class, () -> provider.open(settings));

    assertTrue(error.toString().contains("tts.openai.url"), error::toString);
    assertTrue(
        provider.doctor(settings).stream()
            .anyMatch(check -> check.status() == Check.Status.FAILED));
  }

  private static Status refusal(SpeechClient client) {
    return assertThrows(StatusRuntimeException.class, () -> client.say("Hello there.")).getStatus();
  }

  private static Adapter open(SpeechEndpoint endpoint, Map<String, String> more) {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    Map<String, String> values = new HashMap<>(NO_PAUSES);
    values.put("tts.engine", "openai-speech");
    values.put("tts.openai.url", endpoint.url());
    values.putAll(more);
    return provider.open(Settings.of(provider.settings(), values));
  }
}
