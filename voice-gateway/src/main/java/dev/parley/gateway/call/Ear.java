package dev.parley.gateway.call;

import dev.parley.gateway.audio.Pcm;
import dev.parley.turn.PreRoll;
import dev.parley.turn.TurnDetector;
import java.util.function.Predicate;

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

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final TurnDetector detector;
  private final Predicate<short[]> loudspeaker;
  private final Listener listener;
  private final PreRoll preRoll = PreRoll.standard();
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];
  private final short[] played = new short[Pcm.FRAME_SAMPLES];
  private int filled;
  private boolean voice;

  /**
   * @param detector hears every frame
   * @param loudspeaker fills an array with what the caller's end plays now, or says no
   */
  Ear(TurnDetector detector, Predicate<short[]> loudspeaker, Listener listener) {
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
        if (loudspeaker.test(played)) {
          detector.loudspeaker(played, 0);
        }
        detector.frame(frame, 0);
        tellOfVoice(nanos);
        // after the detector: an utterance that begins with this frame begins with the audio before
        // it
        listener.frame(Pcm.bytes(frame));
        preRoll.add(frame, 0, frame.length);
      }
    }
  }

  private void tellOfVoice(long nanos) {
    if (detector.isVoice() == voice) {
      return;
    }
    voice = !voice;
    long atMillis = voice ? detector.voiceBeganMillis() : detector.voiceEndedMillis();
    long atNanos = nanos - (detector.positionMillis() - atMillis) * NANOS_PER_MILLI;
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
