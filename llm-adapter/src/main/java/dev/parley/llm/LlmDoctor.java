package dev.parley.llm;

import dev.parley.adapter.Check;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.adapter.knowledge.Knowledge;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the language engines depend on, and whether it is there. */
final class LlmDoctor {
  private static final String ENGINE = "language engine";
  private static final String KEY = "key of the model server";

  private final Settings settings;
  private final Map<String, String> environment;
  private final EngineChoice choice;

  LlmDoctor(Settings settings, Map<String, String> environment, EngineChoice choice) {
    this.settings = settings;
    this.environment = environment;
    this.choice = choice;
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    EngineChoice.@Nullable Decision decision = null;
    try {
      decision = choice.decide();
      checks.add(check(decision));
    } catch (UserError e) {
      checks.add(
          Check.failed(ENGINE, String.valueOf(e.getMessage()), "correct llm.openai.url or .key"));
    }
    if (decision instanceof EngineChoice.Concierge) {
      checks.add(knowledge());
    }
    plainTextKey().ifPresent(checks::add);
    return checks;
  }

  private Optional<Check> plainTextKey() {
    try {
      URI base = LlmSettings.openAiBase(settings);
      return base != null && LlmSettings.openAiKey(settings, environment) != null && isOpen(base)
          ? Optional.of(
              Check.warning(
                  KEY, "would travel unencrypted to " + base, "use https in llm.openai.url"))
          : Optional.empty();
    } catch (UserError e) {
      return Optional.of(
          Check.warning(KEY, String.valueOf(e.getMessage()), "correct it before it is needed"));
    }
  }

  private Check check(EngineChoice.Decision decision) {
    return switch (decision) {
      case EngineChoice.OpenAi openAi ->
          Check.ok(ENGINE, openAi.model() + " at " + openAi.base() + "; " + openAi.reason());
      case EngineChoice.Concierge concierge -> {
        if (settings.text(LlmSettings.ENGINE).equals("concierge")) {
          yield Check.ok(ENGINE, "concierge; " + concierge.reason());
        }
        yield settings.text(LlmSettings.OPENAI_URL).isEmpty()
            ? Check.absent(
                "model server",
                concierge.reason() + ", so the concierge answers",
                "set llm.openai.url, or start a model server such as Ollama")
            : Check.warning(
                "model server",
                concierge.reason() + ", so the concierge answers",
                "start the server, or correct llm.openai.url");
      }
    };
  }

  private Check knowledge() {
    try {
      Knowledge knowledge = Knowledge.load(settings.path(CommonSettings.KNOWLEDGE_FILE));
      return Check.ok(
          "knowledge of the concierge",
          knowledge.name() + ", " + knowledge.facts().size() + " facts");
    } catch (UserError e) {
      return Check.failed(
          "knowledge of the concierge",
          String.valueOf(e.getMessage()),
          "correct the file, or empty knowledge.file for the built-in hotel");
    }
  }

  private static boolean isOpen(URI base) {
    String host = base.getHost();
    boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    return "http".equals(base.getScheme()) && !local;
  }
}
