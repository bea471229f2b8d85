package dev.parley.turn.model;

/** Names of the thresholds a model carries. */
public final class ThresholdNames {
  /** P(interruption) at which the bot stops: 10 % false stops on callers not trained on. */
  public static final String STOP = "stop-at-10-percent-false";

  /** The same with 5 %. */
  public static final String STOP_SURE = "stop-at-5-percent-false";

  /** P(turn is over) at which a turn is ended: 5 % of unfinished pauses are cut. */
  public static final String END = "end-at-5-percent-cut";

  /** The same with 10 %. */
  public static final String END_EARLY = "end-at-10-percent-cut";

  private ThresholdNames() {}
}
