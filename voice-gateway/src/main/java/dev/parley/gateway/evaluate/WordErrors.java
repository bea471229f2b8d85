package dev.parley.gateway.evaluate;

import java.util.List;

/**
 * How far a transcript is from what was said: the fewest words to substitute, insert and delete.
 *
 * @param words that were said
 */
public record WordErrors(int errors, int words) {
  public static final WordErrors NONE = new WordErrors(0, 0);

  /** Spelling, case, punctuation and digits don't count. */
  public static WordErrors between(String said, String heard) {
    List<String> reference = SpokenWords.of(said);
    return new WordErrors(distance(reference, SpokenWords.of(heard)), reference.size());
  }

  public WordErrors plus(WordErrors other) {
    return new WordErrors(errors + other.errors, words + other.words);
  }

  /** Word error rate: 0 is perfect, and inserted words can bring it above 1. */
  public double rate() {
    return words == 0 ? (errors == 0 ? 0 : 1) : (double) errors / words;
  }

  private static int distance(List<String> a, List<String> b) {
    int[] row = new int[b.size() + 1];
    for (int j = 0; j <= b.size(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.size(); j++) {
        int above = row[j];
        int change = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.size()];
  }
}
