package dev.parley.turn.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.zip.ZipException;

/** Files of a corpus folder. What is wrong in one is told with its name and line. */
final class Corpus {
  private static final ObjectReader FIELDS =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(new TypeReference<Map<String, Object>>() {});

  /** Takes one line of a file. */
  interface LineReader {
    void line(String line) throws JsonProcessingException;
  }

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
    lines(
        file,
        line -> {
          Map<String, Object> fields = FIELDS.readValue(line);
          if (fields == null) {
            throw new IllegalArgumentException("expected an object, found null");
          }
          rows.add(reader.apply(new Row(fields)));
        });
    return rows;
  }

  /** Hands on every line of a gzipped text. */
  static void lines(Path file, LineReader reader) throws IOException {
    int number = 0;
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(in, 1 << 16), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        number++;
        reader.line(line);
      }
    } catch (JsonProcessingException e) {
      throw wrong(file, number, "expected a JSON object; " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw wrong(file, number, String.valueOf(e.getMessage()), e);
    } catch (ZipException | EOFException e) {
      throw new IOException(
          file + ": expected a whole gzip file, found " + number + " good lines: " + e.getMessage(),
          e);
    }
  }

  private static IOException wrong(Path file, int number, String what, Exception cause) {
    // parsers put line breaks and the place in their source into messages
    String oneLine = what.lines().findFirst().orElse("");
    return new IOException(file + ", line " + number + ": " + oneLine, cause);
  }
}
