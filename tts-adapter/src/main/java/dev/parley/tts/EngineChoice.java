package dev.parley.tts;

import dev.parley.adapter.Settings;
import dev.parley.tts.engine.EngineFactory;
import java.util.List;

/**
 * Which engine speaks, and why.
 *
 * @param reason for people: "chosen by tts.engine", "auto: tts.openai.url is not set"
 */
record EngineChoice(EngineFactory factory, String reason) {

  static EngineChoice make(List<EngineFactory> engines, Settings settings) {
    String named = settings.text(TtsSettings.ENGINE);
    if (!named.equals(TtsSettings.AUTO)) {
      EngineFactory chosen =
          engines.stream()
              .filter(engine -> engine.id().equals(named))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no engine is called " + named));
      return new EngineChoice(
          chosen, "chosen by tts.engine (" + settings.origin(TtsSettings.ENGINE) + ")");
    }
    String passedOver = "";
    for (EngineFactory engine : engines) {
      EngineFactory.Offer offer = engine.offer(settings);
      if (offer.answer() == EngineFactory.Offer.Answer.TAKE_ME) {
        return new EngineChoice(
            engine, "auto: " + (passedOver.isEmpty() ? offer.why() : passedOver));
      }
      if (!offer.why().isEmpty()) {
        passedOver = offer.why();
      }
    }
    throw new IllegalStateException("no engine offers itself to auto");
  }
}
