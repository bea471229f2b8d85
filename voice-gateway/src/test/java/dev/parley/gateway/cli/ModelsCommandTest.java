package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private static final byte[] WEIGHTS = "not many weights".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;

  @Test
  void listNamesWhatCanBePulled() {
    CommandLineRun run = models("list");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().lines().anyMatch(l -> l.matches("tiny\\.en +whisper +77\\.7 MB +absent .*")),
        run.out());
  }

  @Test
  void aPulledModelIsListedVerifiedAndADamagedOneIsFound() throws IOException {
    HttpServer hub = hub();
    try {
      CommandLineRun pull =
          models(
              "pull", "own", "--set", "models.url=http://127.0.0.1:" + hub.getAddress().getPort());
      assertEquals(0, pull.exitCode(), pull.err());
      assertEquals("own: verified, " + dir.resolve("own.bin") + "\n", pull.out());

      assertEquals("verified", state("own"));
      assertEquals(0, models("verify").exitCode());

      Files.writeString(dir.resolve("own.bin"), "NOT many weights");
      CommandLineRun damaged = models("verify", "own");
      assertEquals(1, damaged.exitCode());
      assertEquals("own: damaged; ./parley models pull own replaces it\n", damaged.out());
    } finally {
      hub.stop(0);
    }
  }

  @Test
  void jsonProgressEndsWithTheModel() throws IOException {
    HttpServer hub = hub();
    try {
      CommandLineRun pull =
          models(
              "pull",
              "own",
              "--json",
              "--set",
              "models.url=http://127.0.0.1:" + hub.getAddress().getPort());
      assertEquals(0, pull.exitCode(), pull.err());
      List<JsonObject> lines = pull.outLines().stream().map(JsonObject::new).toList();
      assertEquals("verified", lines.get(lines.size() - 1).getString("state"));
      assertEquals("progress", lines.get(0).getString("type"));
    } finally {
      hub.stop(0);
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    CommandLineRun run = models("pull", "enormous");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("no model is called 'enormous'; known are tiny.en"), run.err());
  }

  @Test
  void anAbsentModelThatIsNamedFailsTheVerification() {
    CommandLineRun run = models("verify", "tiny.en");
    assertEquals(1, run.exitCode());
    assertEquals("tiny.en: absent; ./parley models pull tiny.en\n", run.out());
  }

  @Test
  void anEmptyFolderIsNoFailure() {
    CommandLineRun run = models("verify");
    assertEquals(0, run.exitCode());
    assertTrue(run.err().startsWith("no models in " + dir), run.err());
  }

  @Test
  void modelsAloneSaysWhatIsMissing() {
    CommandLineRun run = CommandLineRun.of("models");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("expected list, pull NAME or verify [NAME]"), run.err());
  }

  private CommandLineRun models(String... args) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(args));
    all.addAll(List.of("--set", "models.dir=" + dir));
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private String state(String name) {
    return models("list", "--json")
        .out()
        .lines()
        .map(JsonObject::new)
        .filter(m -> m.getString("name").equals(name))
        .map(m -> m.getString("state"))
        .findFirst()
        .orElse("not listed");
  }

  /** Offers one model, which the folder's own catalogue names. */
  private HttpServer hub() throws IOException {
    JsonObject file =
        new JsonObject()
            .put("name", "own.bin")
            .put("source", "me/own.bin")
            .put("bytes", WEIGHTS.length)
            .put("sha256", sha256(WEIGHTS));
    JsonObject model =
        new JsonObject()
            .put("name", "own")
            .put("kind", "whisper")
            .put("files", new JsonArray().add(file));
    Files.writeString(
        dir.resolve("catalogue.json"),
        new JsonObject().put("models", new JsonArray().add(model)).encode());
    HttpServer hub =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/me/own.bin",
        exchange -> {
          exchange.sendResponseHeaders(200, WEIGHTS.length);
          exchange.getResponseBody().write(WEIGHTS);
          exchange.close();
        });
    hub.start();
    return hub;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
