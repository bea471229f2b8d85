package dev.parley.stt.whisper;

import dev.parley.adapter.Setting;
import java.util.List;

/** What can be configured of Whisper. */
final class WhisperSettings {
  static final Setting MODEL =
      Setting.text(
          "stt.whisper.model",
          "tiny.en",
          "Whisper model: a name that ./parley models lists, or the path of a ggml file.");
  static final Setting SHA256 =
      Setting.text(
          "stt.whisper.sha256",
          "",
          "SHA-256 of the model when it is a path; empty = the catalogue's, or the one in"
              + " FILE.sha256 beside it.");
  static final Setting WORKERS =
      Setting.integer(
          "stt.whisper.workers",
          0,
          0,
          NativeModel.MAX_DECODERS,
          "Decoders that run at a time, one core each; 0 = as many as there are cores, at most 8.");
  static final Setting PARTIAL_MS =
      Setting.integer(
          "stt.whisper.partial-ms",
          300,
          100,
          5_000,
          "Milliseconds of new audio after which a partial transcript is decoded.");

  private WhisperSettings() {}

  static List<Setting> all() {
    return List.of(MODEL, SHA256, WORKERS, PARTIAL_MS);
  }

  /** 0 = by the machine. */
  static int workers(int configured) {
    int cores = Runtime.getRuntime().availableProcessors();
    return configured > 0 ? configured : Math.min(cores, NativeModel.MAX_DECODERS);
  }
}
