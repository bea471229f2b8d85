package dev.parley.adapter;

import java.util.List;

/** Settings that more than one part reads. */
public final class CommonSettings {
  public static final Setting MODELS_DIR =
      Setting.path(
          "models.dir", "~/.parley/models", "Folder of downloaded models (Whisper, Piper voices).");
  public static final Setting MODELS_URL =
      Setting.url(
          "models.url",
          "https://huggingface.co/",
          "Where models are pulled from; a mirror keeps the hub's paths.");
  public static final Setting KNOWLEDGE_FILE =
      Setting.path(
          "knowledge.file",
          "",
          "YAML file of questions and answers for the embedded engines; empty = the built-in hotel.");
  public static final Setting OTLP_URL =
      Setting.url(
          "tracing.otlp-url",
          "",
          "OpenTelemetry collector that takes spans by OTLP over HTTP, such as http://127.0.0.1:4318;"
              + " without a path, /v1/traces is added. Empty = no spans.");
  public static final Setting OTLP_HEADERS =
      Setting.secret(
          "tracing.otlp-headers",
          "HTTP headers for the collector, comma-separated: name=value,name=value.");

  public static List<Setting> all() {
    return List.of(MODELS_DIR, MODELS_URL, KNOWLEDGE_FILE, OTLP_URL, OTLP_HEADERS);
  }

  private CommonSettings() {}
}
