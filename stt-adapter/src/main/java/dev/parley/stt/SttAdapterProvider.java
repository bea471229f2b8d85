package dev.parley.stt;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.Check;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.proto.v1.EngineDescription;
import io.grpc.BindableService;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Speech to text, with the engines found on the class path. */
public final class SttAdapterProvider implements AdapterProvider {
  private final List<EngineFactory> factories;

  public SttAdapterProvider() {
    this(
        ServiceLoader.load(EngineFactory.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  SttAdapterProvider(List<EngineFactory> factories) {
    this.factories = List.copyOf(factories);
  }

  @Override
  public Hop hop() {
    return Hop.STT;
  }

  @Override
  public List<Setting> settings() {
    List<Setting> all = new ArrayList<>();
    all.add(SttSettings.ENGINE);
    factories.forEach(f -> all.addAll(f.settings()));
    return all;
  }

  @Override
  public Adapter open(Settings settings) {
    EngineChoice choice = EngineChoice.of(settings, factories);
    choice
        .factory()
        .unavailable(settings)
        .ifPresent(
            obstacle -> {
              throw new UserError(
                  "speech-to-text engine " + choice.factory().name() + " can't run: " + obstacle);
            });
    return new SttAdapter(choice.factory().open(settings, choice.reason()));
  }

  @Override
  public boolean wantsOwnProcess(Settings settings) {
    return EngineChoice.of(settings, factories).factory().isNative();
  }

  @Override
  public List<Check> doctor(Settings settings) {
    List<Check> checks = new ArrayList<>();
    factories.forEach(f -> checks.addAll(f.doctor(settings)));
    return checks;
  }

  private record SttAdapter(RecognitionEngine recogniser) implements Adapter {
    @Override
    public BindableService service() {
      return new TranscribeService(recogniser);
    }

    @Override
    public EngineDescription engine() {
      return recogniser.describe();
    }

    @Override
    public void close() {
      recogniser.close();
    }
  }
}
