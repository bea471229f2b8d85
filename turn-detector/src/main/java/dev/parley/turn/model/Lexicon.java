package dev.parley.turn.model;

/**
 * Small closed classes of English words, found by hash. Written by hand: no corpus was needed for
 * it, so it may be read, shipped and changed.
 */
public final class Lexicon {
  public static final int ACKNOWLEDGEMENT = 1;
  public static final int STOP = 1 << 1;
  public static final int QUESTION = 1 << 2;
  public static final int NEGATION = 1 << 3;
  public static final int FILLER = 1 << 4;
  public static final int OPEN_ENDED = 1 << 5;
  public static final int PRONOUN = 1 << 6;
  public static final int CONJUNCTION = 1 << 7;
  public static final int DETERMINER = 1 << 8;
  public static final int PREPOSITION = 1 << 9;
  public static final int AUXILIARY = 1 << 10;
  public static final int NUMBER = 1 << 11;
  public static final int MARKER = 1 << 12;
  public static final int COURTESY = 1 << 13;

  private static final int SIZE = 2048;
  private static final long[] KEYS = new long[SIZE];
  private static final int[] CLASSES = new int[SIZE];
  private static final long[] SAME = new long[SIZE];

  static {
    alike("okay", "ok", "k", "okey");
    alike("mhm", "mm-hmm", "mm-hm", "um-hum", "uh-hum", "m-hm", "mmhmm", "mmhm", "um-hmm");
    alike("mhm", "hmm-hmm", "hm-hmm", "mmm-hmm", "mm-mmm", "hmm-hmm-hmm");
    alike("uhhuh", "uh-huh", "ah-huh", "aha", "ahuh");
    alike("hm", "hmm", "mmm", "mm", "hum", "nnn", "hmmm");
    alike("yeah", "yea", "ya", "yah");
    alike("because", "cuz", "'cause", "cause");
    alike("uh", "er", "eh");
    alike("um", "erm", "uhm");
    alike("huh", "eh?");
    all(
        ACKNOWLEDGEMENT,
        "yeah okay mhm uhhuh hm right yes yep yup sure oh exactly huh wow really absolutely alright"
            + " true great good cool nice fine excellent interesting definitely ah ooh gosh gee"
            + " totally correct course certainly indeed understood see agreed perfect goodness jeez");
    all(STOP, "stop wait hold sorry excuse pardon listen hang enough quiet cancel shut pause");
    all(
        QUESTION,
        "what what's when where where's who who's whose why how how's which can could would will do"
            + " does did is are isn't aren't don't doesn't didn't have has was were wasn't");
    all(NEGATION, "no not nope nah don't doesn't didn't isn't can't won't never nothing none");
    all(FILLER, "uh um hm oh well like ah");
    all(OPEN_ENDED, "and or but because so if when while than that which whose although unless");
    all(OPEN_ENDED, "a an the my your our their his its some any every to of for from with at by");
    all(
        OPEN_ENDED,
        "in on into about until is are was were am be been i'm he's she's it's they're");
    all(OPEN_ENDED, "we're you're i've i'll i'd i we they he she can could would will should very");
    all(
        PRONOUN,
        "i you he she it we they me him her us them this that these those i'm it's that's");
    all(
        PRONOUN,
        "you're we're they're he's she's i've you've we've they've i'll i'd there there's");
    all(CONJUNCTION, "and or but because so if when while than that which although unless though");
    all(DETERMINER, "a an the my your our their his her its some any every this these those no");
    all(PREPOSITION, "to of for from with without at by in on into about until through over under");
    all(PREPOSITION, "between after before during against around off out up down like as");
    all(
        AUXILIARY,
        "is are was were am be been being do does did have has had can could would will");
    all(AUXILIARY, "should may might must isn't aren't don't doesn't didn't can't won't wouldn't");
    all(NUMBER, "zero oh one two three four five six seven eight nine ten eleven twelve thirteen");
    all(NUMBER, "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty");
    all(NUMBER, "sixty seventy eighty ninety hundred thousand million double half quarter");
    all(MARKER, "well so but actually anyway however now then and or i you mean know think guess");
    all(COURTESY, "please thanks thank bye goodbye hello hi");
  }

  private Lexicon() {}

  /** The classes of a word, by its hash. */
  static int classes(long hash) {
    int slot = slot(hash);
    return KEYS[slot] == hash ? CLASSES[slot] : 0;
  }

  /** The hash of the spelling that stands for all spellings of a word. */
  static long sameAs(long hash) {
    int slot = slot(hash);
    return KEYS[slot] == hash && SAME[slot] != 0 ? SAME[slot] : hash;
  }

  private static void all(int wordClass, String words) {
    for (String word : words.split(" ")) {
      int slot = claim(Tokens.hashOf(word));
      CLASSES[slot] |= wordClass;
    }
  }

  private static void alike(String standing, String... spellings) {
    for (String spelling : spellings) {
      // as they arrive: without hyphens and question marks
      SAME[claim(Tokens.hashOf(spelling.replaceAll("[-?]", "")))] = Tokens.hashOf(standing);
    }
  }

  private static int claim(long hash) {
    int slot = slot(hash);
    KEYS[slot] = hash;
    return slot;
  }

  private static int slot(long hash) {
    int slot = (int) (hash ^ (hash >>> 32)) & (SIZE - 1);
    while (KEYS[slot] != 0 && KEYS[slot] != hash) {
      slot = (slot + 1) & (SIZE - 1);
    }
    return slot;
  }
}
