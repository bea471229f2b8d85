package dev.parley.stt.whisper;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first numbers of a ggml Whisper file. The native loader takes a file that ends within them
 * for a vector of absurd length and aborts the process, so they are read here first.
 *
 * @param vocabulary 51864 = English only, 51865 and more = multilingual
 */
record ModelHeader(int vocabulary) {
  private static final int MAGIC = 0x67676d6c;
  private static final int BYTES = 48;
  private static final int ENGLISH_VOCABULARY = 51_864;
  private static final int AUDIO_CONTEXT = 1_500;
  // the smallest model ever made, a test's, has 575,451
  private static final int SMALLEST_FILE = 500_000;

  /**
   * @throws UserError when the file can't be a Whisper model
   */
  static ModelHeader read(Path file) {
    byte[] head;
    long size;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(BYTES);
      size = Files.size(file);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + " (" + e.getClass().getSimpleName() + ")", e);
    }
    if (head.length < BYTES || size < SMALLEST_FILE) {
      throw refused(file, size + " bytes");
    }
    ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int magic = numbers.getInt();
    if (magic != MAGIC) {
      throw refused(file, "a file that begins with " + String.format("%08x", magic));
    }
    int vocabulary = numbers.getInt();
    int audioContext = numbers.getInt();
    if (vocabulary < ENGLISH_VOCABULARY || vocabulary > 60_000 || audioContext != AUDIO_CONTEXT) {
      throw refused(file, "a vocabulary of " + vocabulary + ", a context of " + audioContext);
    }
    return new ModelHeader(vocabulary);
  }

  boolean multilingual() {
    return vocabulary > ENGLISH_VOCABULARY;
  }

  private static UserError refused(Path file, String found) {
    return new UserError(
        file
            + " is no Whisper model: expected a ggml file with a context of 1500, found "
            + found
            + "; pull one with ./parley models pull tiny.en");
  }
}
