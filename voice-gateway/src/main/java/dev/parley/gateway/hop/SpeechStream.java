package dev.parley.gateway.hop;

import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.WordMark;

/** Text of one answer on its way to sound. */
public interface SpeechStream {
  /** Where the audio goes. Nothing comes after ended, failed or {@link SpeechStream#cancel()}. */
  interface Listener {
    void audio(AudioChunk chunk);

    void mark(WordMark mark);

    void clauseEnded(ClauseEnd end);

    void ended();

    void failed(String why);
  }

  /** Synthesise a clause; ids rise. */
  void speak(long clause, String text);

  /** No clause follows. */
  void textOver();

  /** The receiver can take so many messages more. */
  void request(int messages);

  void cancel();
}
