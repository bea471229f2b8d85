package dev.parley.gateway.hop;

import com.google.protobuf.ByteString;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.Resampler;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings the audio of one synthesis to 16 kHz, whatever rate its engine has. Mutable, one owner.
 */
public final class WideBand {
  private static final short[] NOTHING = new short[0];

  private @Nullable Resampler resampler;

  /**
   * @param pcm s16le mono
   * @param rateHz the same in every call
   */
  public short[] convert(ByteString pcm, int rateHz) {
    short[] samples = Pcm.samples(pcm.toByteArray());
    if (rateHz == Pcm.RATE_HZ) {
      return samples;
    }
    Resampler to16k = resampler;
    if (to16k == null) {
      to16k = new Resampler(rateHz, Pcm.RATE_HZ);
      resampler = to16k;
    }
    return to16k.process(samples);
  }

  /** What is still inside the filter: 4 ms or so. */
  public short[] rest() {
    Resampler to16k = resampler;
    if (to16k == null) {
      return NOTHING;
    }
    short[] converted = new short[to16k.maxFlush()];
    return Arrays.copyOf(converted, to16k.flush(converted, 0));
  }
}
