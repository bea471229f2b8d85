package dev.parley.turn;

import dev.parley.turn.model.ClaimRules;
import dev.parley.turn.model.Habit;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.Pace;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.TurnModel;

/**
 * Turn detection with a trained model. One owner; neither a frame nor a judgement allocates. What
 * the sound itself is like comes on top by rule: the corpora the model learned from have no audio.
 */
final class LearnedTurnDetector implements TurnDetector, VoiceActivityDetector.Listener {
  private static final double MILLIS = 1_000;
  private static final int BOT_WORDS = 6;
  // as many as an overlap of the corpora has
  private static final int OVERLAP_BOT_WORDS = 5;
  // as in the corpora: a sound is a new one after a second without
  private static final long NEW_SOUND_MILLIS = 1_000;
  // stops of consonants are no silence
  private static final long GAP_MILLIS = 80;
  private static final float LONGEST_BOT_STRETCH = 4;
  // until words tell how late the recogniser is: many send nothing while there are none
  private static final float USUAL_LAG = 0.3f;
  // sounds in the first second, or before the bot is heard, are judged like those a second later:
  // the corpora have none
  private static final float SHORTEST_BOT_TURN = 1;

  private final VoiceActivityDetector voice = new VoiceActivityDetector(VadSettings.standard());
  private final Spectrum spectrum = new Spectrum();
  private final EchoLikeness echo = new EchoLikeness();
  private final TurnModel model;
  private final OverlapFeatures overlapFeatures;
  private final PauseFeatures pauseFeatures;
  private final OverlapMoment overlap = new OverlapMoment();
  private final PauseMoment pause = new PauseMoment();
  private final float[] overlapRow = new float[OverlapFeatures.COUNT];
  private final float[] pauseRow = new float[PauseFeatures.COUNT];
  private final ClaimRules rules = new ClaimRules();
  private final Habit habit = new Habit();
  private final Pace pace = new Pace();
  private final SoundCharacter character = new SoundCharacter();
  private final Prosody prosody = new Prosody();

  private BotActivity activity = BotActivity.SILENT;
  private long botSinceMillis;
  private int botWords;
  private int backchannels;
  private int interruptions;

  private long lastVoiceMillis = -1;
  private long stretchStartMillis = -1;
  private long closedStretchMillis;

  private long onsetMillis = -1;
  private boolean overlapIsOver = true;
  private long voicedMillis;
  private int stretches;
  private long firstStretchMillis;
  private long silenceBeforeMillis;
  private int wordsBeforeOnset;

  private long turnStartMillis = -1;
  private int turnWords;
  private int wordsAtStretch;
  private long wordsUntilMillis;

  private long judgedAtFrame = -1;
  private double interruption;
  private double noise;

  LearnedTurnDetector(TurnModel model) {
    this.model = model;
    overlapFeatures = model.overlapFeatures();
    pauseFeatures = model.pauseFeatures();
  }

  @Override
  public void frame(short[] pcm, int offset) {
    voice.frame(pcm, offset, this);
    spectrum.analyse(pcm, offset);
    echo.heard(spectrum);
    character.frame(voice, spectrum, echo.likeness());
    prosody.frame(voice.newestFrame(), spectrum, voice.isSpeaking(), voice.isFrameVoiced());
    if (voice.isSpeaking() && voice.isFrameActive()) {
      lastVoiceMillis = voice.positionMillis();
    }
    if (!overlapIsOver && !voice.isSpeaking() && now() - lastVoiceMillis > NEW_SOUND_MILLIS) {
      endOverlap();
    }
    judgedAtFrame = -1;
  }

  @Override
  public void loudspeaker(short[] pcm, int offset) {
    echo.playing(pcm, offset);
  }

  // ---- from the voice activity detector

  @Override
  public void speechStarted(long atMillis) {
    long silence = lastVoiceMillis < 0 ? atMillis : Math.max(0, atMillis - lastVoiceMillis);
    if (turnStartMillis < 0) {
      turnStartMillis = atMillis;
    } else if (activity == BotActivity.SILENT) {
      pace.paused(silence / MILLIS);
    }
    if (stretchStartMillis >= 0) {
      closedStretchMillis = lastVoiceMillis - stretchStartMillis;
    }
    stretchStartMillis = atMillis;
    lastVoiceMillis = Math.max(lastVoiceMillis, now());
    wordsAtStretch = turnWords;
    boolean isNew = overlapIsOver || silence >= NEW_SOUND_MILLIS;
    if (activity != BotActivity.SILENT && isNew) {
      beginOverlap(atMillis, silence);
    } else if (!overlapIsOver) {
      voicedMillis += closedStretchMillis;
      firstStretchMillis = stretches == 1 ? closedStretchMillis : firstStretchMillis;
      stretches++;
    }
  }

