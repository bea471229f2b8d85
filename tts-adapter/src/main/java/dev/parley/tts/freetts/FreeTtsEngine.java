package dev.parley.tts.freetts;

import dev.parley.adapter.UserError;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.engine.WordTime;
import dev.parley.tts.text.SpokenText;
import dev.parley.tts.text.TextPreparation;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * As many voices as workers, each used by one thread at a time: a FreeTTS voice carries the state
 * of what it says.
 */
final class FreeTtsEngine implements SpeechEngine {
  private static final int PIECE_WORDS = 25;
  private static final int WARM_UP_ROUNDS = 5;

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
    List<KevinVoice> voices = KevinVoice.load(workers);
    voices.forEach(FreeTtsEngine::warmUp);
    return new FreeTtsEngine(voices);
  }

  // a cold voice took 240 ms for its first clause, a warm one takes 2
  private static void warmUp(KevinVoice voice) {
    SpokenText piece = TextPreparation.prepare("Good evening, how can I help you at 7:30 today?");
    try {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        voice.say(piece, 1.0, new Unheard());
      }
    } catch (SpeechException e) {
      throw new UserError("FreeTTS does not speak: " + e.getMessage(), e);
    }
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

  /** Where the words of the warm-up go. */
  private static final class Unheard implements SpeechSink {
    @Override
    public void words(List<WordTime> words) {}

    @Override
    public boolean audio(short[] samples, int offset, int count) {
      return true;
    }
  }
}
