package dev.parley.stt.sphinx;

/**
 * How well any sequence of phones explains an utterance: the measure that a path through words is
 * held against. Words that were said lose little to it, words that were not lose much. One use, one
 * thread.
 */
final class PhoneLoop {
  private static final float PHONE_CHANGE = -4f;
  private static final float STATE_CHANGE = -0.7f;
  private static final float STAY = -0.7f;

  private final int[][] phones;
  private final float[][] states;
  private final float toNatural;
  private float best;

  PhoneLoop(PtmModel model, float toNatural) {
    this.phones = model.phoneSenones();
    this.toNatural = toNatural;
    this.states = new float[phones.length][];
    for (int p = 0; p < phones.length; p++) {
      states[p] = new float[phones[p].length];
    }
    reset();
  }

  void reset() {
    for (float[] phone : states) {
      java.util.Arrays.fill(phone, Float.NEGATIVE_INFINITY);
    }
    best = 0;
  }

  /** The score of the best phone sequence so far, natural log. */
  float add(PtmScores scores) {
    float entry = best + PHONE_CHANGE;
    float newBest = Float.NEGATIVE_INFINITY;
    for (int p = 0; p < phones.length; p++) {
      float[] phone = states[p];
      for (int s = phone.length - 1; s >= 0; s--) {
        float from = s == 0 ? entry : phone[s - 1] + STATE_CHANGE;
        phone[s] = Math.max(phone[s] + STAY, from) + scores.senone(phones[p][s]) * toNatural;
        newBest = Math.max(newBest, phone[s]);
      }
    }
    best = newBest;
    return best;
  }
}
