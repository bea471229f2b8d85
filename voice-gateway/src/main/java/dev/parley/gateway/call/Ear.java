package dev.parley.gateway.call;

import dev.parley.gateway.audio.Pcm;
import dev.parley.turn.PreRoll;
import dev.parley.turn.TurnDetector;

/**
 * The caller's audio: cut into frames, watched for voice. Owned by its call. Times of the voice are
 * counted in samples, and put on the clock by the moment at which the newest sample arrived.
 */
final class Ear {
  /** What is heard. */
  interface Listener {
    /** The next 20 ms, after the voice in it was judged. */
    void frame(byte[] pcm);

    void speechStarted(long nanos, long onsetNanos, long atMillis);

    void speechEnded(long nanos, long endNanos, long atMillis);
  }

  /** What the caller's end plays. */
  @FunctionalInterface
  interface Loudspeaker {
    /** Fills an array with the 20 ms that were played at that moment, or says no. */
    boolean playing(long nanos, short[] target);
  }

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SAMPLE = NANOS_PER_MILLI / Pcm.SAMPLES_PER_MILLI;

  private final TurnDetector detector;
  private final Loudspeaker loudspeaker;
  private final Listener listener;
  private final PreRoll preRoll = PreRoll.standard();
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];
  private final short[] played = new short[Pcm.FRAME_SAMPLES];
  private int filled;
  private boolean voice;

  /**
   * @param detector hears every frame
   */
  Ear(TurnDetector detector, Loudspeaker loudspeaker, Listener listener) {
    this.detector = detector;
    this.loudspeaker = loudspeaker;
    this.listener = listener;
  }

  void hear(short[] samples, long nanos) {
    int offset = 0;
    while (offset < samples.length) {
      int taken = Math.min(samples.length - offset, frame.length - filled);
      System.arraycopy(samples, offset, frame, filled, taken);
      offset += taken;
      filled += taken;
      if (filled == frame.length) {
        filled = 0;
        // the newest sample is the one that has just arrived; those before it are older
        long then = nanos - (samples.length - offset) * NANOS_PER_SAMPLE;
        if (loudspeaker.playing(then, played)) {
          detector.loudspeaker(played, 0);
        }
        detector.frame(frame, 0);
        tellOfVoice(nanos, then);
        // after the detector: an utterance that begins with this frame begins with the audio before
        // it
        listener.frame(Pcm.bytes(frame));
        preRoll.add(frame, 0, frame.length);
      }
    }
  }

  private void tellOfVoice(long nanos, long frameNanos) {
    if (detector.isVoice() == voice) {
      return;
    }
    voice = !voice;
    long atMillis = voice ? detector.voiceBeganMillis() : detector.voiceEndedMillis();
    long atNanos = frameNanos - (detector.positionMillis() - atMillis) * NANOS_PER_MILLI;
    if (voice) {
      listener.speechStarted(nanos, atNanos, atMillis);
    } else {
      listener.speechEnded(nanos, atNanos, atMillis);
    }
  }

  boolean hearsVoice() {
    return voice;
  }

  /** PCM s16le of the last 300 ms, without the frame being judged. */
  byte[] preRoll() {
    return Pcm.bytes(preRoll.samples());
  }
}
