package dev.parley.gateway;

import dev.parley.gateway.audio.Pcm;
import java.util.Random;

/** Something that voice activity detection takes for speech. */
public final class Voice {
  private static final double PITCH_HZ = 120;

  private Voice() {}

  /** Harmonics as a voice has them, over room tone: PCM s16le mono, 16 kHz. */
  public static byte[] vowel(int millis) {
    Random random = new Random(42);
    short[] pcm = new short[millis * Pcm.SAMPLES_PER_MILLI];
    for (int i = 0; i < pcm.length; i++) {
      double t = 2 * Math.PI * PITCH_HZ * i / Pcm.RATE_HZ;
      double voice = Math.sin(t) + Math.sin(2 * t) + Math.sin(4 * t) + 0.6 * Math.sin(9 * t);
      pcm[i] = (short) Math.round(3_000 * voice + 15 * random.nextGaussian());
    }
    return Pcm.bytes(pcm);
  }
}
