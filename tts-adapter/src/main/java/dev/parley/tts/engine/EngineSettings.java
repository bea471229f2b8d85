package dev.parley.tts.engine;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;

/** Settings that mean the same to every engine. */
public final class EngineSettings {
  public static final Setting WORKERS =
      Setting.integer(
          "tts.workers",
          0,
          0,
          64,
          "Pieces synthesised at the same time; 0 = what suits the engine.");

  private EngineSettings() {}

  /** The set number of workers, or what suits the engine. */
  public static int workers(Settings settings, int suitable) {
    int set = settings.integer(WORKERS);
    return set == 0 ? suitable : set;
  }

  /** Suits engines that compute. */
  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