  @Override
  public void speechEnded(long atMillis) {
    lastVoiceMillis = atMillis;
  }

  private void beginOverlap(long atMillis, long silence) {
    if (!overlapIsOver) {
      endOverlap();
    }
    onsetMillis = atMillis;
    overlapIsOver = false;
    voicedMillis = 0;
    stretches = 1;
    firstStretchMillis = 0;
    silenceBeforeMillis = silence;
    wordsBeforeOnset = turnWords;
    // the newest frame is told when it has been judged for voice
    character.begin((int) ((now() - atMillis) / Frame.MILLIS) - 1);
    overlap.said.clear();
    overlap.wordsUntil = OverlapMoment.UNKNOWN;
    overlap.firstWordUntil = OverlapMoment.UNKNOWN;
    overlap.lag = USUAL_LAG;
    long spoken = activity == BotActivity.SPEAKING ? atMillis - botSinceMillis : 0;
    overlap.botTurn = Math.max(SHORTEST_BOT_TURN, seconds(spoken));
    overlap.botStretch = Math.min(LONGEST_BOT_STRETCH, overlap.botTurn);
    overlap.botWords = botWords;
    overlap.botInWord = true;
    overlap.ownSilence = seconds(silenceBeforeMillis);
    overlap.backchannels = backchannels;
    overlap.interruptions = interruptions;
    overlap.usualSound = habit.usualSeconds();
    overlap.longShare = habit.longShare();
    overlap.sinceLastSound = habit.sinceLast(atMillis / MILLIS);
    overlapFeatures.onset(overlap);
    overlapFeatures.words(overlap);
  }

  private void endOverlap() {
    overlapIsOver = true;
    long first = stretches > 1 ? firstStretchMillis : lastVoiceMillis - stretchStartMillis;
    habit.sounded(onsetMillis / MILLIS, Math.max(0, first) / MILLIS);
  }

  // ---- from the call

  @Override
  public void words(CharSequence turnSoFar, long untilMillis) {
    pause.said.set(turnSoFar, 0);
    turnWords = pause.said.count();
    wordsUntilMillis = Math.max(wordsUntilMillis, Math.min(untilMillis, now()));
    pauseFeatures.words(pause);
    if (!overlapIsOver) {
      int before = overlap.said.count();
      overlap.said.set(turnSoFar, wordsBeforeOnset);
      overlap.lag = overlap.said.count() == 0 ? USUAL_LAG : seconds(now() - wordsUntilMillis);
      if (overlap.said.count() == 0) {
        overlap.wordsUntil = OverlapMoment.UNKNOWN;
        overlap.firstWordUntil = OverlapMoment.UNKNOWN;
      } else if (overlap.said.count() != before) {
        overlap.wordsUntil = Math.max(0.02f, seconds(wordsUntilMillis - onsetMillis));
        if (before == 0) {
          overlap.firstWordUntil = overlap.wordsUntil;
        }
      }
      overlapFeatures.words(overlap);
    }
    judgedAtFrame = -1;
  }

  @Override
  public void bot(BotActivity next, CharSequence answerSoFar) {
    if (next == BotActivity.SPEAKING && activity != BotActivity.SPEAKING) {
      botSinceMillis = now();
    }
    if (next == BotActivity.THINKING && activity != BotActivity.THINKING && !overlapIsOver) {
      // its words are the turn that the bot thinks about
      endOverlap();
    }
    activity = next;
    overlap.botSaid.set(answerSoFar, 0);
    botWords = overlap.botSaid.count();
    rules.botSaid(answerSoFar);
    overlap.botSaid.setEnding(answerSoFar, OVERLAP_BOT_WORDS);
    pause.before.setEnding(answerSoFar, BOT_WORDS);
    pauseFeatures.words(pause);
    judgedAtFrame = -1;
  }

  @Override
  public void turnTaken() {
    if (turnStartMillis >= 0 && turnWords > 0) {
      pace.turned(Math.max(0, lastVoiceMillis - turnStartMillis) / MILLIS, turnWords);
    }
    turnStartMillis = voice.isSpeaking() ? stretchStartMillis : -1;
    turnWords = 0;
    wordsAtStretch = 0;
    wordsBeforeOnset = 0;
    pause.said.clear();
    pauseFeatures.words(pause);
    judgedAtFrame = -1;
  }

