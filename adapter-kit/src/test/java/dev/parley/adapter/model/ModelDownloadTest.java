package dev.parley.adapter.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ModelDownloadTest {
  private static final byte[] WEIGHTS = weights(1);

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path dir;

  @SuppressWarnings("NullAway.Init")
  private ModelHub hub;

  @SuppressWarnings("NullAway.Init")
  private ModelStore store;

  private final List<Long> progress = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    hub = new ModelHub(WEIGHTS);
    store = new ModelStore(dir.resolve("models"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aPulledModelIsVerifiedAndLiesInItsPlace() throws Exception {
    Path got = pull(model(sha256(WEIGHTS)));

    assertArrayEquals(WEIGHTS, Files.readAllBytes(got));
    assertEquals(dir.resolve("models/tiny.bin"), got);
    assertEquals(ModelState.VERIFIED, store.state(model(sha256(WEIGHTS))));
    assertEquals("/some/where/tiny.bin", hub.requests.get(0).path());
    assertEquals(WEIGHTS.length, progress.get(progress.size() - 1));
  }

  @Test
  void whatIsThereIsNotPulledAgain() throws Exception {
    pull(model(sha256(WEIGHTS)));
    pull(model(sha256(WEIGHTS)));

    assertEquals(1, hub.requests.size());
  }

  @Test
  void aCutConnectionIsContinuedWhereItWasCut() throws Exception {
    hub.then(ModelHub.Fault.CUT_HALFWAY);

    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));

    assertEquals(2, hub.requests.size());
    assertContinues(hub.requests.get(1));
    assertEquals("\"one\"", hub.requests.get(1).ifRange());
  }

  @Test
  void aPullInALaterProcessContinuesToo() throws Exception {
    hub.then(
        ModelHub.Fault.CUT_HALFWAY,
        ModelHub.Fault.ANSWER_503,
        ModelHub.Fault.ANSWER_503,
        ModelHub.Fault.ANSWER_503,
        ModelHub.Fault.ANSWER_503,
        ModelHub.Fault.ANSWER_503);
    String message = refusal(() -> pull(model(sha256(WEIGHTS))));
    assertTrue(message.contains("pull again to continue"), message);
    assertEquals(ModelState.PARTIAL, store.state(model(sha256(WEIGHTS))));

    store = new ModelStore(dir.resolve("models"));
    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));
    assertContinues(hub.requests.get(6));
  }

  @Test
  void aServerThatIgnoresRangesSendsAllOfItAgain() throws Exception {
    hub.then(ModelHub.Fault.CUT_HALFWAY, ModelHub.Fault.IGNORE_RANGE);

    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));
  }

  @Test
  void aFileThatChangedMeanwhileIsNotMixedWithItsOldBeginning() throws Exception {
    byte[] other = weights(2);
    hub.then(ModelHub.Fault.CUT_HALFWAY, ModelHub.Fault.ANSWER_404);
    assertThrows(UserError.class, () -> pull(model(sha256(other))));
    hub.replace(other, "\"two\"");

    assertArrayEquals(other, Files.readAllBytes(pull(model(sha256(other)))));
  }

  @Test
  void aRangeTheServerHasNotStartsOver() throws Exception {
    hub.then(ModelHub.Fault.CUT_HALFWAY, ModelHub.Fault.RANGE_NOT_SATISFIABLE);

    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));
    assertNull(hub.requests.get(2).range());
  }

  @Test
  void aLineThatFallsSilentIsGivenUpAndContinued() throws Exception {
    hub.then(ModelHub.Fault.STALL_HALFWAY);

    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));
    assertContinues(hub.requests.get(1));
  }

  @Test
  void wrongBytesAreDeletedAndBothDigestsSaid() {
    String expected = sha256(weights(2));

    String message = refusal(() -> pull(model(expected)));

    assertTrue(message.contains("expected SHA-256 " + expected), message);
    assertTrue(message.contains("found " + sha256(WEIGHTS)), message);
    assertEquals(ModelState.ABSENT, store.state(model(expected)));
    assertFalse(Files.exists(dir.resolve("models/tiny.bin.part")));
  }

  @Test
  void aFileOfAnotherLengthIsRefusedBeforeItIsFetched() {
    hub.then(ModelHub.Fault.WRONG_LENGTH);

    String message = refusal(() -> pull(model(sha256(WEIGHTS))));

    assertTrue(message.contains("offers " + (WEIGHTS.length + 7)), message);
    assertEquals(1, hub.requests.size());
  }

  @Test
  void theHubMaySendElsewhereAndTheRangeGoesWithIt() throws Exception {
    hub.then(ModelHub.Fault.REDIRECT, ModelHub.Fault.CUT_HALFWAY, ModelHub.Fault.REDIRECT);

    assertArrayEquals(WEIGHTS, Files.readAllBytes(pull(model(sha256(WEIGHTS)))));
    assertEquals("/signed", hub.requests.get(3).path());
    assertContinues(hub.requests.get(3));
  }

  @Test
  void aFileThatHasNoRoomIsNotBegun() {
    hub.then(ModelHub.Fault.ANNOUNCE_MORE_THAN_ANY_DISK_HAS);
    ModelFile file = new ModelFile("tiny.bin", "tiny.bin", null, sha256(WEIGHTS));
    Model ofUnknownSize = new Model("tiny", Model.Kind.WHISPER, "test", "MIT", List.of(file));

    String message = refusal(() -> pull(ofUnknownSize));

    assertTrue(message.contains("make room or set models.dir"), message);
    assertEquals(0, store.partBytes(file));
  }

  @Test
  void aFileThatDoesNotExistIsAskedForOnce() {
    hub.then(ModelHub.Fault.ANSWER_404);

    String message = refusal(() -> pull(model(sha256(WEIGHTS))));

    assertTrue(message.contains("answered 404"), message);
    assertEquals(1, hub.requests.size());
  }

  @Test
  void anUnreachableHubTellsHowToDoItByHand() throws IOException {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    ModelDownload download = download(URI.create("http://127.0.0.1:" + freePort));

    String message = refusal(() -> download.pull(model(sha256(WEIGHTS)), (f, b, t, r) -> {}));

    assertTrue(message.startsWith("cannot get tiny.bin from 127.0.0.1 ("));
    assertTrue(message.contains("put it at " + dir.resolve("models/tiny.bin")), message);
    assertTrue(message.endsWith("./parley models verify tiny checks it"));
  }

  @Test
  void aModelWithoutADigestIsNotPulled() {
    String message = refusal(() -> pull(model(null)));

    assertTrue(message.contains("nothing unchecked is ever loaded"));
    assertEquals(0, hub.requests.size());
  }

  @Test
  void plainHttpToAnotherMachineIsRefused() {
    ModelDownload download = download(URI.create("http://models.example"));

    String message = refusal(() -> download.pull(model(sha256(WEIGHTS)), (f, b, t, r) -> {}));

    assertTrue(message.contains("expected an https:// address"), message);
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotShown() {
    String message = refusal(() -> download(URI.create("https://me:secret@mirror.example/")));

    assertTrue(message.contains("models.url must not hold a user name"), message);
    assertFalse(message.contains("secret"), message);
  }

  @SuppressWarnings("try") // the lock is held, not used
  @Test
  void twoPullsOfOneModelDoNotMix() throws Exception {
    Files.createDirectories(store.dir());
    try (PullLock held = PullLock.take(store.dir(), model(sha256(WEIGHTS)))) {
      String message = refusal(() -> pull(model(sha256(WEIGHTS))));
      assertTrue(message.contains("pulled by somebody else"), message);
    }
    pull(model(sha256(WEIGHTS)));
  }

  private Path pull(Model model) throws InterruptedException {
    return download(hub.uri()).pull(model, (file, bytes, total, rate) -> progress.add(bytes));
  }

  private ModelDownload download(URI from) {
    return new ModelDownload(store, from, Duration.ofMillis(500), Duration.ofMillis(1));
  }

  private static Model model(@Nullable String sha256) {
    return new Model(
        "tiny",
        Model.Kind.WHISPER,
        "test",
        "MIT",
        List.of(new ModelFile("tiny.bin", "some/where/tiny.bin", (long) WEIGHTS.length, sha256)));
  }

  // a client may lose some of the bytes that came just before the cut
  private static void assertContinues(ModelHub.Request request) {
    String range = String.valueOf(request.range());
    assertTrue(range.matches("bytes=\\d+-"), range);
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    assertTrue(from > 0 && from <= WEIGHTS.length / 2, range);
  }

  private static byte[] weights(long seed) {
    byte[] bytes = new byte[300_000];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String refusal(Executable attempt) {
    return String.valueOf(assertThrows(UserError.class, attempt).getMessage());
  }
}
