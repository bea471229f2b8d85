package dev.parley.stt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
  private static final EngineFactory SPHINX = new Engine("sphinx", Optional.empty());
  private static final EngineFactory WHISPER = new Engine("whisper", Optional.empty());
  private static final EngineFactory NO_MODEL =
      new Engine("whisper", Optional.of("no model, pull one"));

  @Test
  void autoTakesWhisperWhereItCanRun() {
    EngineChoice choice = choose("auto", SPHINX, WHISPER);
    assertEquals("whisper", choice.factory().name());
    assertEquals("auto: the best there is", choice.reason());
  }

  @Test
  void autoFallsBackToSphinxAndSaysWhy() {
    EngineChoice choice = choose("auto", SPHINX, NO_MODEL);
    assertEquals("sphinx", choice.factory().name());
    assertEquals("auto: whisper: no model, pull one", choice.reason());
  }

  @Test
  void autoDoesWithoutAnEngineThatIsNotBuiltIn() {
    assertEquals("sphinx", choose("auto", SPHINX).factory().name());
  }

  @Test
  void aNamedEngineIsTakenEvenIfAnotherIsBetter() {
    EngineChoice choice = choose("sphinx", SPHINX, WHISPER);
    assertEquals("sphinx", choice.factory().name());
    assertTrue(choice.reason().startsWith("chosen by stt.engine"), choice.reason());
  }

  @Test
  void anEngineThatIsNotBuiltInIsRefusedWithTheOnesThatAre() {
    UserError error = assertThrows(UserError.class, () -> choose("whisper", SPHINX));
    assertTrue(String.valueOf(error.getMessage()).contains("sphinx or auto"), error.getMessage());
  }

  @Test
  void autoWithNothingThatRunsSaysWhatEachLacks() {
    UserError error = assertThrows(UserError.class, () -> choose("auto", NO_MODEL));
    assertTrue(String.valueOf(error.getMessage()).contains("no model, pull one"));
  }

  private static EngineChoice choose(String wanted, EngineFactory... factories) {
    Settings settings = Settings.of(List.of(SttSettings.ENGINE), Map.of("stt.engine", wanted));
    return EngineChoice.of(settings, List.of(factories));
  }

  private record Engine(String name, Optional<String> obstacle) implements EngineFactory {
    @Override
    public List<Setting> settings() {
      return List.of();
    }

    @Override
    public Optional<String> unavailable(Settings settings) {
      return obstacle;
    }

    @Override
    public RecognitionEngine open(Settings settings, String reason) {
      throw new UnsupportedOperationException("choosing opens nothing");
    }

    @Override
    public List<Check> doctor(Settings settings) {
      return List.of();
    }

    @Override
    public boolean isNative() {
      return false;
    }
  }
}
