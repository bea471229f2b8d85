package dev.parley.gateway.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check in docs/proof.md, which has no line of Parley in it, agrees. */
class ProofDocTest {
  @Test
  void theDocumentedCheckWorks(@TempDir Path dir) throws Exception {
    boolean able = succeeds(dir, "python3", "--version") && succeeds(dir, "openssl", "version");
    if (!able) {
      System.err.println("SKIPPED: the check in docs/proof.md needs python3 and openssl");
    }
    Assumptions.assumeTrue(able, "python3 and openssl");
    try (ProofLog proofs = ProofLog.open(dir)) {
      CallProof call = proofs.begin("a", new JsonObject().put("client", "ü \"x\" \u0001 / \uD83D"));
      call.add("heard", new JsonObject().put("whole", true));
      call.end(new JsonObject());
    }
    Path log;
    try (Stream<Path> all = Files.walk(dir)) {
      log = all.filter(p -> p.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
    String doc = Files.readString(Path.of("../docs/proof.md"));
    int from = doc.indexOf("```python\n") + 10;
    Path script = dir.resolve("check.py");
    Files.writeString(script, doc.substring(from, doc.indexOf("```", from)));
    String[] command = {
      "python3", script.toString(), log.toString(), dir.resolve("signing-key.pub.pem").toString()
    };

    Process good = run(dir, command);
    String said = new String(good.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, good.waitFor(), said);
    assertTrue(said.contains("3 entries, all good"), said);

    Files.writeString(log, Files.readString(log).replace("true", "false"));
    Process bad = run(dir, command);
    said = new String(bad.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertNotEquals(0, bad.waitFor());
    assertTrue(said.contains("line 2"), said);
  }

  private static boolean succeeds(Path dir, String... command) throws InterruptedException {
    try {
      Process process = run(dir, command);
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process run(Path dir, String... command) throws IOException {
    return new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
  }
}
