package dev.parley.gateway.cli;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What the caller heard, silence included, so that a moment in the file is a moment of the call.
 * Mutable, owned by the talk's thread; 2 MB a minute.
 */
final class CallTrack {
  private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();

  void add(byte[] frame) {
    pcm.writeBytes(frame);
  }

  /** Tells early what would fail late. */
  static void check(Path file) {
    Path dir = folder(file);
    if (Files.isDirectory(file)) {
      throw new UserError("--out " + file + " is a folder; name a file in it");
    }
    if (!Files.isDirectory(dir) || !Files.isWritable(dir)) {
      throw new UserError("--out " + file + ": cannot write to the folder " + dir);
    }
  }

  /** All or nothing: a file of that name is never half written. */
  void write(Path file) {
    try {
      // not createTempFile: that would make a file for the owner's eyes only
      Path part =
          folder(file).resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
      try {
        WavFile.writeGenerated(part, Pcm.samples(pcm.toByteArray()));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UserError("cannot write " + file + " (" + e + "); choose another --out", e);
    }
  }

  private static Path folder(Path file) {
    Path dir = file.toAbsolutePath().getParent();
    return dir == null ? file.toAbsolutePath() : dir;
  }
}
