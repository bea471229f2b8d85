package dev.parley.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data and recordings beside the project; they are not part of it. */
public final class SharedFiles {
  private SharedFiles() {}

  /** Skips the test, saying so, where that file or folder is absent. */
  public static Path at(String path) {
    Path found = folder().resolve(path);
    assumeTrue(
        Files.exists(found),
        "SKIPPED: no " + found + "; set -Dparley.shared to the folder with the shared files");
    return found;
  }

  private static Path folder() {
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
