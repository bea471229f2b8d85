package dev.parley.tts.synthesis;

import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.text.SpokenText;

/** Another engine that breaks, as badly as an engine can, on a certain word. */
record BreakingEngine(SpeechEngine engine, String word) implements SpeechEngine {

  @Override
  public EngineProfile profile() {
    return engine.profile();
  }

  @Override
  public void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException {
    if (piece.text().contains(word)) {
      throw new StackOverflowError("broken on purpose");
    }
    engine.say(piece, voicing, sink, cancellation);
  }

  @Override
  public void close() {
    engine.close();
  }
}
