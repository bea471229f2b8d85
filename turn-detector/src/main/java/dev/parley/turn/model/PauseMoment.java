package dev.parley.turn.model;

/**
 * What is known at a moment of a pause in the caller's turn. Mutable, one owner; seconds
 * throughout. The trainer fills it from rows, the running detector from frames and words.
 */
public final class PauseMoment {
  /** For times that nobody knows. */
  public static final float UNKNOWN = -99;

  /** Words of the turn known so far. */
  public final Tokens said = new Tokens();

  /** What the other said before this turn. */
  public final Tokens before = new Tokens();

  public float sincePause;

  /** The end of the turn's voice that has not been recognised yet. */
  public float unheard;

  /** Duration of the last word and of the one before it, where the recogniser tells. */
  public float lastWord;

  public float wordBefore;

  /** The stretch of voice before the pause. */
  public float stretch;

  public float stretchWords;
  public float turn;
  public float turnWords;

  /** This caller's usual pause inside a turn. */
  public float usualPause;

  /** The share of this caller's pauses that ended a turn. */
  public float endShare;

  public float usualTurn;
  public float usualTurnWords;
  public float lastTurnWords;

  /** Turns of this caller so far. */
  public float turns;

  /** Whether a word is likely to be missing at the end of {@link #said}. */
  public boolean isWordMissing() {
    return unheard > TWO_FRAMES;
  }

  // the end of a voice is not known any better
  private static final float TWO_FRAMES = 0.04f;
}
