package dev.parley.gateway.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Texts of callers and bots, one a line. */
final class Texts {
  private Texts() {}

  static List<String> of(String name) {
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("["))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
