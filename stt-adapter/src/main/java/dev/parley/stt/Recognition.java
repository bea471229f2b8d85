package dev.parley.stt;

/**
 * The utterances of one stream, one after the other. Called from one thread at a time (the
 * stream's); no method blocks or computes. The service has already checked the order: start,
 * audio*, (finish, audio*)*, finish(close) | discard.
 */
public interface Recognition extends AutoCloseable {
  void start(long utteranceId);

  /** 16 kHz mono; the array belongs to the recognition from now on. */
  void audio(short[] samples);

  /**
   * Asks for a final of the audio so far; every finish is answered by exactly one final, unless
   * superseded or discarded.
   */
  void finish(long finishId, boolean close);

  void discard();

  @Override
  void close();
}
