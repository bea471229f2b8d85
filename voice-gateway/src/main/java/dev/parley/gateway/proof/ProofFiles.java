package dev.parley.gateway.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes to disk so that it stays there; in tests also a disk that doesn't. */
@FunctionalInterface
interface ProofFiles {
  /**
   * Writes at a position, drops whatever stood behind it, and returns when all of it is durable.
   *
   * @param at length of what is good of the file; 0 = the file is new
   */
  void write(Path file, long at, byte[] bytes) throws IOException;

  static ProofFiles onDisk() {
    return (file, at, bytes) -> {
      Path dir = file.toAbsolutePath().getParent();
      if (at == 0 && dir != null) {
        Files.createDirectories(dir);
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.truncate(at);
        ByteBuffer left = ByteBuffer.wrap(bytes);
        for (long position = at; left.hasRemaining(); ) {
          position += channel.write(left, position);
        }
        channel.force(true);
      }
      if (at == 0 && dir != null) {
        // a new file's name is durable only with its folder
        try (FileChannel folder = FileChannel.open(dir, StandardOpenOption.READ)) {
          folder.force(true);
        }
      }
    };
  }
}
