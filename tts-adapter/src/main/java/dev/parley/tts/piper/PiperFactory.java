package dev.parley.tts.piper;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.tts.engine.EngineFactory;
import dev.parley.tts.engine.SpeechEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens {@link PiperEngine}, if it is asked for by name. */
public final class PiperFactory implements EngineFactory {

  @Override
  public String id() {
    return PiperEngine.NAME;
  }

  @Override
  public List<Setting> settings() {
    return PiperVoiceFiles.settings();
  }

  @Override
  public Offer offer(Settings settings) {
    // whoever distributes it takes on the GPL: that is for a person to decide
    return new Offer(Offer.Answer.PASS_OVER, "");
  }

  @Override
  public boolean isNative() {
    return true;
  }

  @Override
  public SpeechEngine open(Settings settings) {
    return PiperEngine.open(PiperVoiceFiles.verified(settings));
  }

  @Override
  public List<Check> doctor(Settings settings, Need need) {
    String subject = "Piper voice";
    Optional<Path> voice = PiperVoiceFiles.configured(settings);
    if (need == Need.NOT_CHOSEN) {
      return List.of(
          Check.absent(
              subject,
              "not chosen",
              "for a neural voice set tts.engine = piper and tts.piper.voice; its jar holds GPL-3"
                  + " code"));
    }
    try {
      PiperVoiceFiles.verified(settings);
      return List.of(Check.ok(subject, voice.orElseThrow() + ", SHA-256 as expected"));
    } catch (UserError e) {
      return List.of(
          Check.failed(subject, String.valueOf(e.getMessage()), "or set tts.engine = freetts"));
    }
  }
}
