package dev.parley.tts.piper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The two files of a voice, both found to be the expected ones.
 *
 * @param phonemes how the voice wants its text
 */
record PiperVoiceFiles(Path model, Path config, Phonemes phonemes) {
  static final Setting VOICE =
      Setting.path(
          "tts.piper.voice", "", "Piper voice, a .onnx file with its .onnx.json beside it.");
  static final Setting SHA256 =
      Setting.text(
          "tts.piper.sha256",
          "",
          "SHA-256 of the .onnx file in hex; empty = it stands in FILE.onnx.sha256.");
  static final Setting CONFIG_SHA256 =
      Setting.text(
          "tts.piper.config-sha256",
          "",
          "SHA-256 of the .onnx.json file in hex; empty = it stands in FILE.onnx.json.sha256.");

  /** What turns text into sounds. */
  enum Phonemes {
    /** espeak-ng does; its data must be unpacked first. */
    ESPEAK,
    /** The voice takes letters. */
    TEXT
  }

  static List<Setting> settings() {
    return List.of(VOICE, SHA256, CONFIG_SHA256);
  }

  static Optional<Path> configured(Settings settings) {
    return settings.path(VOICE);
  }

  /** Reads both files once to check them. */
  static PiperVoiceFiles verified(Settings settings) {
    Path voice =
        configured(settings)
            .orElseThrow(
                () ->
                    new UserError(
                        "tts.engine is piper but tts.piper.voice is empty; set it to a .onnx"
                            + " file"));
    Path model = new PinnedFile(voice, settings.text(SHA256), SHA256.key()).verified();
    Path config =
        new PinnedFile(
                voice.resolveSibling(voice.getFileName() + ".json"),
                settings.text(CONFIG_SHA256),
                CONFIG_SHA256.key())
            .verified();
    return new PiperVoiceFiles(model, config, phonemes(config));
  }

  private static Phonemes phonemes(Path config) {
    try {
      JsonNode json = JsonMapper.builder().build().readTree(config.toFile());
      return "text".equals(json.path("phoneme_type").asText()) ? Phonemes.TEXT : Phonemes.ESPEAK;
    } catch (IOException e) {
      throw new UserError(config + " is not the JSON of a Piper voice; get it again", e);
    }
  }
}
