package dev.parley.tts.freetts;

import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.text.SpokenText;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * As many voices as workers, each used by one thread at a time: a FreeTTS voice carries the state
 * of what it says.
 */
final class FreeTtsEngine implements SpeechEngine {
  private static final int PIECE_WORDS = 25;

  private final BlockingQueue<KevinVoice> idle;
  private final EngineProfile profile;

  private FreeTtsEngine(List<KevinVoice> voices) {
    this.idle = new ArrayBlockingQueue<>(voices.size(), false, voices);
    this.profile =
        new EngineProfile(
            FreeTtsFactory.ID,
            KevinVoice.NAME,
            "embedded diphone voice, US English, dated sound",
            KevinVoice.SAMPLE_RATE_HZ,
            List.of(KevinVoice.NAME),
            true,
            true,
            PIECE_WORDS,
            voices.size(),
            KevinVoice.SILENCE_PEAK);
  }

  static FreeTtsEngine open(int workers) {
    return new FreeTtsEngine(KevinVoice.load(workers));
  }

  @Override
  public EngineProfile profile() {
    return profile;
  }

  @Override
  public void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException {
    KevinVoice voice;
    try {
      voice = idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpeechException(
          SpeechException.Reason.UNAVAILABLE, "the adapter is stopping; call another one", e);
    }
    try {
      voice.say(piece, voicing.rate(), sink);
    } finally {
      idle.add(voice);
    }
  }

  @Override
  public void close() {
    idle.clear();
  }
}
