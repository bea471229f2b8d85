package dev.parley.tts.engine;

import java.util.List;

/** Takes what an engine produces, on the thread that called {@link SpeechEngine#say}. */
public interface SpeechSink {
  /**
   * Times of words, in order, counted in samples since the start of the piece. Given before the
   * audio they speak of.
   */
  void words(List<WordTime> words);

  /**
   * Takes mono samples; the array is the engine's again afterwards.
   *
   * @return false = nobody listens any more, stop now
   */
  boolean audio(short[] samples, int offset, int count);
}
