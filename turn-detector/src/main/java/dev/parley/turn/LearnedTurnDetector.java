package dev.parley.turn;

import dev.parley.turn.model.TurnModel;

/**
 * Turn detection with a trained model. One owner; neither a frame nor a judgement allocates. What
 * the sound itself is like comes on top by rule: the corpora the model learned from have no audio.
 */
final class LearnedTurnDetector implements TurnDetector, VoiceActivityDetector.Listener {
  private final VoiceActivityDetector activity = new VoiceActivityDetector(VadSettings.standard());
  private final VoiceTrack voice = new VoiceTrack();
  private final Spectrum spectrum = new Spectrum();
  private final EchoLikeness echo = new EchoLikeness();
  private final SoundCharacter character = new SoundCharacter();
  private final Prosody prosody = new Prosody();
  private final SoundOverBot sound;
  private final CallerTurn turn;
  private BotActivity bot = BotActivity.SILENT;

  private long judgedAt = -1;
  private double interruption;
  private double noise;

  LearnedTurnDetector(TurnModel model) {
    sound = new SoundOverBot(model, voice);
    turn = new CallerTurn(model, voice);
  }

  @Override
  public void frame(short[] pcm, int offset) {
    activity.frame(pcm, offset, this);
    spectrum.analyse(pcm, offset);
    echo.heard(spectrum);
    character.frame(activity, spectrum, echo.likeness());
    prosody.frame(
        activity.newestFrame(), spectrum, activity.isSpeaking(), activity.isFrameVoiced());
    voice.at(activity.positionMillis(), activity.isSpeaking(), activity.isFrameActive());
    sound.frame();
    judgedAt = -1;
  }

  @Override
  public void loudspeaker(short[] pcm, int offset) {
    echo.playing(pcm, offset);
  }

  // ---- from the voice activity detector

  @Override
  public void speechStarted(long atMillis) {
    long now = activity.positionMillis();
    long silence = voice.lastVoice() < 0 ? atMillis : Math.max(0, atMillis - voice.lastVoice());
    long before = voice.stretchStart() < 0 ? 0 : voice.lastVoice() - voice.stretchStart();
    voice.started(atMillis, now);
    turn.stretchStarted(atMillis, silence, bot);
    if (bot != BotActivity.SILENT && sound.isNew(silence)) {
      sound.begin(atMillis, silence, turn.words());
      // the newest frame is told when it has been judged for voice
      character.begin((int) ((now - atMillis) / Frame.MILLIS) - 1);
    } else if (!sound.isOver()) {
      sound.goesOn(before);
    }
  }

  @Override
  public void speechEnded(long atMillis) {
    voice.ended(atMillis);
    sound.stretchEnded();
  }

  // ---- from the call

  @Override
  public void words(CharSequence turnSoFar, long untilMillis, WordTimes times) {
    long until = Math.min(untilMillis, voice.now());
    turn.words(turnSoFar, until, times);
    sound.words(turnSoFar, until, times);
    judgedAt = -1;
  }

  @Override
  public void bot(BotActivity next, CharSequence answerSoFar) {
    sound.bot(bot, next, answerSoFar);
    turn.bot(next, answerSoFar);
    bot = next;
    judgedAt = -1;
  }

  @Override
  public void turnTaken() {
    turn.taken();
    sound.wordsBelongToTheNext();
    judgedAt = -1;
  }

  @Override
  public void turnDropped() {
    turn.dropped();
    sound.wordsBelongToTheNext();
    judgedAt = -1;
  }

  @Override
  public void overlapWas(Verdict verdict) {
    if (verdict == Verdict.INTERRUPTION) {
      turn.interrupted();
    }
    sound.was(verdict);
    judgedAt = -1;
  }

  // ---- answers

  @Override
  public boolean isVoice() {
    return voice.isSpeaking();
  }

  @Override
  public long voiceBeganMillis() {
    return voice.stretchStart();
  }

  @Override
  public long voiceEndedMillis() {
    return voice.lastVoice();
  }

  @Override
  public long positionMillis() {
    return voice.now();
  }

  @Override
  public long overlapOnsetMillis() {
    return sound.isOver() ? -1 : sound.onset();
  }

  @Override
  public long pauseMillis() {
    return turn.pause();
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
    if (judgedAt == voice.now()) {
      return;
    }
    judgedAt = voice.now();
    if (sound.isOver()) {
      interruption = 0;
      noise = 1;
      return;
    }
    sound.fill();
    // words prove a voice; without them the sound must
    double speechlike = sound.words() > 0 ? 1 : character.speechLikeness();
    double others = 1 - character.echoLikeness();
    interruption = sound.claims() * speechlike * others;
    noise = (1 - interruption) * (1 - (1 - sound.isNoise()) * speechlike * others);
  }

  @Override
  public double endOfTurn() {
    return turn.over();
  }

  @Override
  public Judgement judgement() {
    return new Judgement(
        voice.now(),
        interruption(),
        backchannel(),
        noise(),
        endOfTurn(),
        overlapOnsetMillis(),
        pauseMillis(),
        turn.words(),
        sound.words(),
        turn.recognisedUntil(),
        sound.features(),
        turn.features(),
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
}
