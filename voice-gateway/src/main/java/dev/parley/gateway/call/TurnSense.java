package dev.parley.gateway.call;

import dev.parley.turn.EndOfTurn;
import dev.parley.turn.OverlapRule;
import dev.parley.turn.PauseState;
import dev.parley.turn.SilenceRule;

/**
 * What the turn detector makes of the caller, as probabilities for the conversation. One owner, one
 * call; times are those of the caller's audio, ms.
 */
final class TurnSense {
  // the silence rule knows three waits; these are the probabilities that lead to about the same
  private static final int COMPLETE_MILLIS = 400;
  private static final int UNCLEAR_MILLIS = 600;
  private static final double COMPLETE = .9;
  private static final double UNCLEAR = .7;
  private static final double UNFINISHED = .33;

  private static final int GONE_MILLIS = 100;

  private final EndOfTurn pauses = SilenceRule.standard();
  private String words = "";
  private long onsetMillis;
  private long endMillis;
  private boolean sounding;

  void utteranceBegan() {
    words = "";
  }

  void words(String soFar) {
    words = soFar;
  }

  void voiceStarted(long atMillis) {
    onsetMillis = atMillis;
    sounding = true;
  }

  void voiceEnded(long atMillis) {
    endMillis = atMillis;
    sounding = false;
  }

  boolean isSounding() {
    return sounding;
  }

  /** In a pause: that the caller's turn is over. */
  double endOfTurn() {
    int wait = pauses.waitMillis(PauseState.of(words));
    return wait <= COMPLETE_MILLIS ? COMPLETE : wait <= UNCLEAR_MILLIS ? UNCLEAR : UNFINISHED;
  }

  /**
   * Of the newest sound: that it is an interruption.
   *
   * @param silentMillis how long there has been no sound
   */
  double interruption(long nowMillis, long silentMillis) {
    // the detector waits longer than this before it says that the sound is over
    boolean goesOn = sounding && silentMillis < GONE_MILLIS;
    long soundMillis = (sounding ? nowMillis - silentMillis : endMillis) - onsetMillis;
    return OverlapRule.interruption((int) soundMillis, goesOn, words);
  }
}
