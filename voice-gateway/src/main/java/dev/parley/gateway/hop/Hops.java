package dev.parley.gateway.hop;

import dev.parley.adapter.Hop;
import dev.parley.proto.v1.EngineDescription;
import java.util.List;
import java.util.Map;

/** The three hops a call goes through, and what each runs. */
public record Hops(
    HopChannel speechToText,
    HopChannel languageModel,
    HopChannel textToSpeech,
    Map<Hop, EngineDescription> engines) {
  public Hops {
    engines = Map.copyOf(engines);
  }

  public List<HopChannel> all() {
    return List.of(speechToText, languageModel, textToSpeech);
  }
}
