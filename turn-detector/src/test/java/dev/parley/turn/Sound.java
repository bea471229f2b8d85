package dev.parley.turn;

import java.util.Arrays;
import java.util.Random;

/** Generated audio, put together piece by piece. */
public final class Sound {
  private static final int PER_MILLI = Frame.RATE_HZ / 1000;

  private final Random random = new Random(42);
  private double[] samples = new double[0];

  /** Room tone. */
  public Sound silence(int millis) {
    return noise(millis, -66);
  }

  public Sound noise(int millis, double dbfs) {
    double amplitude = amplitude(dbfs);
    for (int i = extend(millis); i < samples.length; i++) {
      samples[i] = random.nextGaussian() * amplitude;
    }
    return this;
  }

  /** Harmonics of 120 Hz over room tone, as a voice has them. */
  public Sound vowel(int millis, double dbfs) {
    int from = samples.length;
    silence(millis);
    double amplitude = amplitude(dbfs) * Math.sqrt(2);
    for (int i = from; i < samples.length; i++) {
      double t = 2 * Math.PI * 120 * i / Frame.RATE_HZ;
      samples[i] +=
          amplitude
              * (0.5 * Math.sin(t)
                  + 0.6 * Math.sin(2 * t)
                  + 0.5 * Math.sin(4 * t)
                  + 0.3 * Math.sin(9 * t));
    }
    return this;
  }

  /** A voice whose pitch moves evenly, in semitones, from one to the other. */
  public Sound glide(int millis, double fromHz, double toHz, double dbfs) {
    int from = samples.length;
    silence(millis);
    double amplitude = amplitude(dbfs);
    double phase = 0;
    for (int i = from; i < samples.length; i++) {
      double at = (double) (i - from) / (samples.length - from);
      phase += 2 * Math.PI * fromHz * Math.pow(toHz / fromHz, at) / Frame.RATE_HZ;
      for (int h = 1; h <= 8; h++) {
        samples[i] += amplitude / h * Math.sin(h * phase);
      }
    }
    return this;
  }

  /** Some harmonics of a voice, equally loud. */
  public Sound harmonics(int millis, double hz, int first, int last, double dbfs) {
    int from = samples.length;
    silence(millis);
    double amplitude = amplitude(dbfs) / Math.sqrt(last - first + 1.0);
    for (int i = from; i < samples.length; i++) {
      double t = 2 * Math.PI * hz * i / Frame.RATE_HZ;
      for (int h = first; h <= last; h++) {
        samples[i] += amplitude * Math.sin(h * t);
      }
    }
    return this;
  }

  /** A voice of 120 Hz whose two formants move from one place to another. */
  public Sound diphthong(
      int millis,
      double firstFrom,
      double secondFrom,
      double firstTo,
      double secondTo,
      double dbfs) {
    int from = samples.length;
    silence(millis);
    double amplitude = amplitude(dbfs);
    for (int i = from; i < samples.length; i++) {
      double at = (double) (i - from) / (samples.length - from);
      double first = firstFrom + at * (firstTo - firstFrom);
      double second = secondFrom + at * (secondTo - secondFrom);
      double t = 2 * Math.PI * 120 * i / Frame.RATE_HZ;
      for (int h = 1; h <= 28; h++) {
        double gain = resonance(120 * h, first) + 0.5 * resonance(120 * h, second);
        samples[i] += amplitude * gain * Math.sin(h * t);
      }
    }
    return this;
  }

  public short[] pcm() {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.max(-32768, Math.min(32767, Math.round(samples[i])));
    }
    return pcm;
  }

  private int extend(int millis) {
    int from = samples.length;
    samples = Arrays.copyOf(samples, from + millis * PER_MILLI);
    return from;
  }

  /** Of a formant 150 Hz wide. */
  private static double resonance(double hz, double formant) {
    double off = (hz - formant) / 75;
    return 1 / Math.sqrt(1 + off * off);
  }

  private static double amplitude(double dbfs) {
    return 32_768 * Math.pow(10, dbfs / 20);
  }
}
