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

  public static List<Setting> all() {
    return List.of(MODELS_DIR, MODELS_URL, KNOWLEDGE_FILE);
  }

  private CommonSettings() {}
}
