package dev.parley.turn.model;

/**
 * How a caller takes turns, learned in the call: how long they pause inside a turn, how long their
 * turns are, how often a pause is the end of one. All of it starts from what is usual in two-party
 * calls, and the usual pause is bounded: nobody waits longer than the bound for a slow speaker.
 * Mutable, one owner.
 */
public final class Pace {
  private static final double SHORTEST = 0.3;
  private static final double LONGEST = 1.2;
  // the mean of pauses inside turns of two-party calls, believed as much as eight pauses of this
  // caller
  private static final double USUAL = 0.55;
  private static final double USUAL_WEIGHT = 8;
  private static final double LONGEST_COUNTED = 2;
  // one pause in six is the end of a turn there
  private static final double USUAL_ENDS = 1.2;
  private static final double USUAL_PAUSES = 7;
  private static final double USUAL_TURN = 5;
  private static final double USUAL_WORDS = 14;

  private double sum = USUAL * USUAL_WEIGHT;
  private double count = USUAL_WEIGHT;
  private double turnSeconds = USUAL_TURN;
  private double turnWords = USUAL_WORDS;
  private int pauses;
  private int turns;
  private int lastTurnWords = -1;

  public Pace copy() {
    Pace copy = new Pace();
    copy.sum = sum;
    copy.count = count;
    copy.turnSeconds = turnSeconds;
    copy.turnWords = turnWords;
    copy.pauses = pauses;
    copy.turns = turns;
    copy.lastTurnWords = lastTurnWords;
    return copy;
  }

  /** A pause that the caller ended by going on. */
  public void paused(double seconds) {
    sum += Math.min(seconds, LONGEST_COUNTED);
    count++;
    pauses++;
  }

  /** A turn that is over. */
  public void turned(double seconds, int words) {
    turnSeconds += seconds;
    turnWords += words;
    lastTurnWords = words;
    turns++;
  }

  /** What is known of this caller so far. */
  public void fill(PauseMoment m) {
    m.usualPause = usualPause();
    m.endShare = (float) ((turns + USUAL_ENDS) / (turns + pauses + USUAL_PAUSES));
    m.usualTurn = (float) (turnSeconds / (turns + 1));
    m.usualTurnWords = (float) (turnWords / (turns + 1));
    m.lastTurnWords = lastTurnWords < 0 ? PauseMoment.UNKNOWN : lastTurnWords;
    m.turns = turns;
  }

  private float usualPause() {
    return (float) Math.max(SHORTEST, Math.min(LONGEST, sum / count));
  }
}
