package dev.parley.gateway.audio;

/** The pipeline's sample format: 16 bit signed little-endian mono at 16 kHz, in frames of 20 ms. */
public final class Pcm {
  public static final int RATE_HZ = 16_000;
  public static final int FRAME_MILLIS = 20;
  public static final int SAMPLES_PER_MILLI = RATE_HZ / 1000;
  public static final int FRAME_SAMPLES = FRAME_MILLIS * SAMPLES_PER_MILLI;
  public static final int FRAME_BYTES = 2 * FRAME_SAMPLES;

  private static final double FULL_SCALE = 32_768;

  private Pcm() {}

  public static byte[] bytes(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    toBytes(samples, 0, samples.length, bytes, 0);
    return bytes;
  }

  public static short[] samples(byte[] bytes) {
    if (bytes.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected whole 16 bit samples, found "
              + bytes.length
              + " bytes: keep the odd byte for the next block");
    }
    short[] samples = new short[bytes.length / 2];
    toSamples(bytes, 0, samples, 0, samples.length);
    return samples;
  }

  public static void toBytes(
      short[] samples, int offset, int length, byte[] bytes, int byteOffset) {
    for (int i = 0; i < length; i++) {
      short sample = samples[offset + i];
      bytes[byteOffset + 2 * i] = (byte) sample;
      bytes[byteOffset + 2 * i + 1] = (byte) (sample >> 8);
    }
  }

  public static void toSamples(
      byte[] bytes, int byteOffset, short[] samples, int offset, int length) {
    for (int i = 0; i < length; i++) {
      int low = bytes[byteOffset + 2 * i] & 0xFF;
      samples[offset + i] = (short) ((bytes[byteOffset + 2 * i + 1] << 8) | low);
    }
  }

  /** Root mean square against full scale, dB; negative infinity for digital silence. */
  public static double rmsDbfs(short[] samples, int offset, int length) {
    double energy = 0;
    for (int i = offset; i < offset + length; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return length == 0
        ? Double.NEGATIVE_INFINITY
        : 10 * Math.log10(energy / length / (FULL_SCALE * FULL_SCALE));
  }

  static short clip(long value) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }
}
