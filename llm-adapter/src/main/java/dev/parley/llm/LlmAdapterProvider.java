package dev.parley.llm;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.Check;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.llm.concierge.Concierge;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.llm.openai.OpenAiEngine;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The language model hop. */
public final class LlmAdapterProvider implements AdapterProvider {
  private final Map<String, String> environment;
  private final Map<String, URI> localServers;

  /** For {@link java.util.ServiceLoader}. */
  public LlmAdapterProvider() {
    this(System.getenv(), EngineChoice.LOCAL_SERVERS);
  }

  LlmAdapterProvider(Map<String, String> environment, Map<String, URI> localServers) {
    this.environment = environment;
    this.localServers = localServers;
  }

  @Override
  public Hop hop() {
    return Hop.LLM;
  }

  @Override
  public List<Setting> settings() {
    return LlmSettings.all();
  }

  @Override
  public Adapter open(Settings settings) {
    LanguageEngine engine =
        switch (new EngineChoice(settings, environment, localServers).decide()) {
          case EngineChoice.Concierge chosen ->
              new Concierge(
                  Knowledge.load(settings.path(CommonSettings.KNOWLEDGE_FILE)),
                  LlmSettings.concierge(settings, chosen.reason()));
          case EngineChoice.OpenAi chosen ->
              new OpenAiEngine(
                  LlmSettings.openAi(
                      settings, chosen.base(), chosen.model(), chosen.key(), chosen.reason()));
        };
    return new LlmAdapter(
        engine,
        new SystemPrompt(settings.text(LlmSettings.SYSTEM_PROMPT)),
        settings.integer(LlmSettings.MAX_GENERATIONS));
  }

  @Override
  public boolean wantsOwnProcess(Settings settings) {
    return false;
  }

  @Override
  public List<Check> doctor(Settings settings) {
    return new LlmDoctor(
            settings, environment, new EngineChoice(settings, environment, localServers))
        .checks();
  }
}
