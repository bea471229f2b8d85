package dev.parley.stt;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import java.util.List;
import java.util.Optional;

/**
 * One kind of recogniser that can be started. Found with {@link java.util.ServiceLoader}; needs a
 * public constructor without arguments that does no work.
 */
public interface EngineFactory {
  /** As chosen by stt.engine: "whisper", "sphinx". */
  String name();

  /** Its own settings, keys beginning with "stt." and the name. */
  List<Setting> settings();

  /** Why it can't run as configured and what to do about it; empty = it can. Quick, no loading. */
  Optional<String> unavailable(Settings settings);

  /**
   * Loads it and starts its workers; the engine is warm when this returns.
   *
   * @param reason why this engine, for {@link RecognitionEngine#describe}
   * @throws dev.parley.adapter.UserError when it can't run as configured
   */
  RecognitionEngine open(Settings settings, String reason);

  /** What the doctor reports of it. */
  List<Check> doctor(Settings settings);

  /** true if a fault in it can end the process, so that it should live in one of its own. */
  boolean isNative();
}
