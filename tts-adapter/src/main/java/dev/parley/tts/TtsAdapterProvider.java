package dev.parley.tts;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.Check;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.tts.engine.EngineFactory;
import dev.parley.tts.freetts.FreeTtsFactory;
import dev.parley.tts.openai.OpenAiSpeechFactory;
import dev.parley.tts.piper.PiperFactory;
import java.util.ArrayList;
import java.util.List;

/** Text to speech, for launchers. */
public final class TtsAdapterProvider implements AdapterProvider {
  /** In the order in which {@code auto} asks them. */
  private static final List<EngineFactory> ENGINES =
      List.of(new OpenAiSpeechFactory(), new PiperFactory(), new FreeTtsFactory());

  @Override
  public Hop hop() {
    return Hop.TTS;
  }

  @Override
  public List<Setting> settings() {
    return TtsSettings.all(ENGINES);
  }

  @Override
  public Adapter open(Settings settings) {
    EngineChoice choice = EngineChoice.make(ENGINES, settings);
    return TtsAdapter.open(choice, settings);
  }

  @Override
  public boolean wantsOwnProcess(Settings settings) {
    String named = settings.text(TtsSettings.ENGINE);
    return ENGINES.stream().anyMatch(engine -> engine.id().equals(named) && engine.isNative());
  }

  @Override
  public List<Check> doctor(Settings settings) {
    String named = settings.text(TtsSettings.ENGINE);
    List<Check> checks = new ArrayList<>();
    for (EngineFactory engine : ENGINES) {
      EngineFactory.Need need =
          engine.id().equals(named) ? EngineFactory.Need.CHOSEN : EngineFactory.Need.NOT_CHOSEN;
      checks.addAll(engine.doctor(settings, need));
    }
    return checks;
  }
}
