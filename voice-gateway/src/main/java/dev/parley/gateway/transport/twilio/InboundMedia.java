package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import java.util.Arrays;

/**
 * The caller's audio, in numbered chunks, as PCM at 16 kHz. What is missing becomes silence, so
 * that the time of what follows stays right; what comes late or twice is left out. One owner.
 */
final class InboundMedia {
  /** Longer than this nobody was on the line. */
  private static final long LONGEST_GAP_MILLIS = 2_000;

  private static final short[] NOTHING = {};

  private final LineCodec codec;
  private long last;

  InboundMedia(LineCodec codec) {
    this.codec = codec;
  }

  /**
   * @param chunk its number, from 1
   * @return any whole number of samples at 16 kHz
   */
  short[] take(long chunk, byte[] audio) {
    if (chunk <= last) {
      return NOTHING;
    }
    long missing = last == 0 ? 0 : (chunk - last - 1) * audio.length;
    int gap =
        Math.toIntExact(Math.min(missing, LONGEST_GAP_MILLIS * codec.format().bytesPerMilli()));
    last = chunk;
    byte[] all = Arrays.copyOf(codec.format().silence(gap), gap + audio.length);
    System.arraycopy(audio, 0, all, gap, audio.length);
    return codec.decode(all);
  }
}
