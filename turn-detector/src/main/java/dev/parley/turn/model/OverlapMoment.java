package dev.parley.turn.model;

/**
 * What is known at a moment after the caller made a sound over the bot. Mutable, one owner; seconds
 * throughout. The trainer fills it from rows, the running detector from frames.
 */
public final class OverlapMoment {
  /** For times that nobody knows. */
  public static final float UNKNOWN = -99;

  /** Words of this utterance known so far. */
  public final Tokens said = new Tokens();

  /** The bot's last words, up to the onset. */
  public final Tokens botSaid = new Tokens();

  public float sinceOnset;
  public boolean voiceOn;
  public float voiced;
  public float silence;
  public int stretches;
  public float firstStretch;
  public float lastStretch;

  /** How far into the sound the words reach; {@link #UNKNOWN} while there are none. */
  public float wordsUntil;

  /** The same of the first word. */
  public float firstWordUntil;

  /** The end of the sound that has not been recognised yet; all of it, where nothing was told. */
  public float lag;

  public float botTurn;
  public float botWords;
  public float ownSilence;
  public int backchannels;
  public int interruptions;

  /** What is known of the caller's {@link Habit}. */
  public float usualSound;

  public float longShare;
  public float sinceLastSound;
}
