package dev.parley.tts;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.synthesis.Pauses;
import dev.parley.tts.synthesis.TextToSpeechService;
import io.grpc.BindableService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chosen engine behind its service. */
final class TtsAdapter implements Adapter {
  private static final Logger LOG = LoggerFactory.getLogger(TtsAdapter.class);

  private final SpeechEngine engine;
  private final EngineDescription description;
  private final TextToSpeechService service;

  private TtsAdapter(
      SpeechEngine engine, EngineDescription description, TextToSpeechService service) {
    this.engine = engine;
    this.description = description;
    this.service = service;
  }

  static TtsAdapter open(EngineChoice choice, Settings settings) {
    SpeechEngine engine = choice.factory().open(settings);
    EngineProfile profile = engine.profile();
    EngineDescription description =
        EngineDescription.newBuilder()
            .setEngine(profile.engine())
            .setModel(profile.model())
            .setLabel(profile.label())
            .setReason(choice.reason())
            .setSampleRateHz(profile.sampleRateHz())
            .build();
    LOG.info(
        "speaking with {} ({}), {} at a time; {}",
        profile.engine(),
        profile.model(),
        profile.workers(),
        choice.reason());
    Pauses pauses =
        new Pauses(
            settings.integer(TtsSettings.COMMA_PAUSE_MILLIS),
            settings.integer(TtsSettings.SENTENCE_PAUSE_MILLIS));
    return new TtsAdapter(
        engine,
        description,
        new TextToSpeechService(
            engine, description, pauses, settings.integer(TtsSettings.MAX_STREAMS)));
  }

  @Override
  public BindableService service() {
    return service;
  }

  @Override
  public EngineDescription engine() {
    return description;
  }

  @Override
  public void close() {
    service.close();
    engine.close();
  }
}
