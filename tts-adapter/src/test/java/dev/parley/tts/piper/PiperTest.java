package dev.parley.tts.piper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.adapter.Check;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.tts.SpeechClient;
import dev.parley.tts.SpokenAnswer;
import dev.parley.tts.TtsAdapterProvider;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PiperTest {
  private static final TtsAdapterProvider PROVIDER = new TtsAdapterProvider();

  @TempDir static Path folder;
  private static Path voice;
  private static SpeechClient client;

  @BeforeAll
  static void start() throws Exception {
    boolean hasPiper =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assumeTrue(hasPiper, "Piper's native library is tested on Linux amd64 only");
    voice = TinyVoice.write(folder);
    client = new SpeechClient(PROVIDER.open(settings(voice)));
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }

  @Test
  void everyLetterIsHeardAndLeavesHeadroom() throws Exception {
    SpokenAnswer answer = client.say("hello,");

    int audioMillis = answer.ends().get(0).getAudioMs();
    // 5 letters and a comma of 50 ms, their padding trimmed only at the ends, and the pause
    assertTrue(audioMillis >= 5 * 50 + 100 && audioMillis <= 1_000, audioMillis + " ms");
    int peak = SpokenAnswer.peak(answer.samples(1));
    assertTrue(peak > 8_000 && peak <= 23_197, "peak " + peak);
    assertFalse(answer.ends().get(0).getHasMarks());
  }

  @Test
  void streamsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
    byte[] alone = client.say("good morning to you").pcm(1);
    List<SpeechClient.Stream> streams = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SpeechClient.Stream stream = client.open();
      stream.configure(SynthesizeConfig.getDefaultInstance());
      stream.clause(1, "good morning to you");
      stream.halfClose();
      streams.add(stream);
    }
    for (SpeechClient.Stream stream : streams) {
      assertArrayEquals(alone, stream.await().pcm(1));
    }
  }

  @Test
  void aRateItCannotSpeakAtIsRefused() {
    SynthesizeConfig fast = SynthesizeConfig.newBuilder().setRate(1.5f).build();

    var refusal = assertThrows(StatusRuntimeException.class, () -> client.sayWith(fast, "hello"));

    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
  }

  @Test
  void aChangedVoiceIsNotLoaded(@TempDir Path other) throws Exception {
    Path changed = TinyVoice.write(other);
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);

    UserError error = assertThrows(UserError.class, () -> PROVIDER.open(settings(changed)));

    assertTrue(error.toString().contains("SHA-256"), error::toString);
    assertTrue(PROVIDER.doctor(settings(changed)).stream().anyMatch(PiperTest::hasFailed));
  }

  @Test
  void aVoiceOfUnknownDigestIsNotLoaded(@TempDir Path other) throws Exception {
    Path unpinned = TinyVoice.write(other);
    Files.delete(other.resolve("tiny.onnx.json.sha256"));

    UserError error = assertThrows(UserError.class, () -> PROVIDER.open(settings(unpinned)));

    assertTrue(error.toString().contains("tts.piper.config-sha256"), error::toString);
  }

  @Test
  void aBrokenVoiceIsRefusedInOneLine(@TempDir Path other) throws Exception {
    Path broken = TinyVoice.write(other);
    Files.writeString(broken, "no voice");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(broken));
    Settings settings =
        Settings.of(
            PROVIDER.settings(),
            Map.of(
                "tts.engine",
                "piper",
                "tts.piper.voice",
                broken.toString(),
                "tts.piper.sha256",
                HexFormat.of().formatHex(digest)));

    UserError error = assertThrows(UserError.class, () -> PROVIDER.open(settings));

    assertTrue(error.toString().contains("Piper can't load"), error::toString);
  }

  @Test
  void itWantsAProcessOfItsOwnAndIsNeverChosenByAuto() {
    assertTrue(PROVIDER.wantsOwnProcess(settings(voice)));
    Settings auto = Settings.of(PROVIDER.settings(), Map.of("tts.piper.voice", voice.toString()));
    assertFalse(PROVIDER.wantsOwnProcess(auto));
    try (var adapter = PROVIDER.open(auto)) {
      assertEquals("freetts", adapter.engine().getEngine());
      assertEquals("auto: tts.openai.url is not set", adapter.engine().getReason());
    }
  }

  private static boolean hasFailed(Check check) {
    return check.status() == Check.Status.FAILED;
  }

  private static Settings settings(Path voice) {
    return Settings.of(
        PROVIDER.settings(), Map.of("tts.engine", "piper", "tts.piper.voice", voice.toString()));
  }
}
