package dev.parley.gateway.audio;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int MAX_MEGABYTES = 256;
  // its samples are in memory several times
  private static final int MAX_MEGABYTES_OF_CHANNELS = 64;
  private static final int MAX_CHANNELS = 8;

  private record Format(int encoding, int channels, int rateHz, int bits) {}

  private record Body(String name, Format format, byte[] bytes, int at, int length) {}

  /** Fails with a {@link UserError} that says what is wrong with the file and what to do. */
  public static WavFile read(Path file) {
    return parse(file.toString(), bytes(file, MAX_MEGABYTES));
  }

  /**
   * Each channel of a recording of up to 64 MB and 8 channels, 16 bit PCM or G.711, at another rate
   * and in step with the file.
   *
   * @param rateHz one of {@link Resampler#RATES_HZ}
   * @throws UserError that says what is wrong with the file and what to do
   */
  public static List<short[]> channels(Path file, int rateHz) {
    Body body = body(file.toString(), bytes(file, MAX_MEGABYTES_OF_CHANNELS));
    Format format = body.format;
    boolean isG711 = (format.encoding == MU_LAW || format.encoding == A_LAW) && format.bits == 8;
    if (!isG711) {
      requirePcm16(body);
    }
    if (format.channels < 1 || format.channels > MAX_CHANNELS) {
      throw new UserError(
          "%s: expected 1 to %d channels, found %d: convert it with %s"
              .formatted(file, MAX_CHANNELS, format.channels, sox("in.wav")));
    }
    requireRateAndAudio(body);
    short[] samples = isG711 ? expanded(body) : samples(body);
    List<short[]> channels = new ArrayList<>();
    for (int channel = 0; channel < format.channels; channel++) {
      short[] one = new short[samples.length / format.channels];
      for (int i = 0; i < one.length; i++) {
        one[i] = samples[i * format.channels + channel];
      }
      channels.add(format.rateHz == rateHz ? one : resample(one, format.rateHz, rateHz));
    }
    return channels;
  }

  private static byte[] bytes(Path file, int maxMegabytes) {
    try {
      long size = Files.size(file);
      if (size > (long) maxMegabytes << 20) {
        throw new UserError(
            "%s: expected at most %d MB, found %d MB: cut it with sox in.wav out.wav trim 0 600"
                .formatted(file, maxMegabytes, size >> 20));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(
          file + ": can't be read (" + e.getMessage() + "): check the path and its permissions", e);
    }
  }

  /** Writes 16 kHz mono PCM16. */
  public static void write(Path file, short[] samples) throws IOException {
    write(file, samples, new byte[0]);
  }

  /** The same, with a LIST INFO chunk behind the audio that says that a machine speaks. */
  public static void writeGenerated(Path file, short[] samples) throws IOException {
    byte[] software = ascii("Parley\0\0");
    byte[] comment = ascii("AI-generated speech\0");
    ByteBuffer info =
        ByteBuffer.allocate(3 * CHUNK_HEADER + 4 + software.length + comment.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    info.put(ascii("LIST")).putInt(info.capacity() - CHUNK_HEADER).put(ascii("INFO"));
    info.put(ascii("ISFT")).putInt(software.length).put(software);
    info.put(ascii("ICMT")).putInt(comment.length).put(comment);
    write(file, samples, info.array());
  }

  private static void write(Path file, short[] samples, byte[] after) throws IOException {
    int dataBytes = 2 * samples.length;
    ByteBuffer out =
        ByteBuffer.allocate(44 + dataBytes + after.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + dataBytes + after.length);
    out.put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) PCM).putShort((short) 1);
    out.putInt(Pcm.RATE_HZ).putInt(2 * Pcm.RATE_HZ).putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(dataBytes).put(Pcm.bytes(samples)).put(after);
    Files.write(file, out.array());
  }

  /** The same of a file's bytes. */
  public static WavFile of(String name, byte[] bytes) {
    return parse(name, bytes);
  }

  static WavFile parse(String name, byte[] bytes) {
    Body body = body(name, bytes);
    Format format = body.format;
    requirePcm16(body);
    if (format.channels != 1) {
      throw new UserError(
          "%s: expected one channel, found %d: convert it with %s"
              .formatted(name, format.channels, sox("in.wav")));
    }
    requireRateAndAudio(body);
    short[] samples = samples(body);
    if (format.rateHz == Pcm.RATE_HZ) {
      return new WavFile(samples, "");
    }
    return new WavFile(
        resample(samples, format.rateHz, Pcm.RATE_HZ),
        "%s: converted from %d Hz to %d Hz".formatted(name, format.rateHz, Pcm.RATE_HZ));
  }

  private static Body body(String name, byte[] bytes) {
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
          return new Body(name, format, bytes, body, length);
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

  private static void requirePcm16(Body body) {
    Format format = body.format;
    if (format.encoding != PCM || format.bits != 16) {
      throw new UserError(
          "%s: expected 16 bit PCM, found %d bit %s: convert it with %s"
              .formatted(body.name, format.bits, encodingName(format.encoding), sox("in.wav")));
    }
  }

  private static void requireRateAndAudio(Body body) {
    Format format = body.format;
    if (!Resampler.RATES_HZ.contains(format.rateHz)) {
      throw new UserError(
          "%s: expected a sample rate of 8 to 48 kHz in common use, found %d Hz: convert it with %s"
              .formatted(body.name, format.rateHz, sox("in.wav")));
    }
    if (body.length < format.channels * format.bits / 8) {
      throw new UserError(body.name + ": there is no audio in it: record it again");
    }
  }

  private static short[] samples(Body body) {
    short[] samples = new short[body.length / 2];
    Pcm.toSamples(body.bytes, body.at, samples, 0, samples.length);
    return samples;
  }

  private static short[] expanded(Body body) {
    short[] samples = new short[body.length];
    G711 law = body.format.encoding == MU_LAW ? G711.MU_LAW : G711.A_LAW;
    law.decode(body.bytes, body.at, body.length, samples, 0);
    return samples;
  }

  /** As long as the original and in step with it: the filter's delay is taken out. */
  private static short[] resample(short[] samples, int fromHz, int toHz) {
    Resampler resampler = new Resampler(fromHz, toHz);
    short[] output = new short[resampler.maxOutput(samples.length) + resampler.maxFlush()];
    int written = resampler.process(samples, 0, samples.length, output, 0);
    resampler.flush(output, written);
    int delay = (int) Math.round(resampler.delaySamples());
    int length = (int) ((long) samples.length * toHz / fromHz);
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
      case A_LAW -> "A-law";
      case MU_LAW -> "mu-law";
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
