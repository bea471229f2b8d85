package dev.parley.turn.example;

import dev.parley.turn.BotActivity;
import dev.parley.turn.Frame;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.VadSettings;
import dev.parley.turn.Verdict;
import dev.parley.turn.VoiceActivityDetector;
import dev.parley.turn.WordTimes;

/**
 * A detector of one's own, as small as it gets: a turn is over after a second of silence, and
 * whoever speaks for half a second over the bot interrupts it.
 */
final class PatientTurnDetector implements TurnDetector, VoiceActivityDetector.Listener {
  private static final double PATIENCE_MILLIS = 1_000;
  private static final double INTERRUPTION_MILLIS = 500;

  private final VoiceActivityDetector voice = new VoiceActivityDetector(VadSettings.standard());
  private boolean botSpeaks;
  private long heardMillis;
  private long startMillis = -1;
  private long endMillis = -1;
  private long onsetMillis = -1;

  @Override
  public void frame(short[] pcm, int offset) {
    voice.frame(pcm, offset, this);
    heardMillis += Frame.MILLIS;
  }

  @Override
  public void speechStarted(long atMillis) {
    startMillis = atMillis;
    endMillis = -1;
    onsetMillis = botSpeaks ? atMillis : -1;
  }

  @Override
  public void speechEnded(long atMillis) {
    endMillis = atMillis;
    onsetMillis = -1;
  }

  @Override
  public void bot(BotActivity activity, CharSequence answerSoFar) {
    botSpeaks = activity == BotActivity.SPEAKING;
  }

  @Override
  public void turnTaken() {
    startMillis = voice.isSpeaking() ? startMillis : -1;
  }

  @Override
  public void turnDropped() {
    turnTaken();
  }

  @Override
  public boolean isVoice() {
    return voice.isSpeaking();
  }

  @Override
  public long voiceBeganMillis() {
    return startMillis;
  }

  @Override
  public long voiceEndedMillis() {
    return endMillis < 0 ? heardMillis : endMillis;
  }

  @Override
  public long positionMillis() {
    return heardMillis;
  }

  @Override
  public long overlapOnsetMillis() {
    return onsetMillis;
  }

  @Override
  public long pauseMillis() {
    if (startMillis < 0) {
      return -1;
    }
    return endMillis < 0 ? 0 : heardMillis - endMillis;
  }

  @Override
  public double interruption() {
    return onsetMillis < 0 ? 0 : Math.min(1, (heardMillis - onsetMillis) / INTERRUPTION_MILLIS);
  }

  @Override
  public double backchannel() {
    return 0;
  }

  @Override
  public double noise() {
    return 1 - interruption();
  }

  @Override
  public double endOfTurn() {
    return Math.max(0, Math.min(1, pauseMillis() / PATIENCE_MILLIS));
  }

  // words, the loudspeaker and habits would be welcome; this one does without

  @Override
  public void loudspeaker(short[] pcm, int offset) {}

  @Override
  public void words(CharSequence turnSoFar, long untilMillis, WordTimes times) {}

  @Override
  public void overlapWas(Verdict verdict) {}
}
