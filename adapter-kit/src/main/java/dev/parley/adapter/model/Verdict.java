package dev.parley.adapter.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SHA-256 a file was found to have, remembered beside it with the length and the time of change
 * it had then: hashing 500 MB at every start would cost a second or more.
 */
final class Verdict {
  private static final Logger log = LoggerFactory.getLogger(Verdict.class);

  private Verdict() {}

  /** The digest of the file, from memory if it has not changed since. */
  static String digest(Path file) throws IOException {
    String stamp = stamp(file);
    String known = remembered(file, stamp);
    return known == null ? freshDigest(file) : known;
  }

  /** Reads the whole file, whatever is remembered. */
  static String freshDigest(Path file) throws IOException {
    String before = stamp(file);
    String digest = Sha256.of(file);
    if (before.equals(stamp(file))) {
      remember(file, digest + " " + before);
    }
    return digest;
  }

  static void forget(Path file) throws IOException {
    Files.deleteIfExists(sidecar(file));
  }

  private static @Nullable String remembered(Path file, String stamp) throws IOException {
    Path sidecar = sidecar(file);
    if (!Files.isRegularFile(sidecar, LinkOption.NOFOLLOW_LINKS) || Files.size(sidecar) > 256) {
      return null;
    }
    String line = Files.readString(sidecar, StandardCharsets.ISO_8859_1).strip();
    return line.length() > 65 && line.substring(65).equals(stamp) ? line.substring(0, 64) : null;
  }

  private static void remember(Path file, String line) {
    Path sidecar = sidecar(file);
    try {
      Path fresh = Files.createTempFile(sidecar.toAbsolutePath().getParent(), ".verdict", null);
      Files.writeString(fresh, line + "\n", StandardCharsets.ISO_8859_1);
      Files.move(fresh, sidecar, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log.debug("cannot remember the digest of {}: it will be read again ({})", file, e.toString());
    }
  }

  private static String stamp(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  private static Path sidecar(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".verified");
  }
}
