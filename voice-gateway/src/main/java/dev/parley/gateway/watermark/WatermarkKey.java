package dev.parley.gateway.watermark;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.Pcm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What marks are made with and found by. It is symmetric: whoever can find a mark can make one.
 * Immutable, shared by all calls; its sequence takes 64 KB.
 */
public final class WatermarkKey {
  /** The fewest bytes of a key of one's own. */
  public static final int MIN_BYTES = 16;

  private static final int MAX_BYTES = 4_096;

  /** Everybody's: who has this program can detect what is marked with it. */
  public static final WatermarkKey PUBLIC =
      new WatermarkKey(
          "Parley: this voice is synthesised. Anyone may detect it."
              .getBytes(StandardCharsets.US_ASCII));

  private final Sequence sequence;
  private final float[] wave;

  private WatermarkKey(byte[] secret) {
    sequence = new Sequence(secret);
    wave = sequence.samples(Pcm.RATE_HZ);
  }

  /**
   * @param secret 16 to 4096 bytes, best random ones
   * @throws IllegalArgumentException when it is shorter or longer
   */
  public static WatermarkKey of(byte[] secret) {
    if (secret.length < MIN_BYTES || secret.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "expected a key of " + MIN_BYTES + " to " + MAX_BYTES + " bytes, found " + secret.length);
    }
    return new WatermarkKey(secret);
  }

  /**
   * The key is all bytes of the file, a line's end included.
   *
   * @throws UserError when it can't be read, or is shorter than 16 or longer than 4096 bytes
   */
  public static WatermarkKey read(Path file) {
    try {
      long size = Files.size(file);
      if (size < MIN_BYTES || size > MAX_BYTES) {
        throw new UserError(
            "%s: expected a key of %d to %d bytes, found %d: make one with openssl rand -out %s 32"
                .formatted(file, MIN_BYTES, MAX_BYTES, size, file.getFileName()));
      }
      return of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UserError(
          file + ": can't be read (" + e.getMessage() + "): check the path and its permissions", e);
    }
  }

  Sequence sequence() {
    return sequence;
  }

  /** One period at {@link Pcm#RATE_HZ}; not to be written to. */
  float[] wave() {
    return wave;
  }
}
