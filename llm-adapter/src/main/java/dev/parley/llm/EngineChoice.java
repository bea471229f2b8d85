package dev.parley.llm;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.llm.openai.ModelList;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Decides which engine talks, and says why. */
final class EngineChoice {
  /** What was decided. */
  sealed interface Decision {
    String reason();
  }

  record Concierge(String reason) implements Decision {}

  record OpenAi(URI base, String model, @Nullable String key, String reason) implements Decision {}

  /** Where people run model servers on their own machine. */
  static final Map<String, URI> LOCAL_SERVERS = localServers();

  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final Duration CHOSEN_PROBE = Duration.ofSeconds(5);

  private final Settings settings;
  private final Map<String, String> environment;
  private final Map<String, URI> localServers;

  EngineChoice(Settings settings, Map<String, String> environment, Map<String, URI> localServers) {
    this.settings = settings;
    this.environment = environment;
    this.localServers = localServers;
  }

  /**
   * @throws UserError when the server chosen by the settings can't be used
   */
  Decision decide() {
    return switch (settings.text(LlmSettings.ENGINE)) {
      case "concierge" -> new Concierge("chosen by " + LlmSettings.ENGINE.key());
      case "openai" -> chosen();
      default -> auto();
    };
  }

  private OpenAi chosen() {
    URI base = LlmSettings.openAiBase(settings);
    if (base == null) {
      throw new UserError(
          "llm.engine is openai, but llm.openai.url is empty; set it to the server's address,"
              + " such as https://api.openai.com/v1");
    }
    String key = LlmSettings.openAiKey(settings, environment);
    String reason = "chosen by " + LlmSettings.ENGINE.key();
    ModelList.Result models = ModelList.ask(base, key, CHOSEN_PROBE);
    return switch (models) {
      case ModelList.Unusable unusable ->
          throw new UserError(
              "the model server at "
                  + base
                  + " can't be used: "
                  + unusable.cause()
                  + "; start it, correct llm.openai.url, or set llm.engine to concierge");
      case ModelList.NotListed none -> new OpenAi(base, configuredModel(base), key, reason);
      case ModelList.Found found ->
          new OpenAi(base, model(found).orElseGet(() -> configuredModel(base)), key, reason);
    };
  }

  private String configuredModel(URI base) {
    String model = settings.text(LlmSettings.OPENAI_MODEL);
    if (model.isEmpty()) {
      throw new UserError(
          "the model server at " + base + " lists no chat model; name one in llm.openai.model");
    }
    return model;
  }

  private Optional<String> model(ModelList.Found found) {
    String model = settings.text(LlmSettings.OPENAI_MODEL);
    return model.isEmpty() ? found.firstChatModel() : Optional.of(model);
  }

  private Decision auto() {
    URI base = LlmSettings.openAiBase(settings);
    String none = "";
    if (base != null) {
      String key = LlmSettings.openAiKey(settings, environment);
      ModelList.Result models = ModelList.ask(base, key, PROBE);
      Optional<String> model = usableModel(models);
      if (model.isPresent()) {
        return new OpenAi(base, model.get(), key, "auto: " + base + " answers");
      }
      none = base + " " + cause(models) + ", and ";
    }
    Optional<OpenAi> local = firstLocal();
    if (local.isPresent()) {
      return local.get();
    }
    return new Concierge(
        "auto: "
            + none
            + "no OpenAI-compatible server found on this machine ("
            + String.join(", ", localServers.keySet())
            + ")");
  }

  private static String cause(ModelList.Result models) {
    return switch (models) {
      case ModelList.Unusable unusable -> "can't be used: " + unusable.cause();
      case ModelList.NotListed none -> "lists no models (name one in llm.openai.model)";
      case ModelList.Found found -> "lists no chat model";
    };
  }

  private Optional<String> usableModel(ModelList.Result models) {
    String configured = settings.text(LlmSettings.OPENAI_MODEL);
    return switch (models) {
      case ModelList.Unusable unusable -> Optional.empty();
      case ModelList.NotListed none ->
          configured.isEmpty() ? Optional.empty() : Optional.of(configured);
      case ModelList.Found found -> model(found);
    };
  }

  /** All are asked at once, and none is given a key. */
  private Optional<OpenAi> firstLocal() {
    Map<String, Future<ModelList.Result>> asked = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      localServers.forEach(
          (name, base) -> asked.put(name, threads.submit(() -> ModelList.ask(base, null, PROBE))));
    }
    List<OpenAi> found = new ArrayList<>();
    asked.forEach(
        (name, answer) -> {
          if (result(answer) instanceof ModelList.Found list) {
            model(list)
                .filter(m -> list.models().contains(m))
                .ifPresent(
                    m ->
                        found.add(
                            new OpenAi(
                                localServer(name), m, null, "auto: " + name + " answers here")));
          }
        });
    return found.stream().findFirst();
  }

  private URI localServer(String name) {
    URI base = localServers.get(name);
    if (base == null) {
      throw new IllegalStateException("no server named " + name);
    }
    return base;
  }

  private static ModelList.Result result(Future<ModelList.Result> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return new ModelList.Unusable(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ModelList.Unusable("interrupted");
    }
  }

  private static Map<String, URI> localServers() {
    Map<String, URI> servers = new LinkedHashMap<>();
    servers.put("Ollama", URI.create("http://127.0.0.1:11434/v1"));
    servers.put("vLLM", URI.create("http://127.0.0.1:8000/v1"));
    servers.put("LM Studio", URI.create("http://127.0.0.1:1234/v1"));
    servers.put("llama.cpp", URI.create("http://127.0.0.1:8080/v1"));
    return Collections.unmodifiableMap(servers);
  }
}
