package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Check;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.stt.EngineFactory;
import dev.parley.stt.RecognitionEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperEngineFactoryTest {
  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path dir;

  private final WhisperEngineFactory factory = new WhisperEngineFactory();

  @SuppressWarnings("NullAway.Init")
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = dir.resolve("tone.bin");
    ToneWhisperModel.ofWords().write(file);
  }

  @Test
  void itIsFound() {
    assertTrue(
        ServiceLoader.load(EngineFactory.class).stream()
            .anyMatch(p -> p.type() == WhisperEngineFactory.class));
  }

  @Test
  void withoutAModelItTellsHowToGetOne() {
    Settings settings = settings(Map.of());

    assertEquals(
        Optional.of("no verified Whisper model found; get it with ./parley models pull tiny.en"),
        factory.unavailable(settings));
    assertEquals(
        Optional.of(Check.Status.ABSENT),
        factory.doctor(settings).stream()
            .filter(c -> c.subject().equals("Whisper model"))
            .map(Check::status)
            .findFirst());
  }

  @Test
  void aPathNeedsADigest() throws Exception {
    String problem = factory.unavailable(atPath(Map.of())).orElse("");
    assertTrue(problem.contains("can't be verified"), problem);

    Files.writeString(dir.resolve("tone.bin.sha256"), sha256(file) + "  tone.bin\n");
    assertEquals(Optional.empty(), factory.unavailable(atPath(Map.of())));
  }

  @Test
  void theDigestMayComeFromTheSettings() throws Exception {
    assertEquals(
        Optional.empty(), factory.unavailable(atPath(Map.of("stt.whisper.sha256", sha256(file)))));
    String problem =
        factory.unavailable(atPath(Map.of("stt.whisper.sha256", "0".repeat(64)))).orElse("");
    assertTrue(problem.contains("has not the SHA-256"), problem);
  }

  @Test
  void aDamagedModelIsNotOpened() throws Exception {
    String digest = sha256(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    String message = refusal(atPath(Map.of("stt.whisper.sha256", digest)));
    assertTrue(message.startsWith("Whisper can't start: " + file + " has not"), message);
  }

  @Test
  void aFileThatIsNoModelIsNotOpenedEvenWithItsDigest() throws Exception {
    byte[] model = Files.readAllBytes(file);
    for (byte[] bytes :
        List.of(
            new byte[0],
            Arrays.copyOf(model, 40), // aborts the process if opened
            "no model".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
      Files.write(file, bytes);
      String message = refusal(atPath(Map.of("stt.whisper.sha256", sha256(file))));
      assertTrue(message.contains("is no Whisper model"), message);
    }
  }

  @Test
  void aModelWithoutItsTensorsIsRefused() throws Exception {
    byte[] model = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(model, model.length / 2));

    String message = refusal(atPath(Map.of("stt.whisper.sha256", sha256(file))));
    assertTrue(message.contains("can't load"), message);
  }

  @Test
  void itSaysWhatItIsAndWhy() throws Exception {
    Settings settings =
        atPath(Map.of("stt.whisper.sha256", sha256(file), "stt.whisper.workers", "1"));
    try (RecognitionEngine engine = factory.open(settings, "chosen by stt.engine")) {
      EngineDescription description = engine.describe();
      assertEquals("whisper", description.getEngine());
      assertEquals("tone.bin", description.getModel());
      assertEquals("general recogniser, English only, 1 decoder", description.getLabel());
      assertEquals("chosen by stt.engine", description.getReason());
      assertEquals(16_000, description.getSampleRateHz());
    }
    assertTrue(
        factory.doctor(settings).stream()
            .anyMatch(c -> c.equals(Check.ok("Whisper model", "tone.bin, verified"))));
  }

  @Test
  void theFastVariantNeedsAllItsFlags() {
    assertTrue(WhisperDoctor.hasFastVariant("flags : sse avx avx2 fma f16c\n"));
    assertEquals(false, WhisperDoctor.hasFastVariant("flags : sse avx fma f16c\n"));
  }

  @Test
  void languageTagsAreUnderstood() {
    assertTrue(WhisperLanguages.has("", false));
    assertTrue(WhisperLanguages.has("en-US", false));
    assertTrue(WhisperLanguages.has("nb-NO", true));
    assertEquals(false, WhisperLanguages.has("de", false));
    assertEquals(false, WhisperLanguages.has("xx", true));
  }

  private String refusal(Settings settings) {
    return String.valueOf(
        assertThrows(UserError.class, () -> factory.open(settings, "test")).getMessage());
  }

  private Settings atPath(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("stt.whisper.model", file.toString());
    return settings(all);
  }

  private Settings settings(Map<String, String> values) {
    List<Setting> known = new ArrayList<>(CommonSettings.all());
    known.addAll(factory.settings());
    Map<String, String> all = new HashMap<>(values);
    all.put("models.dir", dir.resolve("models").toString());
    return Settings.of(known, all);
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
