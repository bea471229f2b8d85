package dev.parley.gateway.proof;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of a call as somebody who trusts nothing but a public key.
 *
 * @param entries up to the first bad line
 * @param badLine from 1; 0 = there is none
 * @param problem empty if there is none
 */
public record ProofCheck(List<JsonObject> entries, int badLine, String problem) {
  private static final Set<String> FIELDS =
      Set.of("n", "at", "call", "type", "what", "prev", "hash", "key", "sig");

  /** Far more than a call has. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  public ProofCheck {
    entries = List.copyOf(entries);
  }

  public boolean isGood() {
    return badLine == 0;
  }

  /** A public key in PEM, as it lies beside the logs. */
  public static PublicKey key(Path file) {
    return SigningKey.read(file);
  }

  /**
   * @throws IOException if it can't be read
   */
  public static ProofCheck of(Path file, PublicKey key) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("larger than " + MOST_BYTES / 1024 / 1024 + " MiB");
    }
    return of(Files.readAllBytes(file), key);
  }

  static ProofCheck of(byte[] log, PublicKey key) {
    List<JsonObject> entries = new ArrayList<>();
    int from = 0;
    while (from < log.length) {
      int to = from;
      while (to < log.length && log[to] != '\n') {
        to++;
      }
      int line = entries.size() + 1;
      if (to == log.length) {
        return new ProofCheck(entries, line, "the line is cut off");
      }
      JsonObject before = entries.isEmpty() ? null : entries.getLast();
      if (before != null && before.getString("type").equals("end")) {
        return new ProofCheck(entries, line, "nothing may come after the entry 'end'");
      }
      try {
        entries.add(entry(log, from, to, before, key));
      } catch (BadLineException e) {
        return new ProofCheck(entries, line, e.getMessage());
      }
      from = to + 1;
    }
    if (entries.isEmpty()) {
      return new ProofCheck(entries, 1, "the log is empty");
    }
    if (!entries.getLast().getString("type").equals("end")) {
      return new ProofCheck(
          entries,
          entries.size() + 1,
          "the entry 'end' is missing: lines were cut off, or the call is not over");
    }
    return new ProofCheck(entries, 0, "");
  }

  private static JsonObject entry(
      byte[] log, int from, int to, @Nullable JsonObject before, PublicKey key)
      throws BadLineException {
    String line = text(log, from, to);
    JsonObject entry = parse(line);
    if (!Entry.canonical(entry).equals(line)) {
      throw new BadLineException("the line is not in its one form: it was changed");
    }
    long n = before == null ? 0 : before.getLong("n") + 1;
    if (!Long.valueOf(n).equals(entry.getLong("n"))) {
      throw new BadLineException(
          "expected entry " + n + ", found " + entry.getLong("n") + ": lines are missing or moved");
    }
    if (before != null && !before.getString("call").equals(entry.getString("call"))) {
      throw new BadLineException("the line is of another call");
    }
    String prev = before == null ? Entry.NO_HASH : before.getString("hash");
    if (!prev.equals(entry.getString("prev"))) {
      throw new BadLineException("it does not follow the line before: one of them was changed");
    }
    String hash = Entry.hash(entry);
    if (!hash.equals(entry.getString("hash"))) {
      throw new BadLineException("the hash is not that of the line: it was changed");
    }
    if (!SigningKey.id(key).equals(entry.getString("key"))) {
      throw new BadLineException(
          "signed with key " + entry.getString("key") + ", not with " + SigningKey.id(key));
    }
    if (!SigningKey.verifies(
        key, hash.getBytes(StandardCharsets.US_ASCII), entry.getString("sig"))) {
      throw new BadLineException("the signature does not fit");
    }
    return entry;
  }

  private static String text(byte[] log, int from, int to) throws BadLineException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(log, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BadLineException("the line is not text in UTF-8");
    }
  }

  private static JsonObject parse(String line) throws BadLineException {
    try {
      JsonObject entry = new JsonObject(line);
      boolean isEntry =
          entry.fieldNames().equals(FIELDS)
              && entry.getValue("n") instanceof Number
              && entry.getValue("what") instanceof JsonObject
              && FIELDS.stream()
                  .filter(field -> !field.equals("n") && !field.equals("what"))
                  .allMatch(field -> entry.getValue(field) instanceof String);
      if (!isEntry) {
        throw new BadLineException("the line is no entry of such a log");
      }
      // refuses what an entry can't hold
      Entry.canonical(entry);
      return entry;
    } catch (DecodeException | IllegalArgumentException e) {
      throw new BadLineException("the line is no entry of such a log");
    }
  }

  private static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String why) {
      super(why);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
