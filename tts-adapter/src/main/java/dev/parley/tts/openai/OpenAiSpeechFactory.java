package dev.parley.tts.openai;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.tts.engine.EngineFactory;
import dev.parley.tts.engine.EngineSettings;
import dev.parley.tts.engine.SpeechEngine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** Opens {@link OpenAiSpeechEngine}. */
public final class OpenAiSpeechFactory implements EngineFactory {
  private static final String ID = OpenAiSpeechEngine.NAME;
  private static final int PROBE_MILLIS = 1_000;
  // they wait for the network, they don't compute
  private static final int WORKERS = 16;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Setting> settings() {
    return OpenAiSettings.all();
  }

  @Override
  public Offer offer(Settings settings) {
    if (settings.text(OpenAiSettings.URL).isEmpty()) {
      return new Offer(Offer.Answer.PASS_OVER, "tts.openai.url is not set");
    }
    return answers(settings)
        ? new Offer(Offer.Answer.TAKE_ME, "tts.openai.url is set and answers")
        : new Offer(Offer.Answer.PASS_OVER, "tts.openai.url is set but does not answer");
  }

  @Override
  public SpeechEngine open(Settings settings) {
    if (settings.text(OpenAiSettings.URL).isEmpty()) {
      throw new UserError(
          "tts.engine is "
              + ID
              + " but tts.openai.url is empty; set it to the endpoint's base address, e.g."
              + " https://HOST/v1");
    }
    return new OpenAiSpeechEngine(
        OpenAiSettings.from(settings), EngineSettings.workers(settings, WORKERS));
  }

  @Override
  public List<Check> doctor(Settings settings, Need need) {
    String subject = "OpenAI-compatible speech endpoint";
    String url = settings.text(OpenAiSettings.URL);
    if (url.isEmpty()) {
      String advice = "set tts.openai.url to use one";
      return List.of(
          need == Need.CHOSEN
              ? Check.failed(subject, "tts.openai.url is empty", advice)
              : Check.absent(subject, "tts.openai.url is empty", advice));
    }
    String server = OpenAiSettings.from(settings).server();
    if (answers(settings)) {
      return List.of(Check.ok(subject, server + " answers"));
    }
    String advice = "start it, or correct tts.openai.url";
    return List.of(
        need == Need.CHOSEN
            ? Check.failed(subject, server + " does not answer", advice)
            : Check.warning(subject, server + " does not answer", advice));
  }

  /** Whether something listens there; a request would cost money. */
  private static boolean answers(Settings settings) {
    URI base = OpenAiSettings.from(settings).base();
    int port = base.getPort() >= 0 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), port), PROBE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
