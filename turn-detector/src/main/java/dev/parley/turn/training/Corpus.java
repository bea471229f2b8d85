package dev.parley.turn.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Files of a corpus folder. */
final class Corpus {
  private Corpus() {}

  /** Files whose name begins with {@code prefix}, in the order of their names. */
  static List<Path> files(Path dir, String prefix, String suffix) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.filter(
              p -> {
                String name = p.getFileName().toString();
                return name.startsWith(prefix) && name.endsWith(suffix);
              })
          .sorted()
          .toList();
    }
  }

  /** One object a line. */
  static <T> List<T> rows(Path file, Function<Row, T> reader) throws IOException {
    List<T> rows = new ArrayList<>();
    try (BufferedReader lines = lines(file)) {
      String line;
      while ((line = lines.readLine()) != null) {
        try {
          if (!(Json.parse(line) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("expected an object");
          }
          rows.add(reader.apply(new Row(fields)));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ", line " + (rows.size() + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return rows;
  }

  static BufferedReader lines(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
  }
}
