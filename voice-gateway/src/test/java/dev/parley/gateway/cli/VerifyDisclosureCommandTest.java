package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.proof.CallProof;
import dev.parley.gateway.proof.ProofLog;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyDisclosureCommandTest {
  @TempDir private Path dir;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Path log;

  @BeforeEach
  void writeLog() throws IOException {
    Clip clip = Clips.load().in("en");
    try (ProofLog proofs = ProofLog.open(dir)) {
      CallProof call = proofs.begin("a-call", new JsonObject().put("channel", "browser"));
      call.add(
          "heard",
          new JsonObject()
              .put("clip", clip.sha256())
              .put("language", "en")
              .put("ofMs", 4_120)
              .put("heardMs", 1_300)
              .put("whole", false));
      call.end(new JsonObject());
    }
    try (Stream<Path> all = Files.walk(dir)) {
      log = all.filter(p -> p.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  @Test
  void aGoodLogIsToldInWords() {
    CommandLineRun run = CommandLineRun.of("verify-disclosure", log.toString());

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains(": good, 3 entries"), run.out());
    assertTrue(
        run.out()
            .contains(
                "1,300 of 4,120 ms of the disclosure in 'en', which is this program's: Hello. You"),
        run.out());
  }

  @Test
  void aChangedLineIsNamed() throws IOException {
    Files.writeString(log, Files.readString(log).replace("1300", "4120"));

    CommandLineRun run = CommandLineRun.of("verify-disclosure", log.toString());

    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains(": line 2: the hash is not that of the line"), run.out());
    JsonObject told =
        new JsonObject(CommandLineRun.of("verify-disclosure", "--json", log.toString()).out());
    assertFalse(told.getBoolean("good"));
    assertEquals(2, told.getInteger("line"));
    assertEquals(1, told.getJsonArray("entries").size());
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Path none = dir.resolve("none.jsonl");
    CommandLineRun missing =
        CommandLineRun.of(
            "verify-disclosure",
            "--key",
            dir.resolve("signing-key.pub.pem").toString(),
            none.toString());
    assertEquals(2, missing.exitCode());
    assertTrue(missing.err().contains("can't be read"), missing.err());

    Path lonely = Files.createDirectory(dir.resolve("elsewhere")).resolve("a.jsonl");
    Files.copy(log, lonely);
    Files.delete(dir.resolve("signing-key.pub.pem"));
    CommandLineRun noKey = CommandLineRun.of("verify-disclosure", lonely.toString());
    assertEquals(2, noKey.exitCode());
    assertTrue(noKey.err().contains("name it with --key"), noKey.err());
  }
}
