package dev.parley.gateway.watermark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The noise of one key: a period of 1 s, equally strong at each whole Hz from {@link #LOW_HZ} to
 * {@link #HIGH_HZ} and nowhere else; the key chooses the phases. Immutable.
 */
final class Sequence {
  static final int LOW_HZ = 500;
  static final int HIGH_HZ = 3_000;
  private static final int TONES = HIGH_HZ - LOW_HZ + 1;
  private static final String PURPOSE = "parley watermark 1";

  private final double[] cosines = new double[TONES];
  private final double[] sines = new double[TONES];

  Sequence(byte[] key) {
    byte[] stream = stream(key, 2 * TONES);
    for (int i = 0; i < TONES; i++) {
      int turn = ((stream[2 * i] & 0xFF) << 8) | (stream[2 * i + 1] & 0xFF);
      double angle = 2 * Math.PI * turn / (1 << 16);
      cosines[i] = StrictMath.cos(angle);
      sines[i] = StrictMath.sin(angle);
    }
  }

  double cosine(int hz) {
    return cosines[hz - LOW_HZ];
  }

  double sine(int hz) {
    return sines[hz - LOW_HZ];
  }

  /** One period, with a mean power of 1. */
  float[] samples(int rateHz) {
    double[] re = new double[rateHz];
    double[] im = new double[rateHz];
    double amplitude = Math.sqrt(2.0 / TONES);
    for (int hz = LOW_HZ; hz <= HIGH_HZ; hz++) {
      re[hz] = amplitude * cosine(hz);
      im[hz] = amplitude * sine(hz);
    }
    double[] wave = new double[rateHz];
    new Fft(rateHz).inverse(re, im, wave, new double[rateHz]);
    float[] samples = new float[rateHz];
    for (int i = 0; i < rateHz; i++) {
      samples[i] = (float) wave[i];
    }
    return samples;
  }

  /** HMAC-SHA-256 in counter mode. */
  private static byte[] stream(byte[] key, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] stream = new byte[length];
      int counter = 0;
      for (int at = 0; at < length; ) {
        mac.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) (counter >> 8));
        mac.update((byte) counter++);
        byte[] block = mac.doFinal();
        int part = Math.min(block.length, length - at);
        System.arraycopy(block, 0, stream, at, part);
        at += part;
      }
      return stream;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }
}
