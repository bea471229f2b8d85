package dev.parley.gateway.transport;

import dev.parley.gateway.conversation.Command.Notice;

/**
 * The caller's end of the line, whatever it is made of. All methods are called on the call's
 * context.
 */
public interface CallChannel {
  /** 20 ms of the bot's audio: PCM s16le mono, 16 kHz, 640 bytes. */
  void audio(byte[] pcm);

  /**
   * So much of the bot's audio has been sent since the call began, less what a clear dropped. A
   * protocol in which the caller's end returns marks puts one here when it is due.
   */
  default void sent(long sentMillis) {}

  /** The same at the end of an answer. */
  default void sentAll(long sentMillis) {}

  /** Drop what has been sent and not played yet. The gain of {@link #duck} stays as it is. */
  void clear();

  /**
   * true when the caller's end lowers the bot's voice by itself, also what it holds unplayed; else
   * the audio sent is to be lowered.
   */
  boolean lowersAtOnce();

  /**
   * Play the bot's voice at this gain from now on. Only called where {@link #lowersAtOnce}.
   *
   * @param gainDb 0 = full voice, less = lower
   */
  void duck(double gainDb);

  /**
   * The most audio that may be sent before its time. It bounds how soon a voice lowered here is
   * heard to be lower.
   */
  int aheadMillis();

  void tell(Notice notice);

  /**
   * The caller's voice began or ended; {@code atMillis} of the caller's audio since the call began.
   */
  void voiceStarted(long atMillis);

  void voiceEnded(long atMillis);

  /** true while the caller's end takes nothing more in; audio sent then would only pile up. */
  boolean isCongested();

  /**
   * true when the caller's end shows all the time that this is a machine, so that it need not be
   * said again so often.
   */
  default boolean showsDisclosure() {
    return false;
  }

  /** true where an open line costs money: a caller who has gone silent is not waited for. */
  default boolean isTelephone() {
    return false;
  }

  /** true where callers can be put through to a human. */
  default boolean canTransfer() {
    return false;
  }

  /**
   * The line's far end takes the call over. Only called where {@link #canTransfer}.
   *
   * @param to the name of whom the caller is put through to
   */
  default void transfer(String to, String reason) {
    end(reason);
  }

  /** Last words; the connection is closed. */
  void end(String reason);
}
