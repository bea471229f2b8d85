package dev.parley.gateway.transport;

/** What a channel tells its call. All methods are called on the call's context. */
public interface CallerEvents {
  /** PCM mono, 16 kHz; any whole number of samples. */
  void audio(short[] samples);

  /** How much of the bot's audio the caller's end has played since the call began, ms. */
  void played(long millis);

  void typed(String text);

  /** The line is gone; nothing can be sent any more. */
  void closed();
}
