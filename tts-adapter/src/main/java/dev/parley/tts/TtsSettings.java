package dev.parley.tts;

import dev.parley.adapter.Setting;
import dev.parley.tts.engine.EngineFactory;
import dev.parley.tts.engine.EngineSettings;
import java.util.ArrayList;
import java.util.List;

/** The settings of this hop; those of one engine stand with the engine. */
public final class TtsSettings {
  public static final String AUTO = "auto";

  public static final Setting ENGINE =
      Setting.choice(
          "tts.engine",
          List.of(AUTO, "freetts", "piper", "openai-speech"),
          "Voice: auto = the OpenAI-compatible endpoint if tts.openai.url is set and answers, else"
              + " FreeTTS; Piper only by name (its jar holds GPL code).");
  public static final Setting MAX_STREAMS =
      Setting.integer(
          "tts.max-streams", 500, 1, 10_000, "Answers spoken at the same time; more are refused.");
  public static final Setting COMMA_PAUSE_MILLIS =
      Setting.integer(
          "tts.pause.comma-ms", 100, 0, 2_000, "Silence after a clause that ends in a comma, ms.");
  public static final Setting SENTENCE_PAUSE_MILLIS =
      Setting.integer(
          "tts.pause.sentence-ms", 250, 0, 2_000, "Silence after the end of a sentence, ms.");

  private TtsSettings() {}

  static List<Setting> all(List<EngineFactory> engines) {
    List<Setting> all = new ArrayList<>();
    all.add(ENGINE);
    all.add(EngineSettings.WORKERS);
    all.add(MAX_STREAMS);
    all.add(COMMA_PAUSE_MILLIS);
    all.add(SENTENCE_PAUSE_MILLIS);
    engines.forEach(engine -> all.addAll(engine.settings()));
    return List.copyOf(all);
  }
}
