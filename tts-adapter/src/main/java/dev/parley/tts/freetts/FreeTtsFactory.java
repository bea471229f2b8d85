package dev.parley.tts.freetts;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.tts.engine.EngineFactory;
import dev.parley.tts.engine.EngineSettings;
import dev.parley.tts.engine.SpeechEngine;
import java.util.List;

/** Opens {@link FreeTtsEngine}; needs nothing but the class path. */
public final class FreeTtsFactory implements EngineFactory {
  public static final String ID = "freetts";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public Offer offer(Settings settings) {
    return new Offer(Offer.Answer.TAKE_ME, "needs neither download nor network");
  }

  @Override
  public SpeechEngine open(Settings settings) {
    return FreeTtsEngine.open(EngineSettings.workers(settings, EngineSettings.cores()));
  }

  @Override
  public List<Check> doctor(Settings settings, Need need) {
    return KevinVoice.isOnClassPath()
        ? List.of(Check.ok("FreeTTS voice kevin16", "on the class path"))
        : List.of(
            Check.failed(
                "FreeTTS voice kevin16",
                "its data is not on the class path",
                "put freetts-1.2.2.jar beside the adapter"));
  }
}
