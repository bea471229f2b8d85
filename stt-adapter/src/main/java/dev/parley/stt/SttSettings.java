package dev.parley.stt;

import dev.parley.adapter.Setting;
import java.util.List;

/** Settings of the hop itself; every engine adds its own. */
final class SttSettings {
  static final String AUTO = "auto";

  static final Setting ENGINE =
      Setting.choice(
          "stt.engine",
          List.of(AUTO, "whisper", "sphinx"),
          "Recogniser: whisper (needs a downloaded model), sphinx (built in, demo domain only),"
              + " auto = whisper if its model is there, else sphinx.");

  private SttSettings() {}
}
