package dev.parley.tts.piper;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file that is loaded only if it is the expected one: native code parses it, and it came from
 * elsewhere.
 */
record PinnedFile(Path file, String pinnedSha256, String setting) {

  /** Where the expected digest stands when it is not set. */
  Path sidecar() {
    return file.resolveSibling(file.getFileName() + ".sha256");
  }

  /** The file, read and found to be the expected one. */
  Path verified() {
    if (!Files.isRegularFile(file)) {
      throw new UserError("no file " + file + "; set tts.piper.voice to a Piper voice (.onnx)");
    }
    String expected = expected();
    String found = digest();
    if (!found.equals(expected)) {
      throw new UserError(
          file
              + " has SHA-256 "
              + found
              + ", expected "
              + expected
              + "; it is damaged or another file: get it again");
    }
    return file;
  }

  private String expected() {
    String text = pinnedSha256;
    String origin = setting;
    if (text.isEmpty()) {
      if (!Files.isRegularFile(sidecar())) {
        throw new UserError(
            "nothing says what "
                + file
                + " should be, so it is not loaded; set "
                + setting
                + " or put the digest from where the file comes from into "
                + sidecar().getFileName());
      }
      origin = sidecar().toString();
      text = firstWord(sidecar());
    }
    String digest = text.toLowerCase(Locale.ROOT);
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new UserError(
          origin + " should be a SHA-256 of 64 hex digits, found " + text.length() + " characters");
    }
    return digest;
  }

  // sha256sum writes the file's name behind the digest
  private static String firstWord(Path sidecar) {
    try {
      String text = Files.readString(sidecar).strip();
      int end = text.indexOf(' ');
      return end < 0 ? text : text.substring(0, end);
    } catch (IOException e) {
      throw new UserError("cannot read " + sidecar + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private String digest() {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UserError("cannot read " + file + " (" + e.getClass().getSimpleName() + ")", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
