package dev.parley.turn.model;

/**
 * Words as numbers: a hash and a shape for each, the first and the last few of them. Mutable, one
 * owner; nothing is allocated when words are set.
 */
public final class Tokens {
  /** So many words are kept from either end. */
  public static final int KEPT = 12;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final int LONGEST_WORD = 32;

  /** A word that was broken off. */
  static final long FRAGMENT = hashOf("-");

  private final long[] first = new long[KEPT];
  private final long[] last = new long[KEPT];
  private final int[] lastShape = new int[KEPT];
  private final char[] word = new char[LONGEST_WORD];
  private int count;

  public void clear() {
    count = 0;
  }

  /** Replaces what was there by the words of a text, without its first few. */
  public void set(CharSequence text, int left) {
    clear();
    int toLeave = left;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        add(text, start, i);
        start = i + 1;
        if (toLeave > 0 && count > 0) {
          toLeave--;
          clear();
        }
      }
    }
  }

  /** Replaces what was there by the last words of a text. */
  public void setEnding(CharSequence text, int words) {
    int start = text.length();
    int found = 0;
    while (start > 0 && found < words) {
      start--;
      boolean begins = start == 0 || isSpace(text.charAt(start - 1));
      if (begins && !isSpace(text.charAt(start))) {
        found++;
      }
    }
    clear();
    int from = start;
    for (int i = start; i <= text.length(); i++) {
      if (i == text.length() || isSpace(text.charAt(i))) {
        add(text, from, i);
        from = i + 1;
      }
    }
  }

  public void add(CharSequence token) {
    add(token, 0, token.length());
  }

  /** Words that were said before, and are not known. */
  public void skip(int words) {
    for (int i = 0; i < words; i++) {
      if (count < KEPT) {
        first[count] = 0;
      }
      last[count % KEPT] = 0;
      lastShape[count % KEPT] = 0;
      count++;
    }
  }

  /** How many words were given, kept or not. */
  public int count() {
    return count;
  }

  /** The word at {@code index} from the beginning, 0 where there is none. */
  long first(int index) {
    return index < Math.min(count, KEPT) ? first[index] : 0;
  }

  /** The word at {@code index} from the end, 0 being the last; 0 where there is none. */
  long last(int index) {
    return index < Math.min(count, KEPT) ? last[(count - 1 - index) % KEPT] : 0;
  }

  /** What the word looks like, for words too rare to be known; 0 where there is none. */
  int shape(int index) {
    return index < Math.min(count, KEPT) ? lastShape[(count - 1 - index) % KEPT] : 0;
  }

  /** The hash of a word written plainly, in lower case. */
  static long hashOf(String plain) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < plain.length(); i++) {
      hash = (hash ^ plain.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  private void add(CharSequence text, int from, int to) {
    int length = 0;
    boolean broken = to > from + 1 && text.charAt(to - 1) == '-';
    // sounds that a transcriber noted, such as [laughter], are no words
    if (from >= to || text.charAt(from) == '[') {
      return;
    }
    for (int i = from; i < to && length < LONGEST_WORD; i++) {
      char c = plain(text.charAt(i));
      if (c != 0) {
        word[length++] = c;
      }
    }
    if (length == 0) {
      return;
    }
    long hash = FNV_OFFSET;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ word[i]) * FNV_PRIME;
    }
    hash = broken ? FRAGMENT : Lexicon.sameAs(hash);
    if (count < KEPT) {
      first[count] = hash;
    }
    last[count % KEPT] = hash;
    lastShape[count % KEPT] = broken ? Shape.BROKEN : Shape.of(word, length);
    count++;
  }

  private static char plain(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'') {
      return c;
    }
    if (c == '’') {
      return '\'';
    }
    return Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }
}
