package dev.parley.turn.training;

import dev.parley.turn.model.OverlapMoment;

/**
 * A sound the caller made while the other talked. What comes after the moment asked for is never
 * looked at. Words count once they are over and the recogniser's lag has passed.
 */
final class OverlapRow {
  /** How the sounds that are no speech reach the detector. */
  enum Sounds {
    /** As the corpus has it: no voice in them. */
    AS_LABELLED,
    /** The voice activity detector takes them for a voice as long as they last. */
    HEARD_AS_VOICE
  }

  enum Label {
    INTERRUPT,
    BACKCHANNEL,
    NONSPEECH,
    /** Left out of the figures. */
    OTHER
  }

  final String conversation;
  final String speaker;
  final String caller;
  final int fold;
  final Label label;

  /** What the corpus calls it, finer than {@link #label}. */
  final String labelName;

  final String firstWord;
  final double botLeft;
  final double onset;

  /** The caller's habit before this sound; set once all rows are read. */
  float usualSound;

  float longShare;
  float sinceLastSound;
  private final double soundEnd;
  private final double[] words;
  private final String[] tokens;
  private final double[] voice;
  private final double botTurn;
  private final double botWordCount;
  private final String[] botWords;
  private final double ownSilence;
  private final int backchannels;
  private final int interruptions;

  OverlapRow(Row row) {
    conversation = row.text("conv");
    speaker = row.text("user");
    // in meetings the folds are by meeting, and the same people come to many
    caller = row.text("user").startsWith(conversation) ? conversation : row.text("caller");
    fold = (int) row.number("fold");
    labelName = row.text("label");
    label =
        switch (labelName) {
          case "interrupt" -> Label.INTERRUPT;
          case "backchannel" -> Label.BACKCHANNEL;
          case "nonspeech" -> Label.NONSPEECH;
          default -> Label.OTHER;
        };
    onset = row.number("t0");
    botLeft = row.number("bot_left");
    soundEnd = label == Label.NONSPEECH ? row.number("dur") : 0;
    words = row.spans("words");
    tokens = row.labelsOfSpans("words");
    firstWord = tokens.length == 0 ? "" : tokens[0];
    voice = row.spans("ipus");
    botTurn = row.number("bot_since");
    botWordCount = row.number("bot_nwords");
    botWords = row.texts("bot_words");
    ownSilence = row.number("own_since");
    backchannels = (int) row.number("hist_bc");
    interruptions = (int) row.number("hist_int");
  }

  /** What was known {@code at} seconds after the onset. */
  void fill(OverlapMoment m, double at, double lag, Sounds sounds) {
    fill(m, at, lag, sounds, 0);
  }

  /**
   * @param hangover for so long after its end a voice seems to go on
   */
  void fill(OverlapMoment m, double at, double lag, Sounds sounds, double hangover) {
    m.sinceOnset = (float) at;
    m.lag = (float) Math.min(lag, at);
    fillVoice(m, at, sounds, hangover);
    m.said.clear();
    m.wordsUntil = OverlapMoment.UNKNOWN;
    m.firstWordUntil = OverlapMoment.UNKNOWN;
    for (int i = 0; i < tokens.length && words[2 * i + 1] <= at - lag + 1e-9; i++) {
      m.said.add(tokens[i]);
      m.wordsUntil = (float) words[2 * i + 1];
      m.firstWordUntil = i == 0 ? m.wordsUntil : m.firstWordUntil;
    }
    m.botSaid.clear();
    for (String word : botWords) {
      m.botSaid.add(word);
    }
    m.botTurn = (float) botTurn;
    m.botWords = (float) botWordCount;
    m.ownSilence = (float) ownSilence;
    m.backchannels = backchannels;
    m.interruptions = interruptions;
    m.usualSound = usualSound;
    m.longShare = longShare;
    m.sinceLastSound = sinceLastSound;
  }

  /** How long the caller's voice went on at first; 0 for sounds without a voice. */
  double firstVoice() {
    return voice.length == 0 ? 0 : voice[1] - voice[0];
  }

  /** Whether the first stretch of it had ended by then. */
  boolean isOverBefore(double seconds) {
    return onset < seconds && onset + firstVoice() <= seconds;
  }

  private void fillVoice(OverlapMoment m, double at, Sounds sounds, double hangover) {
    double[] spans =
        label == Label.NONSPEECH && sounds == Sounds.HEARD_AS_VOICE
            ? new double[] {0, soundEnd}
            : voice;
    m.voiceOn = false;
    m.stretches = 0;
    m.firstStretch = 0;
    m.lastStretch = 0;
    double voiced = 0;
    double lastEnd = 0;
    for (int i = 0; i < spans.length && spans[i] < at; i += 2) {
      m.voiceOn = spans[i + 1] + hangover > at;
      double end = m.voiceOn ? at : spans[i + 1];
      voiced += end - spans[i];
      m.lastStretch = (float) (end - spans[i]);
      m.firstStretch = i == 0 ? m.lastStretch : m.firstStretch;
      m.stretches++;
      lastEnd = end;
    }
    m.voiced = (float) voiced;
    m.silence = (float) (at - lastEnd);
  }
}
