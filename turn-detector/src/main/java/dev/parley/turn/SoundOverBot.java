package dev.parley.turn;

import static dev.parley.turn.VoiceTrack.seconds;

import dev.parley.turn.model.ClaimRules;
import dev.parley.turn.model.Habit;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.TurnModel;
import java.util.List;

/**
 * The sound that the caller makes over the bot, from its onset until it is decided, as the model
 * wants to know it. One owner, the detector; times are ms of the caller's audio.
 */
final class SoundOverBot {
  private static final double MILLIS = 1_000;
  // as many as an overlap of the corpora has
  private static final int BOT_WORDS = 5;
  // as in the corpora: a sound is a new one after a second without
  private static final long NEW_SOUND_MILLIS = 1_000;
  // sounds in the first second, or before the bot is heard, are judged like those a second later:
  // the corpora have none
  private static final float SHORTEST_BOT_TURN = 1;

  private final TurnModel model;
  private final VoiceTrack voice;
  private final OverlapFeatures features;
  private final OverlapMoment moment = new OverlapMoment();
  private final float[] row = new float[OverlapFeatures.COUNT];
  private final ClaimRules rules = new ClaimRules();
  private final Habit habit = new Habit();

  private long botSince;
  private boolean botSpeaks;
  private int botWords;
  private int backchannels;
  private int interruptions;

  private boolean over = true;
  private long onset = -1;
  private long voicedBefore;
  private int stretches;
  private long firstStretch;
  private boolean firstStretchGoesOn;
  private int wordsBefore;
  private long recognisedUntil;

  SoundOverBot(TurnModel model, VoiceTrack voice) {
    this.model = model;
    this.voice = voice;
    features = model.overlapFeatures();
  }

  boolean isOver() {
    return over;
  }

  long onset() {
    return onset;
  }

  int words() {
    return over ? 0 : moment.said.count();
  }

  // ---- the caller's voice

  /** A stretch of voice begins; whether it is a new sound if it is one over the bot. */
  boolean isNew(long silence) {
    return over || silence >= NEW_SOUND_MILLIS;
  }

  void begin(long atMillis, long silence, int turnWords) {
    firstStretchGoesOn = true;
    onset = atMillis;
    over = false;
    voicedBefore = 0;
    stretches = 1;
    firstStretch = 0;
    wordsBefore = turnWords;
    recognisedUntil = atMillis;
    moment.said.clear();
    moment.wordsUntil = OverlapMoment.UNKNOWN;
    moment.firstWordUntil = OverlapMoment.UNKNOWN;
    moment.botTurn = Math.max(SHORTEST_BOT_TURN, seconds(botSpeaks ? atMillis - botSince : 0));
    moment.botWords = botWords;
    moment.ownSilence = seconds(silence);
    moment.backchannels = backchannels;
    moment.interruptions = interruptions;
    moment.usualSound = habit.usualSeconds();
    moment.longShare = habit.longShare();
    moment.sinceLastSound = habit.sinceLast(atMillis / MILLIS);
    features.onset(moment);
    features.words(moment);
  }

  /** Another stretch of the same sound, after one of {@code before}. */
  void goesOn(long before) {
    voicedBefore += before;
    firstStretch = stretches == 1 ? before : firstStretch;
    stretches++;
  }

  /**
   * The newest stretch is over. The first one of a sound tells of the caller's habit, whatever has
   * become of the sound by then.
   */
  void stretchEnded() {
    if (firstStretchGoesOn) {
      firstStretchGoesOn = false;
      habit.sounded(onset / MILLIS, Math.max(0, voice.lastVoice() - onset) / MILLIS);
    }
  }

  void frame() {
    if (!over && !voice.isSpeaking() && voice.silent() > NEW_SOUND_MILLIS) {
      over = true;
    }
  }

  // ---- words and the bot

  void words(CharSequence turnSoFar, long until, WordTimes times) {
    recognisedUntil = Math.max(recognisedUntil, until);
    if (over) {
      return;
    }
    int before = moment.said.count();
    moment.said.set(turnSoFar, wordsBefore);
    int count = moment.said.count();
    if (count == 0) {
      moment.wordsUntil = OverlapMoment.UNKNOWN;
      moment.firstWordUntil = OverlapMoment.UNKNOWN;
    } else if (count != before) {
      long end = times.lastEnd() < 0 ? until : times.lastEnd();
      moment.wordsUntil = Math.max(0.02f, seconds(end - onset));
      moment.firstWordUntil = before == 0 ? moment.wordsUntil : moment.firstWordUntil;
    }
    features.words(moment);
  }

  void wordsBelongToTheNext() {
    wordsBefore = 0;
  }

  void bot(BotActivity from, BotActivity to, CharSequence answerSoFar) {
    if (to == BotActivity.SPEAKING && from != BotActivity.SPEAKING) {
      botSince = voice.now();
    }
    if (to == BotActivity.THINKING && from != BotActivity.THINKING) {
      // its words are the turn that the bot thinks about
      over = true;
    }
    botSpeaks = to == BotActivity.SPEAKING;
    moment.botSaid.set(answerSoFar, 0);
    botWords = moment.botSaid.count();
    rules.botSaid(answerSoFar);
    moment.botSaid.setEnding(answerSoFar, BOT_WORDS);
  }

  void was(Verdict verdict) {
    if (verdict == Verdict.INTERRUPTION || !voice.isSpeaking()) {
      // two sounds that were each let pass never add up
      over = true;
    }
    switch (verdict) {
      case INTERRUPTION -> interruptions++;
      case BACKCHANNEL -> backchannels++;
      case NOISE -> {}
    }
  }

  // ---- judged; allocates nothing

  void fill() {
    long since = voice.now() - onset;
    moment.sinceOnset = seconds(since);
    moment.lag = seconds(Math.max(0, Math.min(since, voice.now() - recognisedUntil)));
    moment.voiceOn = voice.isOn();
    moment.voiced = seconds(voicedBefore + voice.stretch());
    moment.silence = voice.isOn() ? 0 : seconds(voice.silent());
    moment.stretches = stretches;
    moment.firstStretch = seconds(stretches > 1 ? firstStretch : voice.stretch());
    moment.lastStretch = seconds(voice.stretch());
    features.fill(moment, row);
  }

  /** P(interruption) by words and times; after {@link #fill}. */
  double claims() {
    return Math.max(model.interruption().probability(row), rules.leastClaim(moment.said));
  }

  /** P(noise) of what is no interruption. */
  double isNoise() {
    return model.noise().probability(row);
  }

  List<Float> features() {
    return over ? List.of() : VoiceTrack.list(row);
  }
}
