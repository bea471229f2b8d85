package dev.parley.tts.engine;

import dev.parley.tts.text.SpokenText;

/** Says words. Safe for as many threads as its {@link EngineProfile#workers()}. */
public interface SpeechEngine extends AutoCloseable {
  EngineProfile profile();

  /**
   * Says one piece and returns when all of it was given to the sink, or the sink said stop. Samples
   * are given as they come, not at the end, where the engine can.
   *
   * @throws SpeechException when the engine can't: what is wrong and what to do
   */
  void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException;

  @Override
  void close();
}
