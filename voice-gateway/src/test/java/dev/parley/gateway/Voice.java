package dev.parley.gateway;

import dev.parley.gateway.audio.Pcm;
import java.util.Random;

/** Something that voice activity detection takes for speech. */
public final class Voice {
  private static final double PITCH_HZ = 120;
  private static final double SYLLABLES_HZ = 2;

  private Voice() {}

  /** Syllables: vowels whose formants move, as a mouth does. PCM s16le mono, 16 kHz. */
  public static byte[] syllables(int millis) {
    Random random = new Random(42);
    short[] pcm = new short[millis * Pcm.SAMPLES_PER_MILLI];
    for (int i = 0; i < pcm.length; i++) {
      double seconds = (double) i / Pcm.RATE_HZ;
      double place = Math.sin(2 * Math.PI * SYLLABLES_HZ * seconds);
      double loudness = 0.6 - 0.4 * Math.cos(2 * Math.PI * 2 * SYLLABLES_HZ * seconds);
      double voice = 0;
      for (int h = 1; h <= 28; h++) {
        double hz = PITCH_HZ * h;
        double gain = resonance(hz, 500 + 200 * place) + 0.5 * resonance(hz, 1_650 - 550 * place);
        voice += gain * Math.sin(2 * Math.PI * hz * seconds);
      }
      pcm[i] = (short) Math.round(3_000 * loudness * voice + 15 * random.nextGaussian());
    }
    return Pcm.bytes(pcm);
  }

  /** Of a formant 150 Hz wide. */
  private static double resonance(double hz, double formant) {
    double off = (hz - formant) / 75;
    return 1 / Math.sqrt(1 + off * off);
  }

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
