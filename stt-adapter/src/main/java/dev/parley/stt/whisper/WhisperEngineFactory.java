package dev.parley.stt.whisper;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.stt.EngineFactory;
import dev.parley.stt.RecognitionEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Whisper an engine that can be chosen. */
public final class WhisperEngineFactory implements EngineFactory {
  private static final Logger log = LoggerFactory.getLogger(WhisperEngineFactory.class);

  @Override
  public String name() {
    return "whisper";
  }

  @Override
  public List<Setting> settings() {
    return WhisperSettings.all();
  }

  @Override
  public Optional<String> unavailable(Settings settings) {
    String problem = ModelChoice.of(settings).problem();
    return problem.isEmpty() ? LibraryPlatform.ofThisMachine().obstacle() : Optional.of(problem);
  }

  @Override
  public RecognitionEngine open(Settings settings, String reason) {
    ModelChoice choice = ModelChoice.of(settings);
    Path file = choice.file();
    if (file == null) {
      throw new UserError("Whisper can't start: " + choice.problem());
    }
    WhisperDoctor.slowCpu().ifPresent(log::warn);
    return WhisperEngine.load(
        file,
        WhisperSettings.workers(settings.integer(WhisperSettings.WORKERS)),
        settings.integer(WhisperSettings.PARTIAL_MS),
        reason);
  }

  @Override
  public List<Check> doctor(Settings settings) {
    return WhisperDoctor.examine(settings);
  }

  @Override
  public boolean isNative() {
    return true;
  }
}
