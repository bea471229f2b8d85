package dev.parley.turn.model;

/** Keys of the word groups a linear model weighs. No state; nothing is allocated. */
public final class Ngrams {
  /** Room for the keys of one moment. */
  public static final int MOST = 64;

  /** Keys lie below this. */
  public static final int KEYS = 1 << 22;

  private static final int BAG = 6;

  private Ngrams() {}

  /** Groups of the words a caller says over the bot, counted from their beginning. */
  public static int ofOverlap(Tokens said, int[] keys) {
    int n = 0;
    int count = said.count();
    if (count == 0) {
      return 0;
    }
    long a = said.first(0);
    long b = said.first(1);
    long c = said.first(2);
    long d = said.first(3);
    keys[n++] = key(1, Math.min(count, 5), 0, 0);
    keys[n++] = key(2, a, 0, 0);
    keys[n++] = key(3, a, Math.min(count, 3), 0);
    if (count >= 2) {
      keys[n++] = key(4, a, b, 0);
      keys[n++] = key(5, b, 0, 0);
      keys[n++] = key(6, Lexicon.classes(a), Lexicon.classes(b), 0);
      keys[n++] = key(7, said.last(0), 0, 0);
    }
    if (count >= 3) {
      keys[n++] = key(8, a, b, c);
      keys[n++] = key(9, c, 0, 0);
      keys[n++] = key(10, b, c, 0);
    }
    if (count >= 4) {
      keys[n++] = key(11, b, c, d);
      keys[n++] = key(12, d, 0, 0);
    }
    if (count <= 3) {
      keys[n++] = key(13 + count, a, b, c);
    }
    for (int i = 1; i < Math.min(count, BAG); i++) {
      keys[n++] = key(20, said.first(i), 0, 0);
    }
    return n;
  }

  /** Groups at the end of what was said: is the phrase complete, the turn over? */
  public static int ofEnding(Tokens said, Tokens before, int[] keys) {
    int n = 0;
    int count = Math.min(said.count(), Tokens.KEPT);
    long a = said.last(0);
    long b = said.last(1);
    long c = said.last(2);
    long d = said.last(3);
    long e = said.last(4);
    long la = coarse(said, 0);
    long lb = coarse(said, 1);
    long lc = coarse(said, 2);
    long ld = coarse(said, 3);
    keys[n++] = key(30, Math.min(count, 6), 0, 0);
    if (count > 0) {
      keys[n++] = key(31, a, 0, 0);
      keys[n++] = key(32, a, b, 0);
      keys[n++] = key(33, a, b, c);
      keys[n++] = key(34, a, b, mix(c, d));
      keys[n++] = key(35, said.shape(0), b, 0);
      keys[n++] = key(36, said.shape(0), la == a ? 1 : 0, said.shape(1));
      keys[n++] = key(37, la, lb, 0);
      keys[n++] = key(38, la, lb, lc);
      keys[n++] = key(39, la, lb, mix(lc, ld));
      keys[n++] = key(40, la, mix(lb, lc), mix(ld, coarse(said, 4)));
      keys[n++] = key(41, b, 0, 0);
      keys[n++] = key(42, b, c, 0);
      keys[n++] = key(43, a, c, 0);
      keys[n++] = key(44, a, Math.min(count, 4), 0);
      keys[n++] = key(45, d, e, 0);
    }
    for (int i = 1; i < Math.min(count, BAG); i++) {
      keys[n++] = key(46, said.last(i), 0, 0);
    }
    // the turn as a whole, as long as its beginning is among the words
    if (said.count() <= Tokens.KEPT && count > 0) {
      keys[n++] = key(47, said.first(0), 0, 0);
      keys[n++] = key(48, said.first(0), said.first(1), 0);
      keys[n++] = key(49, said.first(0), said.first(1), said.first(2));
    }
    if (before.count() > 0) {
      keys[n++] = key(50, before.last(0), 0, 0);
      keys[n++] = key(51, before.last(0), before.last(1), 0);
      keys[n++] = key(52, Math.min(before.count(), 6), Math.min(count, 6), 0);
      keys[n++] = key(53, before.last(0), a, 0);
    }
    return n;
  }

  /**
   * The same where the last word is not known yet: is what comes after these words often the end?
   */
  public static int ofBroken(Tokens said, Tokens before, int[] keys) {
    int n = ofEnding(said, before, keys);
    for (int i = 0; i < n; i++) {
      keys[i] = key(54, keys[i], 0, 0);
    }
    return n;
  }

  /** A word of a closed class as itself, any other by its shape. */
  private static long coarse(Tokens said, int index) {
    long hash = said.last(index);
    return Lexicon.classes(hash) != 0 ? hash : said.shape(index);
  }

  private static long mix(long a, long b) {
    return (a * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(b * 0xC2B2AE3D27D4EB4FL, 29);
  }

  private static int key(int kind, long a, long b, long c) {
    long h = mix(mix(a, kind), mix(b, c));
    h ^= h >>> 29;
    h *= 0xBF58476D1CE4E5B9L;
    return (int) (h >>> 42);
  }
}
