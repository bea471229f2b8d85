package dev.parley.stt.sphinx;

import dev.parley.adapter.Check;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.stt.EngineFactory;
import dev.parley.stt.RecognitionEngine;
import java.util.List;
import java.util.Optional;

/** Starts the demo-domain recogniser; it needs nothing that isn't on the class path. */
public final class SphinxEngineFactory implements EngineFactory {
  static final Setting WORKERS =
      Setting.integer(
          "stt.sphinx.workers",
          0,
          0,
          64,
          "Threads the Sphinx recogniser computes on; 0 = as many as there are processors.");
  static final Setting STREAMS =
      Setting.integer(
          "stt.sphinx.streams",
          12,
          1,
          200,
          "Utterances the Sphinx recogniser follows with partials at once; others get finals only.");

  @Override
  public String name() {
    return "sphinx";
  }

  @Override
  public List<Setting> settings() {
    return List.of(WORKERS, STREAMS);
  }

  @Override
  public Optional<String> unavailable(Settings settings) {
    return Optional.empty();
  }

  @Override
  public RecognitionEngine open(Settings settings, String reason) {
    SphinxSilence.apply();
    Knowledge knowledge = Knowledge.load(settings.path(CommonSettings.KNOWLEDGE_FILE));
    SphinxModel model = SphinxModel.load(knowledge);
    EngineDescription description =
        EngineDescription.newBuilder()
            .setEngine(name())
            .setModel(
                "%s domain, %d words".formatted(knowledge.name(), model.trigram().words().size()))
            .setLabel(SphinxEngine.LABEL)
            .setReason(reason)
            .setSampleRateHz(Cepstra.SAMPLE_RATE_HZ)
            .build();
    int workers = settings.integer(WORKERS);
    return new SphinxEngine(
        model,
        workers == 0 ? Runtime.getRuntime().availableProcessors() : workers,
        settings.integer(STREAMS),
        description);
  }

  @Override
  public List<Check> doctor(Settings settings) {
    return List.of(
        PtmLoader.class.getResource("/edu/cmu/sphinx/models/en-us/en-us/mdef") != null
            ? Check.ok("Sphinx model", "built in (" + SphinxEngine.LABEL + ")")
            : Check.failed("Sphinx model", "missing", "put sphinx4-data 1.0.0 on the class path"));
  }

  @Override
  public boolean isNative() {
    return false;
  }
}
