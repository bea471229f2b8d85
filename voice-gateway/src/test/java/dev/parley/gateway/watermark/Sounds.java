package dev.parley.gateway.watermark;

import dev.parley.gateway.audio.G711;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.Resampler;
import java.util.Arrays;
import java.util.Random;

/** Speech for tests, and what becomes of it on its way to whoever records it. */
public final class Sounds {
  private static final int[] FORMANTS_HZ = {500, 1_500, 2_500};
  private static final double RADIUS = 0.97;

  private Sounds() {}

  /** Pulses of a gliding pitch and some breath through three resonators, in syllables; 16 kHz. */
  static short[] speechLike(int seconds) {
    short[] pcm = new short[seconds * Pcm.RATE_HZ];
    Random breath = new Random(7);
    double[][] past = new double[FORMANTS_HZ.length][2];
    double phase = 0;
    for (int i = 0; i < pcm.length; i++) {
      double time = (double) i / Pcm.RATE_HZ;
      phase += (110 + 20 * Math.sin(2.1 * time)) / Pcm.RATE_HZ;
      double source = 20 * breath.nextGaussian();
      if (phase >= 1) {
        phase -= 1;
        source += 2_000;
      }
      double sum = 0;
      for (int f = 0; f < FORMANTS_HZ.length; f++) {
        double hz = FORMANTS_HZ[f] * (1 + 0.2 * Math.sin((3 + f) * time));
        double out =
            source
                + 2 * RADIUS * Math.cos(2 * Math.PI * hz / Pcm.RATE_HZ) * past[f][0]
                - RADIUS * RADIUS * past[f][1];
        past[f][1] = past[f][0];
        past[f][0] = out;
        sum += out / (1 + f);
      }
      double syllable = Math.max(0, Math.sin(2 * Math.PI * 2 * time) + 0.4);
      pcm[i] = (short) Math.clamp(Math.round(sum * syllable), -32_768L, 32_767L);
    }
    return pcm;
  }

  /** With silence at the end up to a whole frame. */
  static short[] wholeFrames(short[] pcm) {
    int frames = (pcm.length + Pcm.FRAME_SAMPLES - 1) / Pcm.FRAME_SAMPLES;
    return Arrays.copyOf(pcm, frames * Pcm.FRAME_SAMPLES);
  }

  /** The same, marked from the beginning of a call on. */
  static short[] marked(short[] pcm) {
    return marked(pcm, new Watermark(WatermarkKey.PUBLIC));
  }

  static short[] marked(short[] pcm, Watermark mark) {
    short[] marked = pcm.clone();
    mark.mark(marked, 0, marked.length);
    return marked;
  }

  /** From 16 kHz to 8 kHz. */
  public static short[] narrow(short[] pcm) {
    return new Resampler(Pcm.RATE_HZ, WatermarkDetector.RATE_HZ).process(pcm);
  }

  /** From 16 kHz through a telephone line: 8 kHz, companded and expanded again. */
  static short[] telephone(short[] pcm, G711 law) {
    short[] narrow = narrow(pcm);
    byte[] codes = new byte[narrow.length];
    law.encode(narrow, 0, narrow.length, codes, 0);
    law.decode(codes, 0, codes.length, narrow, 0);
    return narrow;
  }

  static short[] telephone(short[] pcm) {
    return telephone(pcm, G711.MU_LAW);
  }

  /** With white noise, so many dB below the mean power of the whole. */
  static short[] noisy(short[] pcm, double snrDb) {
    double effective = Math.sqrt(power(pcm) * Math.pow(10, -snrDb / 10));
    Random random = new Random(1);
    short[] noisy = new short[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      long sample = Math.round(pcm[i] + effective * random.nextGaussian());
      noisy[i] = (short) Math.clamp(sample, -32_768L, 32_767L);
    }
    return noisy;
  }

  /** The mean square. */
  public static double power(short[] pcm) {
    double sum = 0;
    for (short sample : pcm) {
      sum += sample * sample;
    }
    return sum / pcm.length;
  }

  /** Power of the difference / power of the first, dB. */
  static double differenceDb(short[] pcm, short[] marked) {
    double sum = 0;
    for (int i = 0; i < pcm.length; i++) {
      double difference = marked[i] - pcm[i];
      sum += difference * difference;
    }
    return 10 * Math.log10(sum / pcm.length / power(pcm));
  }

  public static double correlation(short[] a, short[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / a.length / Math.sqrt(power(a) * power(b));
  }
}
