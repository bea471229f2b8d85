package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.G711;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.Resampler;
import java.util.Arrays;

/**
 * The caller's audio: mu-law at 8 kHz in numbered chunks, as PCM at 16 kHz. What is missing becomes
 * silence, so that the time of what follows stays right; what comes late or twice is left out. One
 * owner.
 */
final class InboundMedia {
  static final int RATE_HZ = 8_000;

  /** Longer than this nobody was on the line. */
  private static final int LONGEST_GAP_SAMPLES = 2 * RATE_HZ;

  private static final short[] NOTHING = {};

  private final Resampler up = new Resampler(RATE_HZ, Pcm.RATE_HZ);
  private long last;
  private long samples;

  /** Samples at 8 kHz so far, those of gaps included. */
  long samples() {
    return samples;
  }

  /**
   * @param chunk its number, from 1
   * @return any whole number of samples at 16 kHz
   */
  short[] take(long chunk, byte[] muLaw) {
    if (chunk <= last) {
      return NOTHING;
    }
    long missing = last == 0 ? 0 : (chunk - last - 1) * muLaw.length;
    int gap = (int) Math.min(missing, LONGEST_GAP_SAMPLES);
    last = chunk;
    short[] narrow = new short[gap + muLaw.length];
    G711.MU_LAW.decode(muLaw, 0, muLaw.length, narrow, gap);
    samples += narrow.length;
    short[] wide = new short[up.maxOutput(narrow.length)];
    return Arrays.copyOf(wide, up.process(narrow, 0, narrow.length, wide, 0));
  }
}
