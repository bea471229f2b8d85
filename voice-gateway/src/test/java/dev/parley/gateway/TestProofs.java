package dev.parley.gateway;

import dev.parley.gateway.proof.ProofLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the proofs of all calls of a test run. */
public final class TestProofs {
  private static final Path DIR = make();

  private TestProofs() {}

  public static Path dir() {
    return DIR;
  }

  static ProofLog open() {
    return ProofLog.open(DIR);
  }

  private static Path make() {
    try {
      Path dir = Files.createTempDirectory("parley-proof");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
      return dir;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path dir) {
    try (Stream<Path> all = Files.walk(dir)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + dir);
    }
  }
}
