package dev.parley.turn;

import static dev.parley.turn.VoiceTrack.seconds;

import dev.parley.turn.model.Pace;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.TurnModel;
import java.util.List;

/**
 * What the caller has said in this turn, and how they take turns, as the model wants to know it.
 * One owner, the detector; times are ms of the caller's audio.
 */
final class CallerTurn {
  private static final double MILLIS = 1_000;
  private static final int BOT_WORDS = 6;

  private final TurnModel model;
  private final VoiceTrack voice;
  private final PauseFeatures features;
  private final PauseMoment moment = new PauseMoment();
  private final float[] row = new float[PauseFeatures.COUNT];
  private final Pace pace = new Pace();

  private long start = -1;
  private int words;
  private int wordsAtStretch;
  private long recognisedUntil;
  private WordTimes times = WordTimes.NOT_TOLD;

  // a turn that was taken becomes a habit once the bot speaks: until then it may have been a pause
  private long taken = -1;
  private int takenWords;
  private long resumedAfter;

  CallerTurn(TurnModel model, VoiceTrack voice) {
    this.model = model;
    this.voice = voice;
    features = model.pauseFeatures();
  }

  void stretchStarted(long atMillis, long silence, BotActivity bot) {
    if (start < 0) {
      start = atMillis;
    } else if (bot == BotActivity.SILENT) {
      pace.paused(silence / MILLIS);
    }
    if (bot == BotActivity.THINKING) {
      resumedAfter = silence;
    }
    wordsAtStretch = words;
  }

  void words(CharSequence soFar, long until, WordTimes told) {
    moment.said.set(soFar, 0);
    words = moment.said.count();
    recognisedUntil = Math.max(recognisedUntil, until);
    times = told;
    features.words(moment);
  }

  void bot(BotActivity activity, CharSequence answerSoFar) {
    if (activity == BotActivity.SPEAKING) {
      countTaken();
    }
    moment.before.setEnding(answerSoFar, BOT_WORDS);
    features.words(moment);
  }

  /** A sound over the bot was meant: over a bot that had only thought, the turn had gone on. */
  void interrupted() {
    if (taken >= 0 && resumedAfter > 0) {
      pace.paused(resumedAfter / MILLIS);
      taken = -1;
    }
  }

  void taken() {
    countTaken();
    if (start >= 0 && words > 0) {
      taken = Math.max(0, voice.lastVoice() - start);
      takenWords = words;
    }
    dropped();
  }

  void dropped() {
    start = voice.isSpeaking() ? voice.stretchStart() : -1;
    words = 0;
    wordsAtStretch = 0;
    times = WordTimes.NOT_TOLD;
    resumedAfter = 0;
    moment.said.clear();
    features.words(moment);
  }

  private void countTaken() {
    if (taken >= 0) {
      pace.turned(taken / MILLIS, takenWords);
      taken = -1;
    }
  }

  int words() {
    return words;
  }

  long recognisedUntil() {
    return recognisedUntil;
  }

  /** 0 while they speak, -1 before they have. */
  long pause() {
    if (start < 0) {
      return -1;
    }
    return voice.isOn() ? 0 : voice.silent();
  }

  /** P(turn is over); allocates nothing. */
  double over() {
    if (pause() <= 0) {
      return 0;
    }
    fill();
    return model.turnOver().probability(row);
  }

  private void fill() {
    long end = voice.lastVoice();
    moment.sincePause = seconds(voice.silent());
    // words of the turn before say nothing of this one
    moment.unheard = seconds(Math.max(0, end - Math.max(recognisedUntil, start)));
    boolean isLastKnown = !moment.isWordMissing();
    moment.lastWord = isLastKnown && times.last() > 0 ? seconds(times.last()) : PauseMoment.UNKNOWN;
    moment.wordBefore =
        isLastKnown && times.before() > 0 ? seconds(times.before()) : PauseMoment.UNKNOWN;
    moment.stretch = seconds(Math.max(0, end - voice.stretchStart()));
    moment.stretchWords = Math.max(0, words - wordsAtStretch);
    moment.turn = seconds(Math.max(0, end - start));
    moment.turnWords = words;
    pace.fill(moment);
    features.fill(moment, row);
  }

  List<Float> features() {
    return pause() <= 0 ? List.of() : VoiceTrack.list(row);
  }
}
