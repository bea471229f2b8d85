package dev.parley.gateway.call;

import dev.parley.gateway.audio.Pcm;
import dev.parley.turn.PreRoll;
import dev.parley.turn.VadSettings;
import dev.parley.turn.VoiceActivityDetector;

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

  private final Listener listener;
  private final VoiceActivityDetector detector = new VoiceActivityDetector(VadSettings.standard());
  private final PreRoll preRoll = PreRoll.standard();
  private final VoiceActivity voice = new VoiceActivity();
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];
  private int filled;
  private long nowNanos;

  Ear(Listener listener) {
    this.listener = listener;
  }

  void hear(short[] samples, long nanos) {
    nowNanos = nanos;
    int offset = 0;
    while (offset < samples.length) {
      int taken = Math.min(samples.length - offset, frame.length - filled);
      System.arraycopy(samples, offset, frame, filled, taken);
      offset += taken;
      filled += taken;
      if (filled == frame.length) {
        filled = 0;
        detector.frame(frame, 0, voice);
        // after the detector: an utterance that begins with this frame begins with the audio before
        // it
        listener.frame(Pcm.bytes(frame));
        preRoll.add(frame, 0, frame.length);
      }
    }
  }

  /** How much audio has been heard. */
  long positionMillis() {
    return detector.positionMillis();
  }

  /** How long there has been no sound in speech that isn't over yet. */
  long silentMillis() {
    return detector.silentMillis();
  }

  /** PCM s16le of the last 300 ms, without the frame being judged. */
  byte[] preRoll() {
    return Pcm.bytes(preRoll.samples());
  }

  private final class VoiceActivity implements VoiceActivityDetector.Listener {
    @Override
    public void speechStarted(long atMillis) {
      listener.speechStarted(nowNanos, onClock(atMillis), atMillis);
    }

    @Override
    public void speechEnded(long atMillis) {
      listener.speechEnded(nowNanos, onClock(atMillis), atMillis);
    }

    private long onClock(long atMillis) {
      return nowNanos - (detector.positionMillis() - atMillis) * NANOS_PER_MILLI;
    }
  }
}
