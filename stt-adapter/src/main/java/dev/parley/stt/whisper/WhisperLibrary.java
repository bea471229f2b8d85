package dev.parley.stt.whisper;

import dev.parley.adapter.UserError;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The native library, loaded once a process. */
final class WhisperLibrary {
  private static final Logger log = LoggerFactory.getLogger(WhisperLibrary.class);
  private static final Path MAPS = Path.of("/proc/self/maps");

  private static @Nullable WhisperJNI loaded;

  private WhisperLibrary() {}

  /**
   * @throws UserError when this system has not what the library needs
   */
  static synchronized WhisperJNI load() {
    if (loaded != null) {
      return loaded;
    }
    try {
      WhisperJNI.loadLibrary(line -> log.debug("{}", line));
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new UserError(
          "the Whisper library does not load ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); "
              + advice(String.valueOf(e.getMessage())),
          e);
    }
    // whisper.cpp prints pages about every model to standard error
    WhisperJNI.setLibraryLogger(null);
    deleteUnpacked();
    WhisperJNI fresh = new WhisperJNI();
    loaded = fresh;
    return fresh;
  }

  private static String advice(String message) {
    if (message.contains("GLIBC")) {
      return "it needs glibc 2.29 and libstdc++ of GCC 6 or newer; use a newer base system";
    }
    return LibraryPlatform.ofThisMachine()
        .obstacle()
        .orElse("it needs glibc 2.29, libstdc++ and libgomp1; or set stt.engine to sphinx");
  }

  // whisper-jni unpacks 1.8 MB into a folder of the temp folder and forgets the folder, and after a
  // crash the files, too. What is mapped into memory needs no name any more.
  private static void deleteUnpacked() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return;
    }
    try (Stream<String> maps = Files.lines(MAPS)) {
      // "7f12... r-xp ... /tmp/whisper-jni-123/libggml.so"
      List<Path> files =
          maps.map(line -> line.substring(line.indexOf('/') + 1))
              .filter(path -> path.matches(".*/whisper-jni-\\d+/[^/]+"))
              .map(path -> Path.of("/", path))
              .distinct()
              .toList();
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      for (Path file : files) {
        Files.deleteIfExists(file.resolve("..").normalize());
      }
    } catch (IOException e) {
      log.debug("the unpacked library stays in the temp folder: {}", e.toString());
    }
  }
}
