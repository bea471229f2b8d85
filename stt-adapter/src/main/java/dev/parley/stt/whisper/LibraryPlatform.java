package dev.parley.stt.whisper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the native library can be expected to load, found out without loading it: whoever only
 * chooses an engine must not run native code for that.
 *
 * @param root "/"; tests have their own
 * @param os as in the system property os.name
 * @param arch as in the system property os.arch
 */
record LibraryPlatform(Path root, String os, String arch) {

  static LibraryPlatform ofThisMachine() {
    return new LibraryPlatform(
        Path.of("/"), System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** What is missing and what to do; empty = nothing known to be. */
  Optional<String> obstacle() {
    String system = os.toLowerCase(Locale.ROOT);
    String machine = arch.toLowerCase(Locale.ROOT);
    boolean intel = machine.equals("amd64") || machine.equals("x86_64");
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    if (system.contains("win") ? !intel : !(intel || arm || machine.startsWith("arm"))) {
      return Optional.of(
          "there is no Whisper library for " + os + " on " + arch + "; set stt.engine to sphinx");
    }
    if (!system.contains("linux")) {
      return Optional.empty();
    }
    if (hasMusl()) {
      return Optional.of(
          "the Whisper library needs glibc, and this system has musl; use a Debian-like image");
    }
    return lacksGomp()
        ? Optional.of("libgomp.so.1 is missing; install libgomp1 (apt install libgomp1)")
        : Optional.empty();
  }

  private boolean hasMusl() {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root.resolve("lib"), "ld-musl-*")) {
      return found.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  // the loader's own index of libraries; where there is none, nothing is known
  private boolean lacksGomp() {
    Path index = root.resolve("etc/ld.so.cache");
    if (System.getenv("LD_LIBRARY_PATH") != null || !Files.isReadable(index)) {
      return false;
    }
    try {
      return !new String(Files.readAllBytes(index), StandardCharsets.ISO_8859_1)
          .contains("libgomp.so.1");
    } catch (IOException e) {
      return false;
    }
  }
}
