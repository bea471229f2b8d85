package dev.parley.adapter.model;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One file of a model.
 *
 * @param name as it is called in the models folder
 * @param source where to get it: a path below the hub ({@code models.url}), or a whole URL
 * @param bytes its length; null = unknown
 * @param sha256 64 lower-case hex digits; null = not verifiable, so it is never loaded
 */
public record ModelFile(String name, String source, @Nullable Long bytes, @Nullable String sha256) {
  // names become file names: no separators, and not hidden
  static final String SAFE_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  public ModelFile {
    if (name == null || !name.matches(SAFE_NAME)) {
      throw new IllegalArgumentException(
          "expected a file name of letters, digits, '.', '_' and '-', found '" + name + "'");
    }
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          name + ": expected sha256 as 64 lower-case hex digits, found '" + sha256 + "'");
    }
    if (bytes != null && bytes <= 0) {
      throw new IllegalArgumentException(name + ": expected bytes above 0, found " + bytes);
    }
    source = source == null ? "" : source;
  }

  public OptionalLong size() {
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
