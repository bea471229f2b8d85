package dev.parley.turn;

/**
 * Finds where the caller starts and stops speaking; one owner, one call. Time is the audio's own:
 * milliseconds since the first frame. Nothing is allocated for a frame.
 */
public final class VoiceActivityDetector {
  /** Told of every change, in the order of the audio. */
  public interface Listener {
    /**
     * @param atMillis where the sound began, which lies before the frame that made it certain
     */
    void speechStarted(long atMillis);

    /**
     * @param atMillis the end of the last frame with speech
     */
    void speechEnded(long atMillis);
  }

  // how far back a beginning may lie: a soft fricative before the vowel that was noticed
  private static final int ONSET_FRAMES = 10;

  private final VadSettings settings;
  private final FrameAnalysis analysis = new FrameAnalysis();
  private final NoiseFloor floor = new NoiseFloor();
  private long frames;
  private int voicedHistory;
  private int activeRun;
  private int silentRun;
  private boolean speaking;
  private boolean active;
  private boolean voiced;

  public VoiceActivityDetector(VadSettings settings) {
    this.settings = settings;
  }

  /** The next 320 samples from {@code offset} on. */
  public void frame(short[] pcm, int offset, Listener listener) {
    analysis.analyse(pcm, offset);
    double snr = floor.observe(analysis);
    boolean loud = analysis.levelDb() >= settings.minimumDbfs();
    active = loud && Speechlike.goesOn(analysis, snr);
    voiced = loud && Speechlike.starts(analysis, snr);
    frames++;
    if (speaking) {
      silentRun = active ? 0 : silentRun + 1;
      if (silentRun >= settings.endFrames()) {
        speaking = false;
        voicedHistory = 0;
        activeRun = 0;
        listener.speechEnded((frames - silentRun) * Frame.MILLIS);
      }
      return;
    }
    activeRun = active ? Math.min(activeRun + 1, ONSET_FRAMES) : 0;
    voicedHistory = ((voicedHistory << 1) | (voiced ? 1 : 0)) & window();
    if (voiced && Integer.bitCount(voicedHistory) >= settings.startFrames()) {
      speaking = true;
      silentRun = 0;
      int oldestVoiced = Integer.SIZE - Integer.numberOfLeadingZeros(voicedHistory);
      listener.speechStarted((frames - Math.max(oldestVoiced, activeRun)) * Frame.MILLIS);
    }
  }

  public boolean isSpeaking() {
    return speaking;
  }

  /** How long there has been no sound, while it isn't certain yet that speech is over. */
  public long silentMillis() {
    return speaking ? (long) silentRun * Frame.MILLIS : 0;
  }

  /** How much audio has been heard. */
  public long positionMillis() {
    return frames * Frame.MILLIS;
  }

  /** Whether the newest frame can belong to speech. */
  boolean isFrameActive() {
    return active;
  }

  /** Whether the newest frame sounds like a vowel. */
  boolean isFrameVoiced() {
    return voiced;
  }

  /** The newest frame; valid until the next. */
  FrameAnalysis newestFrame() {
    return analysis;
  }

  private int window() {
    return (int) ((1L << settings.startWindowFrames()) - 1);
  }
}
