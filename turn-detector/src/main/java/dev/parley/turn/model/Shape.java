package dev.parley.turn.model;

/** The ending of a word: a hint at its kind where the word itself is rare. */
final class Shape {
  static final int BROKEN = 1;
  private static final int NUMBER = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int FIRST_ENDING = 5;
  private static final int LONG_LETTERS = 7;

  private static final char[][] ENDINGS = {
    "ing".toCharArray(), "ed".toCharArray(), "ly".toCharArray(), "tion".toCharArray(),
    "er".toCharArray(), "n't".toCharArray(), "'s".toCharArray(), "'re".toCharArray(),
    "'ve".toCharArray(), "'ll".toCharArray(), "'d".toCharArray(), "ness".toCharArray(),
    "al".toCharArray(), "ous".toCharArray(), "y".toCharArray(), "s".toCharArray()
  };

  private Shape() {}

  static int of(char[] word, int length) {
    if (word[0] >= '0' && word[0] <= '9') {
      return NUMBER;
    }
    for (int i = 0; i < ENDINGS.length; i++) {
      if (endsWith(word, length, ENDINGS[i])) {
        return FIRST_ENDING + i;
      }
    }
    return length < LONG_LETTERS ? SHORT : LONG;
  }

  private static boolean endsWith(char[] word, int length, char[] ending) {
    if (length <= ending.length) {
      return false;
    }
    for (int i = 0; i < ending.length; i++) {
      if (word[length - ending.length + i] != ending[i]) {
        return false;
      }
    }
    return true;
  }
}
