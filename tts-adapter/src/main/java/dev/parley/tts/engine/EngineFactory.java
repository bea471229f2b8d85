package dev.parley.tts.engine;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import java.util.List;

/** Opens one kind of engine. */
public interface EngineFactory {
  /** The name in {@code tts.engine}. */
  String id();

  /** Settings of this engine alone. */
  List<Setting> settings();

  /** Whether {@code tts.engine = auto} takes this engine; may ask the network, within a second. */
  Offer offer(Settings settings);

  /** true: it calls native code that can kill the process, so it is better given one of its own. */
  default boolean isNative() {
    return false;
  }

  /**
   * Loads and warms up; takes seconds.
   *
   * @throws dev.parley.adapter.UserError when it can't start: what is missing and what to do
   */
  SpeechEngine open(Settings settings);

  /**
   * What it depends on and whether it is there. Quick, without side effects.
   *
   * @param need whether the settings choose this engine, which turns what is absent into a failure
   */
  List<Check> doctor(Settings settings, Need need);

  /**
   * An engine's answer to {@code auto}.
   *
   * @param why in words for people
   */
  record Offer(Answer answer, String why) {
    /** Yes or no. */
    public enum Answer {
      TAKE_ME,
      PASS_OVER
    }
  }

  /** How much the settings ask for an engine. */
  enum Need {
    CHOSEN,
    NOT_CHOSEN
  }
}
