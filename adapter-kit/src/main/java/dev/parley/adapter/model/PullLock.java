package dev.parley.adapter.model;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one process at a time pull a model; freed by the system when that process dies. */
final class PullLock implements AutoCloseable {
  private final FileChannel channel;

  private PullLock(FileChannel channel) {
    this.channel = channel;
  }

  static PullLock take(Path dir, Model model) throws IOException {
    // the file stays: deleting it would let two others lock two different files of this name
    FileChannel channel =
        FileChannel.open(
            dir.resolve("." + model.name() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new PullLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // somebody else in this process: the same answer
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new UserError(
        model.name() + " is being pulled by somebody else; wait until that has ended");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
