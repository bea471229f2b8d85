package dev.parley.turn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shared recordings, which are no part of the project. */
final class Recordings {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private Recordings() {}

  /** Skips the test, saying so, where the folder is absent. */
  static Path folder(String name) {
    Path folder = shared().resolve("audio").resolve(name);
    assumeTrue(
        Files.isDirectory(folder),
        "SKIPPED: no " + folder + "; set -Dparley.shared to the folder with the shared recordings");
    return folder;
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
    }
  }

  /** A WAV file of 16 bit, mono, at 16 kHz whatever its own rate is. */
  static short[] samples(Path file) throws IOException {
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int rate = Frame.RATE_HZ;
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= wav.limit()) {
      byte[] name = new byte[4];
      wav.get(at, name);
      int length = Math.min(wav.getInt(at + 4), wav.limit() - at - CHUNK_HEADER);
      at += CHUNK_HEADER;
      switch (new String(name, StandardCharsets.US_ASCII)) {
        case "fmt " -> rate = wav.getInt(at + 4);
        case "data" -> {
          short[] pcm = new short[length / 2];
          wav.slice(at, length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
          return resampled(pcm, rate);
        }
        default -> {}
      }
      at += length + (length & 1);
    }
    throw new IOException("expected a chunk named data, found none in " + file);
  }

  /** By the mean of what falls into each sample, or along a line between two: enough for noises. */
  private static short[] resampled(short[] pcm, int rate) {
    short[] result = new short[(int) ((long) pcm.length * Frame.RATE_HZ / rate)];
    double step = (double) rate / Frame.RATE_HZ;
    for (int i = 0; i < result.length; i++) {
      int from = (int) (i * step);
      if (step > 1) {
        int to = Math.min(pcm.length, (int) ((i + 1) * step));
        double sum = 0;
        for (int j = from; j < to; j++) {
          sum += pcm[j];
        }
        result[i] = (short) (sum / Math.max(1, to - from));
      } else {
        double part = i * step - from;
        short next = pcm[Math.min(pcm.length - 1, from + 1)];
        result[i] = (short) (pcm[from] * (1 - part) + next * part);
      }
    }
    return result;
  }

  private static Path shared() {
    String set = System.getProperty("parley.shared");
    if (set != null) {
      return Path.of(set);
    }
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve("proto/src"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared");
  }
}
