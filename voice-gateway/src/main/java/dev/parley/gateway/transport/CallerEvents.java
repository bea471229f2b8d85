package dev.parley.gateway.transport;

import org.jspecify.annotations.Nullable;

/** What a channel tells its call. All methods are called on the call's context. */
public interface CallerEvents {
  /** PCM mono, 16 kHz; any whole number of samples. */
  void audio(short[] samples);

  /** How much of the bot's audio the caller's end has played since the call began, ms. */
  void played(long millis);

  void typed(String text);

  /** A key of a telephone was pressed: 0 to 9, * or #, A to D. */
  default void key(char key) {}

  /** The caller allows that what is said from now on is kept in writing, or doesn't. */
  default void consent(boolean given) {}

  /**
   * The caller's end measured its part of an answer's delay.
   *
   * @param bufferNanos from the arrival of the answer's first audio to when it was audible
   * @param gapNanos from the caller's last sound, or the typed question, to the same; null where it
   *     is not known
   */
  default void timed(long turn, long bufferNanos, @Nullable Long gapNanos) {}

  /**
   * The line is lost and may come back. Until then {@link #audio} brings silence, and nothing that
   * is sent arrives.
   */
  default void lineLost() {}

  /** It is there again; the caller's end holds nothing unplayed. */
  default void lineBack() {}

  /** The line is gone; nothing can be sent any more. */
  void closed();
}
