package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path dir;

  @Test
  void aSoundMachineIsSound() {
    CommandLineRun run = doctor();
    assertEquals(0, run.exitCode(), run.out());
    assertTrue(run.out().contains("OK  Java"), run.out());
    assertTrue(run.out().contains(" 0 broken"), run.out());
  }

  @Test
  void aPortThatIsTakenBySomebodyElseIsBroken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread goodbye = new Thread(() -> hangUpOn(other));
      goodbye.start();
      CommandLineRun run = doctor("--set", "gateway.port=" + other.getLocalPort());
      assertEquals(1, run.exitCode());
      assertTrue(run.out().contains("is taken by another program"), run.out());
      assertTrue(run.out().contains("-> stop it, or set gateway.port"), run.out());
    }
  }

  @Test
  void anAdapterThatDoesNotAnswerIsBroken() {
    CommandLineRun run = doctor("--set", "gateway.tts-address=127.0.0.1:9", "--json");
    assertEquals(1, run.exitCode());
    JsonObject report = new JsonObject(run.out());
    assertEquals(1, report.getInteger("exit"));
    JsonObject check = find(report.getJsonArray("checks"), "text to speech adapter");
    assertEquals("failed", check.getString("status"));
    assertTrue(check.getString("advice").contains("./parley tts"), check.encode());
  }

  @Test
  void aKnowledgeFileThatIsMissingIsBroken() {
    CommandLineRun run = doctor("--set", "knowledge.file=" + dir.resolve("none.yaml"));
    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("XX  knowledge"), run.out());
  }

  @Test
  void settingsAreShownWithTheirOrigin() throws IOException {
    Path file = Files.writeString(dir.resolve("mine.properties"), "gateway.port = 0\n");
    CommandLineRun run = CommandLineRun.of("doctor", "--config", file.toString());
    assertTrue(run.out().contains("gateway.port (mine.properties line 1)"), run.out());
    assertTrue(run.out().contains("OK  configuration file"), run.out());
  }

  private static CommandLineRun doctor(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "doctor";
    all[1] = "--set";
    all[2] = "gateway.port=0";
    System.arraycopy(args, 0, all, 3, args.length);
    return CommandLineRun.of(all);
  }

  private static JsonObject find(JsonArray checks, String subject) {
    for (int i = 0; i < checks.size(); i++) {
      if (checks.getJsonObject(i).getString("subject").equals(subject)) {
        return checks.getJsonObject(i);
      }
    }
    throw new AssertionError("no check of " + subject + " in " + checks.encode());
  }

  private static void hangUpOn(ServerSocket server) {
    while (true) {
      try {
        server.accept().close();
      } catch (IOException e) {
        return;
      }
    }
  }
}
