package dev.parley.gateway.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Between a telephone line's audio and the pipeline's, both ways; one owner. */
public final class LineCodec {
  /** How a line writes its samples. */
  public enum Format {
    MU_LAW(8_000, 1, 0xFF, G711.MU_LAW),
    A_LAW(8_000, 1, 0xD5, G711.A_LAW),
    /** s16le. */
    LINEAR_8K(8_000, 2, 0, null),
    /** s16le, the pipeline's own. */
    LINEAR_16K(Pcm.RATE_HZ, 2, 0, null);

    private final int rateHz;
    private final int sampleBytes;
    private final byte silence;

    @SuppressWarnings("ImmutableEnumChecker") // an enum itself
    private final @Nullable G711 law;

    Format(int rateHz, int sampleBytes, int silence, @Nullable G711 law) {
      this.rateHz = rateHz;
      this.sampleBytes = sampleBytes;
      this.silence = (byte) silence;
      this.law = law;
    }

    public int bytesPerMilli() {
      return rateHz / 1000 * sampleBytes;
    }

    public int sampleBytes() {
      return sampleBytes;
    }

    public byte[] silence(int bytes) {
      byte[] all = new byte[bytes];
      Arrays.fill(all, silence);
      return all;
    }
  }

  private final Format format;
  private final Resampler up;
  private final Resampler down;

  public LineCodec(Format format) {
    this.format = format;
    this.up = new Resampler(format.rateHz, Pcm.RATE_HZ);
    this.down = new Resampler(Pcm.RATE_HZ, format.rateHz);
  }

  public Format format() {
    return format;
  }

  /**
   * From the line, any whole number of samples.
   *
   * @return PCM mono, 16 kHz
   * @throws IllegalArgumentException for half a sample
   */
  public short[] decode(byte[] line) {
    short[] samples;
    if (format.law == null) {
      samples = Pcm.samples(line);
    } else {
      samples = new short[line.length];
      format.law.decode(line, 0, line.length, samples, 0);
    }
    return up.process(samples);
  }

  /**
   * For the line; 20 ms of it for each 20 ms.
   *
   * @param pcm s16le mono, 16 kHz
   */
  public byte[] encode(byte[] pcm) {
    short[] samples = down.process(Pcm.samples(pcm));
    if (format.law == null) {
      return Pcm.bytes(samples);
    }
    byte[] codes = new byte[samples.length];
    format.law.encode(samples, 0, samples.length, codes, 0);
    return codes;
  }
}
