package dev.parley.gateway.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log is found, and what the disk takes late is not lost. */
class ProofLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00.5Z"), ZoneOffset.UTC);
  private static final int PATIENCE_SECONDS = 30;

  @TempDir static Path shared;
  private static byte[] log = {};
  private static PublicKey key;

  @BeforeAll
  static void writeOne() throws Exception {
    try (ProofLog proofs = open(shared, ProofFiles.onDisk())) {
      CallProof call =
          proofs.begin("call-1", new JsonObject().put("client", "a \"b\" ü \uD83D\uDE00"));
      call.add("heard", new JsonObject().put("heardMs", 4_120).put("whole", true));
      call.add("asked", new JsonObject().put("list", new JsonArray().add(1).add("two")));
      call.end(new JsonObject().put("callMs", 9_000L));
    }
    log = Files.readAllBytes(shared.resolve("2026-11-26/call-1.jsonl"));
    key = ProofCheck.key(shared.resolve(SigningKey.PUBLIC_FILE));
  }

  @Test
  void aWholeLogIsGood() {
    ProofCheck check = ProofCheck.of(log, key);

    assertEquals("", check.problem());
    assertEquals(
        List.of("call", "heard", "asked", "end"),
        check.entries().stream().map(e -> e.getString("type")).toList());
    assertEquals(4_120, check.entries().get(1).getJsonObject("what").getInteger("heardMs"));
  }

  @Test
  void anyBitFlippedIsFoundInItsLine() {
    int line = 1;
    for (int at = 0; at < log.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = log.clone();
        changed[at] ^= (byte) (1 << bit);
        ProofCheck check = ProofCheck.of(changed, key);
        assertEquals(line, check.badLine(), () -> check.problem());
      }
      if (log[at] == '\n') {
        line++;
      }
    }
  }

  @Test
  void anyCutIsFound() {
    for (int length = 0; length < log.length; length++) {
      byte[] cut = Arrays.copyOf(log, length);
      long whole = new String(cut, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
      assertEquals(whole + 1, ProofCheck.of(cut, key).badLine(), "cut to " + length);
    }
  }

  @Test
  void linesDroppedDoubledOrMovedAreFound() {
    List<String> lines = new String(log, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<String> dropped = new ArrayList<>(lines);
      dropped.remove(i);
      assertEquals(i + 1, check(dropped).badLine());
      List<String> doubled = new ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      assertEquals(i + 2, check(doubled).badLine());
      for (int j = i + 1; j < lines.size(); j++) {
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, i, j);
        assertEquals(i + 1, check(swapped).badLine());
      }
    }
  }

  @Test
  void aLineOfAnotherCallIsFound(@TempDir Path dir) throws Exception {
    Path other = shared.resolve("2026-11-26/call-2.jsonl");
    try (ProofLog proofs = open(shared, ProofFiles.onDisk())) {
      CallProof call = proofs.begin("call-2", new JsonObject());
      call.add("heard", new JsonObject());
      call.end(new JsonObject());
    }
    List<String> lines = new ArrayList<>(new String(log, StandardCharsets.UTF_8).lines().toList());
    lines.set(1, Files.readAllLines(other).get(1));

    assertEquals(2, check(lines).badLine());
    assertTrue(ProofCheck.of(other, key).isGood());
  }

  @Test
  void anotherKeyIsFound(@TempDir Path dir) {
    open(dir, ProofFiles.onDisk()).close();
    PublicKey another = ProofCheck.key(dir.resolve(SigningKey.PUBLIC_FILE));

    ProofCheck check = ProofCheck.of(log, another);

    assertEquals(1, check.badLine());
    assertTrue(check.problem().startsWith("signed with key "), check.problem());
  }

  /** A chain made anew from the first line on has other hashes, and signatures of another key. */
  @Test
  void aHashPutRightAfterAChangeNeedsTheKey() {
    List<String> lines = new ArrayList<>(new String(log, StandardCharsets.UTF_8).lines().toList());
    JsonObject last = new JsonObject(lines.getLast());
    last.put("what", new JsonObject().put("callMs", 1));
    last.put("hash", Entry.hash(last));
    lines.set(3, Entry.canonical(last));

    ProofCheck check = check(lines);

    assertEquals(4, check.badLine());
    assertEquals("the signature does not fit", check.problem());
  }

  @Test
  void theKeyIsMadeOnceAndForItsOwnerOnly(@TempDir Path dir) throws Exception {
    Path made = dir.resolve("proof");
    open(made, ProofFiles.onDisk()).close();
    byte[] before = Files.readAllBytes(made.resolve(SigningKey.PRIVATE_FILE));
    open(made, ProofFiles.onDisk()).close();

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(made.resolve(SigningKey.PRIVATE_FILE))));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        Files.readString(made.resolve(SigningKey.PRIVATE_FILE)));

    Files.copy(
        shared.resolve(SigningKey.PUBLIC_FILE),
        made.resolve(SigningKey.PUBLIC_FILE),
        StandardCopyOption.REPLACE_EXISTING);
    UserError foreign =
        assertThrows(UserError.class, () -> open(made, ProofFiles.onDisk()).close());
    assertTrue(String.valueOf(foreign.getMessage()).contains("don't belong together"));

    Files.delete(made.resolve(SigningKey.PUBLIC_FILE));
    UserError missing =
        assertThrows(UserError.class, () -> open(made, ProofFiles.onDisk()).close());
    assertTrue(String.valueOf(missing.getMessage()).contains("is missing"));
  }

  /** The disk is full for a while, in the middle of a write. */
  @Test
  void whatTheDiskDidNotTakeIsWrittenLater(@TempDir Path dir) throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    ProofFiles disk = ProofFiles.onDisk();
    ProofFiles sometimesFull =
        (file, at, bytes) -> {
          if (full.get()) {
            disk.write(file, at, Arrays.copyOf(bytes, bytes.length / 2));
            throw new IOException("no space left");
          }
          disk.write(file, at, bytes);
        };
    CountDownLatch durable = new CountDownLatch(1);
    try (ProofLog proofs = open(dir, sometimesFull)) {
      CallProof call = proofs.begin("running", new JsonObject());
      written(call, "first");
      full.set(true);
      call.add("heard", new JsonObject(), durable::countDown);
      until(() -> !proofs.isAvailable());
      assertEquals(1, durable.getCount());

      full.set(false);

      assertTrue(durable.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      until(proofs::isAvailable);
      call.end(new JsonObject());
    }
    assertTypes(dir, "running", List.of("call", "first", "heard", "end"));
  }

  @Test
  void whatHasNoPlaceIsCountedInTheLog(@TempDir Path dir) throws Exception {
    AtomicBoolean full = new AtomicBoolean();
    ProofFiles disk = ProofFiles.onDisk();
    ProofFiles sometimesFull =
        (file, at, bytes) -> {
          if (full.get()) {
            throw new IOException("no space left");
          }
          disk.write(file, at, bytes);
        };
    try (ProofLog proofs = new ProofLog(dir, sometimesFull, CLOCK, Duration.ofMillis(10), 4)) {
      CallProof call = proofs.begin("running", new JsonObject());
      written(call, "first");
      full.set(true);
      for (int i = 0; i < 2_000; i++) {
        call.add("more", new JsonObject());
      }
      until(() -> !proofs.isAvailable());
      full.set(false);
      until(proofs::isAvailable);
      written(call, "after");
      call.end(new JsonObject());
    }
    ProofCheck check = ProofCheck.of(dir.resolve("2026-11-26/running.jsonl"), key(dir));
    assertEquals("", check.problem());
    long more = check.entries().stream().filter(e -> e.getString("type").equals("more")).count();
    long lost =
        check.entries().stream()
            .filter(e -> e.getString("type").equals("lost"))
            .mapToLong(e -> e.getJsonObject("what").getLong("entries"))
            .sum();
    assertEquals(2_000, more + lost);
    assertTrue(lost > 0, "nothing was lost");
  }

  @Test
  void callsDoNotMix(@TempDir Path dir) throws Exception {
    try (ProofLog proofs = open(dir, ProofFiles.onDisk())) {
      CallProof one = proofs.begin("one", new JsonObject());
      CallProof two = proofs.begin("two", new JsonObject());
      for (int i = 0; i < 50; i++) {
        one.add("of-one", new JsonObject().put("i", i));
        two.add("of-two", new JsonObject().put("i", i));
      }
      one.end(new JsonObject());
      two.end(new JsonObject());
    }
    for (String call : List.of("one", "two")) {
      ProofCheck check = ProofCheck.of(dir.resolve("2026-11-26/" + call + ".jsonl"), key(dir));
      assertEquals("", check.problem());
      assertEquals(52, check.entries().size());
    }
  }

  @Test
  void anIdThatIsAPathIsRefused(@TempDir Path dir) {
    try (ProofLog proofs = open(dir, ProofFiles.onDisk())) {
      assertThrows(IllegalArgumentException.class, () -> proofs.begin("../out", new JsonObject()));
    }
  }

  private static ProofLog open(Path dir, ProofFiles files) {
    return new ProofLog(dir, files, CLOCK, Duration.ofMillis(10), 1_000);
  }

  private static PublicKey key(Path dir) {
    return ProofCheck.key(dir.resolve(SigningKey.PUBLIC_FILE));
  }

  private static ProofCheck check(List<String> lines) {
    return ProofCheck.of((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), key);
  }

  private static void assertTypes(Path dir, String call, List<String> types) throws IOException {
    ProofCheck check = ProofCheck.of(dir.resolve("2026-11-26/" + call + ".jsonl"), key(dir));
    assertEquals("", check.problem());
    assertEquals(types, check.entries().stream().map(e -> e.getString("type")).toList());
    assertFalse(check.entries().isEmpty());
  }

  private static void written(CallProof call, String type) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    call.add(type, new JsonObject(), done::countDown);
    assertTrue(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private static void until(BooleanSupplier condition) {
    Eventually.isTrue(condition, "the log is as the disk is");
  }
}
