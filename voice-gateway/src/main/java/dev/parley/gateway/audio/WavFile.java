package dev.parley.gateway.audio;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A recording: 16 kHz mono, whatever rate the file had.
 *
 * @param samples the audio
 * @param notice what was done to it, for the person who gave the file; empty when nothing
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is its samples; they are not compared
public record WavFile(short[] samples, String notice) {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long MAX_BYTES = 256L << 20;

  private record Format(int encoding, int channels, int rateHz, int bits) {}

  /** Fails with a {@link UserError} that says what is wrong with the file and what to do. */
  public static WavFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserError(
            file
                + ": expected at most 256 MB, found "
                + (Files.size(file) >> 20)
                + " MB: cut it with sox in.wav out.wav trim 0 600");
      }
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UserError(
          file + ": can't be read (" + e.getMessage() + "): check the path and its permissions", e);
    }
  }

  /** Writes 16 kHz mono PCM16. */
  public static void write(Path file, short[] samples) throws IOException {
    int dataBytes = 2 * samples.length;
    ByteBuffer out = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + dataBytes).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) PCM).putShort((short) 1);
    out.putInt(Pcm.RATE_HZ).putInt(2 * Pcm.RATE_HZ).putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(dataBytes).put(Pcm.bytes(samples));
    Files.write(file, out.array());
  }

  /** The same of a file's bytes. */
  public static WavFile of(String name, byte[] bytes) {
    return parse(name, bytes);
  }

  static WavFile parse(String name, byte[] bytes) {
    if (bytes.length == 0) {
      throw new UserError(name + ": the file is empty: record it again");
    }
    if (bytes.length < RIFF_HEADER
        || !tag(bytes, 0).equals("RIFF")
        || !tag(bytes, 8).equals("WAVE")) {
      throw new UserError(
          name + ": expected a WAV file, found something else: convert it with " + sox("in.mp3"));
    }
    Format format = null;
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= bytes.length) {
      int body = at + CHUNK_HEADER;
      long size = intAt(bytes, at + 4) & 0xFFFFFFFFL;
      switch (tag(bytes, at)) {
        case "fmt " -> format = format(name, bytes, body, size);
        case "data" -> {
          if (format == null) {
            throw damaged(name, "its audio comes before its format");
          }
          // programs that write to a pipe leave the size at 0xFFFFFFFF or 0: take what is there
          int available = bytes.length - body;
          int length = size == 0 || size > available ? available : (int) size;
          return decode(name, format, bytes, body, length);
        }
        default -> {
          // LIST, fact, cue and others say nothing about the samples
        }
      }
      at = (int) Math.min(bytes.length, body + size + (size & 1));
    }
    throw damaged(name, "it ends before its audio");
  }

  private static Format format(String name, byte[] bytes, int body, long size) {
    if (size < 16 || body + 16 > bytes.length) {
      throw damaged(name, "its header is cut off");
    }
    int encoding = shortAt(bytes, body);
    if (encoding == EXTENSIBLE && size >= 26 && body + 26 <= bytes.length) {
      encoding = shortAt(bytes, body + 24);
    }
    return new Format(
        encoding, shortAt(bytes, body + 2), intAt(bytes, body + 4), shortAt(bytes, body + 14));
  }

  private static WavFile decode(String name, Format format, byte[] bytes, int body, int length) {
    if (format.encoding != PCM || format.bits != 16) {
      throw new UserError(
          "%s: expected 16 bit PCM, found %d bit %s: convert it with %s"
              .formatted(name, format.bits, encodingName(format.encoding), sox("in.wav")));
    }
    if (format.channels != 1) {
      throw new UserError(
          "%s: expected one channel, found %d: convert it with %s"
              .formatted(name, format.channels, sox("in.wav")));
    }
    if (!Resampler.RATES_HZ.contains(format.rateHz)) {
      throw new UserError(
          "%s: expected a sample rate of 8 to 48 kHz in common use, found %d Hz: convert it with %s"
              .formatted(name, format.rateHz, sox("in.wav")));
    }
    if (length < 2) {
      throw new UserError(name + ": there is no audio in it: record it again");
    }
    short[] samples = new short[length / 2];
    Pcm.toSamples(bytes, body, samples, 0, samples.length);
    if (format.rateHz == Pcm.RATE_HZ) {
      return new WavFile(samples, "");
    }
    return new WavFile(
        resample(samples, format.rateHz),
        "%s: converted from %d Hz to %d Hz".formatted(name, format.rateHz, Pcm.RATE_HZ));
  }

  /** As long as the original and in step with it: the filter's delay is taken out. */
  private static short[] resample(short[] samples, int rateHz) {
    Resampler resampler = new Resampler(rateHz, Pcm.RATE_HZ);
    short[] output = new short[resampler.maxOutput(samples.length) + resampler.maxFlush()];
    int written = resampler.process(samples, 0, samples.length, output, 0);
    resampler.flush(output, written);
    int delay = (int) Math.round(resampler.delaySamples());
    int length = (int) ((long) samples.length * Pcm.RATE_HZ / rateHz);
    return Arrays.copyOfRange(output, delay, delay + length);
  }

  private static UserError damaged(String name, String how) {
    return new UserError(name + ": the WAV file is damaged: " + how + ": record it again");
  }

  private static String sox(String from) {
    return "sox " + from + " -c 1 -r 16000 -b 16 out.wav";
  }

  private static String encodingName(int encoding) {
    return switch (encoding) {
      case PCM -> "PCM";
      case 3 -> "floating point";
      case 6 -> "A-law";
      case 7 -> "mu-law";
      default -> "encoding " + encoding;
    };
  }

  private static String tag(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int shortAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8);
  }

  private static int intAt(byte[] bytes, int at) {
    return shortAt(bytes, at) | (shortAt(bytes, at + 2) << 16);
  }
}
