package dev.parley.gateway.cli;

import dev.parley.adapter.Settings;
import dev.parley.gateway.GatewayLauncher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that reads the configuration. */
final class SettingsOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration file (default: parley.properties if there is one)")
  @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "any setting, may be repeated; ./parley settings lists them")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Says a setting on behalf of an option of its own; the option wins over --set. */
  void override(String key, String value) {
    overrides.put(key, value);
  }

  Settings load() {
    return loadWith(Map.of());
  }

  Settings loadWith(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(overrides);
    all.putAll(more);
    return Settings.load(GatewayLauncher.settings(), config, System.getenv(), all);
  }
}