  @Override
  public void overlapWas(Verdict verdict) {
    if (!overlapIsOver && (verdict == Verdict.INTERRUPTION || !voice.isSpeaking())) {
      // two sounds that were each let pass never add up
      endOverlap();
    }
    switch (verdict) {
      case INTERRUPTION -> interruptions++;
      case BACKCHANNEL -> backchannels++;
      case NOISE -> {}
    }
  }

  // ---- answers

  @Override
  public boolean isVoice() {
    return voice.isSpeaking();
  }

  @Override
  public long voiceBeganMillis() {
    return stretchStartMillis;
  }

  @Override
  public long voiceEndedMillis() {
    return lastVoiceMillis;
  }

  @Override
  public long positionMillis() {
    return now();
  }

  @Override
  public long overlapOnsetMillis() {
    return overlapIsOver ? -1 : onsetMillis;
  }

  @Override
  public long pauseMillis() {
    if (turnStartMillis < 0) {
      return -1;
    }
    long silent = now() - lastVoiceMillis;
    return silent <= GAP_MILLIS ? 0 : silent;
  }

  @Override
  public double interruption() {
    judge();
    return interruption;
  }

  @Override
  public double backchannel() {
    judge();
    return 1 - interruption - noise;
  }

  @Override
  public double noise() {
    judge();
    return noise;
  }

  private void judge() {
    if (judgedAtFrame == now()) {
      return;
    }
    judgedAtFrame = now();
    if (overlapIsOver) {
      interruption = 0;
      noise = 1;
      return;
    }
    long silent = now() - lastVoiceMillis;
    boolean on = silent <= GAP_MILLIS;
    long current = Math.max(0, (on ? now() : lastVoiceMillis) - stretchStartMillis);
    overlap.sinceOnset = seconds(now() - onsetMillis);
    overlap.voiceOn = on;
    overlap.voiced = seconds(voicedMillis + current);
    overlap.silence = on ? 0 : seconds(silent);
    overlap.stretches = stretches;
    overlap.firstStretch = seconds(stretches > 1 ? firstStretchMillis : current);
    overlap.lastStretch = seconds(current);
    overlapFeatures.fill(overlap, overlapRow);
    double claims =
        Math.max(model.interruption().probability(overlapRow), rules.leastClaim(overlap.said));
    double isNoise = model.noise().probability(overlapRow);
    // words prove a voice; without them the sound must
    double speechlike = overlap.said.count() > 0 ? 1 : character.speechLikeness();
    double others = 1 - character.echoLikeness();
    interruption = claims * speechlike * others;
    noise = (1 - interruption) * (1 - (1 - isNoise) * speechlike * others);
  }

  @Override
  public double endOfTurn() {
    if (turnStartMillis < 0) {
      return 0;
    }
    long silent = now() - lastVoiceMillis;
    if (silent <= GAP_MILLIS) {
      return 0;
    }
    pause.sincePause = seconds(silent);
    // words of the turn before say nothing of this one
    long known = Math.max(wordsUntilMillis, turnStartMillis);
    pause.unheard = seconds(Math.max(0, lastVoiceMillis - known));
    pause.lastWord = PauseMoment.UNKNOWN;
    pause.wordBefore = PauseMoment.UNKNOWN;
    pause.stretch = seconds(Math.max(0, lastVoiceMillis - stretchStartMillis));
    pause.stretchWords = Math.max(0, turnWords - wordsAtStretch);
    pause.turn = seconds(Math.max(0, lastVoiceMillis - turnStartMillis));
    pause.turnWords = turnWords;
    pause.backchannels = 0;
    pace.fill(pause);
    pauseFeatures.fill(pause, pauseRow);
    return model.turnOver().probability(pauseRow);
  }

  @Override
  public Judgement judgement() {
    return new Judgement(
        now(),
        interruption(),
        backchannel(),
        noise(),
        endOfTurn(),
        overlapOnsetMillis(),
        pauseMillis(),
        turnWords,
        overlapIsOver ? 0 : overlap.said.count(),
        wordsUntilMillis,
        character.speechLikeness(),
        character.echoLikeness(),
        character.articulation().reachDb(),
        character.articulation().persistence(),
        character.voicedShare(),
        character.highShare(),
        prosody.pitchSlope(),
        prosody.pitchAboveUsual(),
        prosody.syllablesPerSecond(),
        prosody.lengthening(),
        prosody.tiltDb(),
        prosody.flatnessDb(),
        prosody.fluxDb());
  }

  private long now() {
    return voice.positionMillis();
  }

  private static float seconds(long millis) {
    return (float) (millis / MILLIS);
  }
}
