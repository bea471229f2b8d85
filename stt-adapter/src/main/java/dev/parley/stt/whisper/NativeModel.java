package dev.parley.stt.whisper;

import dev.parley.adapter.UserError;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A loaded model and its decoders. Closed after all of them. */
final class NativeModel implements AutoCloseable {
  /** The ninth live state of a process decodes into foreign memory. */
  static final int MAX_DECODERS = 8;

  // the wrapper keeps its contexts and states in maps nobody guards: making one while another is
  // looked up is a race that aborts the process
  private static final ReadWriteLock TABLES = new ReentrantReadWriteLock();
  private static int liveDecoders;

  private final WhisperJNI library;
  private final WhisperContext context;

  private NativeModel(WhisperJNI library, WhisperContext context) {
    this.library = library;
    this.context = context;
  }

  /**
   * @param file verified, and its header read
   */
  static NativeModel open(Path file) {
    WhisperJNI library = WhisperLibrary.load();
    TABLES.writeLock().lock();
    try {
      WhisperContext context = library.initNoState(file);
      if (context == null) {
        throw new UserError(
            "Whisper can't load "
                + file
                + ": tensors are missing or of the wrong size; pull it"
                + " again or choose another with stt.whisper.model");
      }
      return new NativeModel(library, context);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + " (" + e.getMessage() + ")", e);
    } finally {
      TABLES.writeLock().unlock();
    }
  }

  NativeDecoder newDecoder() {
    TABLES.writeLock().lock();
    try {
      if (liveDecoders == MAX_DECODERS) {
        throw new UserError(
            "Whisper runs at most "
                + MAX_DECODERS
                + " decoders in a process; close another engine or lower stt.whisper.workers");
      }
      WhisperState state = library.initState(context);
      if (state == null) {
        throw new UserError("no memory for a Whisper decoder; lower stt.whisper.workers");
      }
      liveDecoders++;
      return new NativeDecoder(library, context, state);
    } finally {
      TABLES.writeLock().unlock();
    }
  }

  /** Held while native code looks something up. */
  static Lock lookups() {
    return TABLES.readLock();
  }

  static void free(WhisperState state) {
    TABLES.writeLock().lock();
    try {
      state.close();
      liveDecoders--;
    } finally {
      TABLES.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    TABLES.writeLock().lock();
    try {
      context.close();
    } finally {
      TABLES.writeLock().unlock();
    }
  }
}
