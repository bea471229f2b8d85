package dev.parley.turn;

/**
 * Judges one call while it goes on: is a sound over the bot an interruption, is the caller's turn
 * over? One owner, one thread. Time is the caller's audio, in milliseconds since its first frame;
 * every answer holds for the end of the newest frame and depends on nothing later.
 *
 * <p>Words may come late, again, corrected, or never.
 */
public interface TurnDetector {
  /** The next {@value Frame#SAMPLES} samples of the caller, from {@code offset} on. */
  void frame(short[] pcm, int offset);

  /**
   * The samples that the loudspeaker plays during the caller's next frame; never called where they
   * aren't known.
   */
  void loudspeaker(short[] pcm, int offset);

  /**
   * What the caller has said in this turn, as far as it was recognised: replaces what was told
   * before.
   *
   * @param untilMillis how far the caller's audio has been recognised: no further word begins
   *     before
   * @param times of the last words
   */
  void words(CharSequence turnSoFar, long untilMillis, WordTimes times);

  /** The same from a recogniser that doesn't tell where the words lie. */
  default void words(CharSequence turnSoFar, long untilMillis) {
    words(turnSoFar, untilMillis, WordTimes.NOT_TOLD);
  }

  /** The same from a recogniser that doesn't tell how far it is: 300 ms behind. */
  default void words(CharSequence turnSoFar) {
    words(turnSoFar, Math.max(0, positionMillis() - 300));
  }

  /**
   * What the bot is doing from now on.
   *
   * @param answerSoFar the words of its answer that have been heard by now; its last answer while
   *     it is silent
   */
  void bot(BotActivity activity, CharSequence answerSoFar);

  /** The caller's turn is over and was taken as one: words to come belong to the next. */
  void turnTaken();

  /** What the caller said is forgotten: words to come belong to another turn. */
  void turnDropped();

  /** What the last sound over the bot was taken for, so that this caller's habits are learned. */
  void overlapWas(Verdict verdict);

  boolean isVoice();

  /** Where the newest voice began, which lies before the frame that made it certain. */
  long voiceBeganMillis();

  /** The end of the last frame with a voice in it. */
  long voiceEndedMillis();

  /** How much of the caller's audio has been heard. */
  long positionMillis();

  /** Where the sound over the bot began; -1 while there is none. */
  long overlapOnsetMillis();

  /** How long the caller has paused; 0 while they speak, -1 before they have in this turn. */
  long pauseMillis();

  /**
   * That the sound over the bot claims the turn. The three probabilities sum to one; without such a
   * sound this one is 0.
   */
  double interruption();

  /** That it means "go on". */
  double backchannel();

  /** That it means nothing: a cough, a keyboard, the bot's own echo. */
  double noise();

  /** That the turn is over; 0 while the caller speaks, or has not spoken. */
  double endOfTurn();

  /** All of this and what it rests on, for the record of decisions; the only call to allocate. */
  default Judgement judgement() {
    return Judgement.plain(this);
  }
}
