package dev.parley.llm;

import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings as the commands load them, without this machine's environment. */
final class ProviderSettings {
  private ProviderSettings() {}

  static Settings of(AdapterProvider provider, Map<String, String> overrides) {
    List<Setting> known = new ArrayList<>(provider.settings());
    known.addAll(CommonSettings.all());
    return Settings.load(known, null, Map.of(), overrides);
  }
}
