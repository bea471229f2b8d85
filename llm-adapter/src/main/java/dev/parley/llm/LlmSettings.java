package dev.parley.llm;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.llm.concierge.ConciergeOptions;
import dev.parley.llm.openai.OpenAiOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of the language model hop. */
public final class LlmSettings {
  public static final Setting ENGINE =
      Setting.choice(
          "llm.engine",
          List.of("auto", "openai", "concierge"),
          "Language engine; auto = an OpenAI-compatible server if one answers, else the concierge.");
  public static final Setting MAX_GENERATIONS =
      Setting.integer(
          "llm.max-generations", 64, 1, 10_000, "Answers under way at once; more are refused.");
  public static final Setting SYSTEM_PROMPT =
      Setting.text(
          "llm.system-prompt",
          "You are an AI voice assistant on a phone call. Never claim to be human; if asked, say"
              + " that you are an AI. Answer in one to three short spoken sentences, without"
              + " markdown, lists, emojis or web addresses. Write numbers as they are spoken. If you"
              + " don't know, say so. A user message '[not understood]' means that the caller's"
              + " speech was not recognised: say so and ask them to repeat it.",
          "Put before every conversation that brings no system message of its own; empty = none.");

  public static final Setting CONCIERGE_FIRST_TOKEN_MS =
      Setting.integer(
          "llm.concierge.first-token-ms",
          0,
          0,
          60_000,
          "Milliseconds the concierge waits before its first word, to play a slower model.");
  public static final Setting CONCIERGE_TOKENS_PER_SECOND =
      Setting.integer(
          "llm.concierge.tokens-per-second", 80, 1, 10_000, "Words a second of the concierge.");

  public static final Setting OPENAI_URL =
      Setting.url(
          "llm.openai.url",
          "",
          "Base address of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1;"
              + " without a path, /v1 is added.");
  public static final Setting OPENAI_MODEL =
      Setting.text("llm.openai.model", "", "Model name; empty = the first one the server lists.");
  public static final Setting OPENAI_KEY =
      Setting.secret(
          "llm.openai.key",
          "Key of the OpenAI-compatible server; for api.openai.com, OPENAI_API_KEY is taken, too.");
  public static final Setting OPENAI_CONNECT_MS =
      Setting.integer(
          "llm.openai.connect-ms", 2_000, 50, 60_000, "Milliseconds to wait for a connection.");
  public static final Setting OPENAI_FIRST_TOKEN_MS =
      Setting.integer(
          "llm.openai.first-token-ms",
          15_000,
          50,
          600_000,
          "Milliseconds to wait for the first token, all attempts together.");
  public static final Setting OPENAI_IDLE_MS =
      Setting.integer(
          "llm.openai.idle-ms", 10_000, 50, 600_000, "Milliseconds to wait between two tokens.");
  public static final Setting OPENAI_ATTEMPTS =
      Setting.integer(
          "llm.openai.attempts",
          3,
          1,
          10,
          "Attempts before the first token, when the server is busy or failing.");
  public static final Setting OPENAI_RETRY_AFTER_MS =
      Setting.integer(
          "llm.openai.retry-after-ms",
          2_000,
          0,
          60_000,
          "Longest pause before another attempt; a server that asks for more is not asked again.");

  private static final String OPENAI_HOST = "api.openai.com";

  private LlmSettings() {}

  static List<Setting> all() {
    return List.of(
        ENGINE,
        MAX_GENERATIONS,
        SYSTEM_PROMPT,
        CONCIERGE_FIRST_TOKEN_MS,
        CONCIERGE_TOKENS_PER_SECOND,
        OPENAI_URL,
        OPENAI_MODEL,
        OPENAI_KEY,
        OPENAI_CONNECT_MS,
        OPENAI_FIRST_TOKEN_MS,
        OPENAI_IDLE_MS,
        OPENAI_ATTEMPTS,
        OPENAI_RETRY_AFTER_MS);
  }

  static ConciergeOptions concierge(Settings settings, String reason) {
    return new ConciergeOptions(
        Duration.ofMillis(settings.integer(CONCIERGE_FIRST_TOKEN_MS)),
        settings.integer(CONCIERGE_TOKENS_PER_SECOND),
        reason);
  }

  /**
   * The configured server's address with its path; null where none is configured.
   *
   * @throws UserError when it holds what may be secret: addresses are logged and shown
   */
  static @Nullable URI openAiBase(Settings settings) {
    String text = settings.text(OPENAI_URL);
    if (text.isEmpty()) {
      return null;
    }
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    URI uri = URI.create(text);
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new UserError(
          "llm.openai.url must be an address without user, password, query or fragment; put the"
              + " key into PARLEY_LLM_OPENAI_KEY");
    }
    return uri.getPath().isEmpty() ? URI.create(text + "/v1") : uri;
  }

  /**
   * The key for the configured server. {@code OPENAI_API_KEY} lies about on many machines, so it is
   * only ever sent to the host it was issued for.
   *
   * @throws UserError when it can't be sent
   */
  static @Nullable String openAiKey(Settings settings, Map<String, String> environment) {
    String key = settings.text(OPENAI_KEY).strip();
    if (!key.isEmpty()) {
      return sendable(key, OPENAI_KEY.key());
    }
    URI base = openAiBase(settings);
    String openAi = environment.get("OPENAI_API_KEY");
    boolean forOpenAi =
        base != null
            && "https".equals(base.getScheme())
            && OPENAI_HOST.equals(base.getHost().toLowerCase(Locale.ROOT));
    return forOpenAi && openAi != null && !openAi.isBlank()
        ? sendable(openAi.strip(), "OPENAI_API_KEY")
        : null;
  }

  // the HTTP client would refuse it, too, but with the key in its words
  private static String sendable(String key, String name) {
    if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new UserError(
          name + " holds a blank, a line break or a letter beyond ASCII; copy the key once more");
    }
    return key;
  }

  static OpenAiOptions openAi(
      Settings settings, URI base, String model, @Nullable String key, String reason) {
    return new OpenAiOptions(
        base,
        model,
        key,
        Duration.ofMillis(settings.integer(OPENAI_CONNECT_MS)),
        Duration.ofMillis(settings.integer(OPENAI_FIRST_TOKEN_MS)),
        Duration.ofMillis(settings.integer(OPENAI_IDLE_MS)),
        settings.integer(OPENAI_ATTEMPTS),
        Duration.ofMillis(settings.integer(OPENAI_RETRY_AFTER_MS)),
        reason);
  }
}
