package dev.parley.turn.model;

/** Features of a pause, in the order the models know. One owner. */
public final class PauseFeatures {
  public static final int COUNT = 41;

  private static final int WORDS_FROM = 16;
  private static final int HABITS_FROM = 34;

  private final WordWeights endings;
  private final WordWeights unfinished;
  private final WordWeights units;
  private final int[] keys = new int[Ngrams.MOST];
  private final Tokens nothing = new Tokens();
  private boolean wordMissing;
  private final float[] words = new float[HABITS_FROM - WORDS_FROM];

  /**
   * @param endings how much words sound like the end of a turn
   * @param unfinished how much words sound like the middle of a phrase, in a pause
   * @param units how much words sound like the end of an utterance, pause or not
   */
  public PauseFeatures(WordWeights endings, WordWeights unfinished, WordWeights units) {
    this.endings = endings;
    this.unfinished = unfinished;
    this.units = units;
  }

  /** The words have changed. */
  public void words(PauseMoment m) {
    Tokens said = m.said;
    wordMissing = m.isWordMissing();
    int n =
        wordMissing ? Ngrams.ofBroken(said, m.before, keys) : Ngrams.ofEnding(said, m.before, keys);
    boolean none = said.count() == 0;
    words[0] = none ? PauseMoment.UNKNOWN : endings.score(keys, n);
    words[1] = none ? PauseMoment.UNKNOWN : unfinished.score(keys, n);
    int last = Lexicon.classes(said.last(0));
    int second = Lexicon.classes(said.last(1));
    words[2] = (last & Lexicon.OPEN_ENDED) != 0 ? 1 : 0;
    words[3] = (last & Lexicon.FILLER) != 0 ? 1 : 0;
    words[4] = (last & Lexicon.CONJUNCTION) != 0 ? 1 : 0;
    words[5] = (last & Lexicon.PRONOUN) != 0 ? 1 : 0;
    words[6] = (last & Lexicon.ACKNOWLEDGEMENT) != 0 ? 1 : 0;
    words[7] = (last & Lexicon.NUMBER) != 0 ? 1 : 0;
    words[8] = (second & Lexicon.OPEN_ENDED) != 0 ? 1 : 0;
    words[9] = said.shape(0);
    boolean whole = said.count() <= Tokens.KEPT && !none;
    int first = whole ? Lexicon.classes(said.first(0)) : 0;
    words[10] = (first & (Lexicon.QUESTION | Lexicon.AUXILIARY)) != 0 ? 1 : 0;
    words[11] = (first & Lexicon.ACKNOWLEDGEMENT) != 0 ? 1 : 0;
    int before = Lexicon.classes(m.before.last(0));
    words[12] = Math.min(6, m.before.count());
    words[13] = (before & Lexicon.OPEN_ENDED) != 0 ? 1 : 0;
    int question = 0;
    for (int i = 0; i < Math.min(6, m.before.count()); i++) {
      question |= Lexicon.classes(m.before.last(i)) & Lexicon.QUESTION;
    }
    words[14] = question != 0 ? 1 : 0;
    n = Ngrams.ofEnding(said, nothing, keys);
    words[16] = none ? PauseMoment.UNKNOWN : units.score(keys, n);
    words[17] = none ? PauseMoment.UNKNOWN : words[16] + words[0] - words[1];
    words[15] = said.last(0) != 0 && said.last(0) == said.last(1) ? 1 : 0;
  }

  /** Allocates nothing. */
  public void fill(PauseMoment m, float[] out) {
    if (wordMissing != m.isWordMissing()) {
      words(m);
    }
    out[0] = m.sincePause;
    out[1] = m.unheard;
    out[2] = m.lastWord;
    out[3] = m.wordBefore;
    out[4] = m.lastWord > 0 && m.wordBefore > 0 ? m.lastWord / m.wordBefore : -1;
    out[5] = m.stretch;
    out[6] = m.stretchWords;
    out[7] = m.stretchWords > 0 ? m.stretch / m.stretchWords : -1;
    out[8] = m.turn;
    out[9] = m.turnWords;
    out[10] = m.turnWords > 0 ? m.turn / m.turnWords : -1;
    out[11] = m.usualPause;
    out[12] = m.sincePause - m.usualPause;
    float pace = m.turnWords > 3 ? m.turn / m.turnWords : 0.3f;
    out[13] = m.lastWord > 0 ? m.lastWord / pace : -1;
    out[14] = m.turnWords - m.stretchWords;
    out[15] = Math.min(m.said.count(), Tokens.KEPT);
    System.arraycopy(words, 0, out, WORDS_FROM, words.length);
    out[34] = m.endShare;
    out[35] = m.usualTurn;
    out[36] = m.usualTurnWords;
    out[37] = m.lastTurnWords;
    out[38] = m.turns;
    out[39] = m.turn / m.usualTurn;
    out[40] = m.turnWords / m.usualTurnWords;
  }
}
