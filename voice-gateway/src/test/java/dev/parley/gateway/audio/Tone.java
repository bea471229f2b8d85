package dev.parley.gateway.audio;

/** Sines and what is left of them. */
final class Tone {
  private Tone() {}

  static short[] of(int rateHz, double hertz, int length, double amplitude) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] =
          (short) Math.round(32_767 * amplitude * Math.sin(2 * Math.PI * hertz * i / rateHz));
    }
    return samples;
  }

  /** How much of the samples is a sine of this frequency, and how much is anything else, dB. */
  static double snrDb(short[] samples, int rateHz, double hertz, int from, int to) {
    double[] fit = fit(samples, rateHz, hertz, from, to);
    double signal = 0;
    double rest = 1e-9;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * hertz * i / rateHz;
      double tone = fit[0] * Math.cos(angle) + fit[1] * Math.sin(angle);
      signal += tone * tone;
      rest += Math.pow(samples[i] - tone, 2);
    }
    return 10 * Math.log10(signal / rest);
  }

  static double amplitude(short[] samples, int rateHz, double hertz, int from, int to) {
    double[] fit = fit(samples, rateHz, hertz, from, to);
    return Math.hypot(fit[0], fit[1]) / 32_767;
  }

  /** Phase lag behind a sine that begins at sample 0, in samples. */
  static double delaySamples(short[] samples, int rateHz, double hertz, int from, int to) {
    double[] fit = fit(samples, rateHz, hertz, from, to);
    return -Math.atan2(fit[0], fit[1]) / (2 * Math.PI * hertz) * rateHz;
  }

  /** Least squares: cosine and sine part. */
  private static double[] fit(short[] samples, int rateHz, double hertz, int from, int to) {
    double cc = 0;
    double cs = 0;
    double ss = 0;
    double xc = 0;
    double xs = 0;
    for (int i = from; i < to; i++) {
      double c = Math.cos(2 * Math.PI * hertz * i / rateHz);
      double s = Math.sin(2 * Math.PI * hertz * i / rateHz);
      cc += c * c;
      cs += c * s;
      ss += s * s;
      xc += samples[i] * c;
      xs += samples[i] * s;
    }
    double determinant = cc * ss - cs * cs;
    return new double[] {(xc * ss - xs * cs) / determinant, (xs * cc - xc * cs) / determinant};
  }
}
