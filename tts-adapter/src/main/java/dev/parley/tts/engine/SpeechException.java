package dev.parley.tts.engine;

/** An engine could not say a piece. The message says what was found and what to do. */
public final class SpeechException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is to act. */
  public enum Reason {
    /** It may work in a moment: unreachable, overloaded, cut off. */
    UNAVAILABLE,
    /** It took too long. */
    TIMEOUT,
    /** The settings are wrong: key, model, voice. */
    MISCONFIGURED,
    /** The engine broke. */
    BROKEN
  }

  private final Reason reason;

  public SpeechException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public SpeechException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
