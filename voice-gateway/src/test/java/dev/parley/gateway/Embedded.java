package dev.parley.gateway;

import dev.parley.adapter.Settings;
import java.util.HashMap;
import java.util.Map;

/** Settings that need no download and no server, whatever this machine has. */
public final class Embedded {
  private Embedded() {}

  public static Settings settings(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "gateway.port", "0",
                "history.keep-days", "0",
                "proof.dir", TestProofs.dir().toString(),
                "stt.engine", "sphinx",
                "llm.engine", "concierge",
                "tts.engine", "freetts"));
    all.putAll(more);
    return Settings.of(GatewayLauncher.settings(), all);
  }
}
