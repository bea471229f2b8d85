package dev.parley.turn.model;

/** Features of an overlap, in the order the models know. One owner. */
public final class OverlapFeatures {
  public static final int COUNT = 47;

  private final OverlapWords overlap;
  private final WordWeights endings;
  private final WordWeights units;
  private final int[] keys = new int[Ngrams.MOST];
  private final Tokens nothing = new Tokens();
  private final float[] words = new float[14];
  private float botEnding;
  private float botUnit;
  private float botClasses;
  private float botCue;
  private float botClosing;

  /**
   * @param overlap what the caller's and the bot's words tell of a sound over the bot
   * @param endings how much words sound like the end of a turn
   * @param units how much words sound like the end of an utterance
   */
  public OverlapFeatures(OverlapWords overlap, WordWeights endings, WordWeights units) {
    this.overlap = overlap;
    this.endings = endings;
    this.units = units;
  }

  /** The words have changed. */
  public void words(OverlapMoment m) {
    Tokens said = m.said;
    int count = Math.min(said.count(), Tokens.KEPT);
    words[0] = said.count();
    int n = Ngrams.ofOverlap(said, keys);
    words[1] = count == 0 ? OverlapMoment.UNKNOWN : overlap.claims().score(keys, n);
    words[13] = count == 0 ? OverlapMoment.UNKNOWN : overlap.lasting().score(keys, n);
    words[2] =
        count == 0
            ? OverlapMoment.UNKNOWN
            : endings.score(keys, Ngrams.ofEnding(said, nothing, keys));
    int content = 0;
    int all = -1;
    int any = 0;
    for (int i = 0; i < count; i++) {
      int classes = Lexicon.classes(said.first(i));
      all &= classes;
      any |= classes;
      if ((classes & (Lexicon.ACKNOWLEDGEMENT | Lexicon.FILLER)) == 0) {
        content++;
      }
    }
    int first = count == 0 ? 0 : Lexicon.classes(said.first(0));
    int last = count == 0 ? 0 : Lexicon.classes(said.last(0));
    words[3] = content;
    words[4] = count > 0 && (all & Lexicon.ACKNOWLEDGEMENT) != 0 ? 1 : 0;
    words[5] = (first & Lexicon.ACKNOWLEDGEMENT) != 0 ? 1 : 0;
    words[6] = (first & (Lexicon.QUESTION | Lexicon.AUXILIARY)) != 0 ? 1 : 0;
    words[7] = (first & Lexicon.FILLER) != 0 ? 1 : 0;
    words[8] = (first & (Lexicon.CONJUNCTION | Lexicon.PRONOUN)) != 0 ? 1 : 0;
    words[9] = (any & Lexicon.STOP) != 0 ? 1 : 0;
    words[10] = (any & Lexicon.NEGATION) != 0 ? 1 : 0;
    words[11] = (last & Lexicon.OPEN_ENDED) != 0 ? 1 : 0;
    words[12] = count > 1 && said.first(0) == said.first(1) ? 1 : 0;
  }

  /** The sound begins: what the bot has said by now counts. */
  public void onset(OverlapMoment m) {
    boolean silent = m.botSaid.count() == 0;
    int n = silent ? 0 : Ngrams.ofEnding(m.botSaid, nothing, keys);
    botEnding = silent ? OverlapMoment.UNKNOWN : endings.score(keys, n);
    botUnit = silent ? OverlapMoment.UNKNOWN : units.score(keys, n);
    botCue = silent ? OverlapMoment.UNKNOWN : overlap.cues().score(keys, n);
    botClosing = silent ? OverlapMoment.UNKNOWN : overlap.closings().score(keys, n);
    int last = Lexicon.classes(m.botSaid.last(0));
    botClasses =
        (last & Lexicon.OPEN_ENDED) != 0 ? 1 : (last & Lexicon.FILLER) != 0 ? 2 : last != 0 ? 3 : 0;
  }

  public void fill(OverlapMoment m, float[] out) {
    out[0] = m.sinceOnset;
    out[1] = m.voiceOn ? 1 : 0;
    out[2] = m.voiced;
    out[3] = m.silence;
    out[4] = m.stretches;
    out[5] = m.firstStretch;
    out[6] = m.lastStretch;
    out[7] = m.wordsUntil;
    out[8] = m.firstWordUntil;
    out[9] = m.wordsUntil < 0 ? m.voiced : m.voiced - m.wordsUntil;
    out[10] = m.lag;
    out[11] = m.wordsUntil > 0 ? words[0] / m.wordsUntil : 0;
    out[12] = m.botTurn;
    out[13] = m.botWords;
    out[14] = m.botTurn > 0 ? m.botWords / m.botTurn : 0;
    out[15] = botEnding;
    out[16] = botClasses;
    out[17] = m.ownSilence;
    out[18] = m.backchannels;
    out[19] = m.interruptions;
    out[20] = (m.interruptions + 1f) / (m.interruptions + m.backchannels + 3f);
    out[21] = m.sinceOnset - m.lag;
    // the voice goes on after words that could have been all
    out[22] = m.voiceOn ? words[1] : OverlapMoment.UNKNOWN;
    out[23] = botUnit;
    out[24] = m.voiced / Math.max(0.1f, m.sinceOnset);
    out[25] = m.usualSound;
    out[26] = m.longShare;
    out[27] = m.sinceLastSound;
    out[28] = m.firstStretch / m.usualSound;
    out[29] = m.voiceOn ? m.firstStretch - m.usualSound : OverlapMoment.UNKNOWN;
    System.arraycopy(words, 0, out, 30, words.length);
    out[44] = m.voiceOn ? words[13] : OverlapMoment.UNKNOWN;
    out[45] = botCue;
    out[46] = botClosing;
  }
}
