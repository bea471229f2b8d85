package dev.parley.gateway.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.policy.Policy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real calls over a socket, and what their logs tell a reader who has only the public key. */
class ProvenCallTest {
  @TempDir private Path dir;
  private final AtomicBoolean full = new AtomicBoolean();

  @Test
  void theLogTellsWhatTheCallerHeard() throws Exception {
    Clip clip = TestClips.SHORT.in("en");
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        LiveCaller caller = gateway.call()) {
      caller.answer();
      caller.consent(true);
      caller.type("are you a robot");
      assertTrue(caller.answer().end().heard().contains("not to a person"));
      assertEquals(0, gateway.hops.generations.get(), "the model was asked");
      caller.hangUp();
      caller.until(VoiceEvent.Closed.class);
    }

    ProofCheck check = check();
    assertEquals("", check.problem());
    assertEquals(
        List.of(
            "call", "disclosing", "heard", "consent", "identity-asked", "identity-answered", "end"),
        types(check));
    assertEquals(true, what(check, "consent").getBoolean("given"));
    JsonObject heard = what(check, "heard");
    long ofMillis = clip.samples().length / 16;
    assertEquals(clip.sha256(), heard.getString("clip"));
    assertEquals(ofMillis, heard.getLong("ofMs"));
    assertEquals(ofMillis, heard.getLong("heardMs"));
    assertEquals(true, heard.getBoolean("whole"));
    assertEquals(true, heard.getBoolean("confirmed"));
    assertEquals("1", what(check, "call").getJsonObject("AIGC").getString("Label"));
    assertEquals(
        Policy.everywhere().sha256(),
        what(check, "call").getJsonObject("policy").getString("sha256"));
    assertEquals(clip.text(), what(check, "call").getJsonObject("disclosure").getString("text"));
    assertEquals(true, what(check, "identity-answered").getBoolean("heard"));
  }

  @Test
  void whoHangsUpDuringTheDisclosureHasNotHeardIt() throws Exception {
    try (FakeHopGateway gateway = gateway(Clips.load());
        LiveCaller caller = gateway.call()) {
      caller.until(VoiceEvent.Audio.class);
      caller.hangUp();
      caller.until(VoiceEvent.Closed.class);
    }

    ProofCheck check = check();
    assertEquals("", check.problem());
    assertEquals(List.of("call", "disclosing", "end"), types(check));
  }

  @Test
  void nothingElseIsSaidBeforeTheProofIsOnDisk() throws Exception {
    full.set(true);
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        LiveCaller caller = gateway.call()) {
      caller.type("when is breakfast");
      caller.answer();
      VoiceEvent.Ended end = caller.until(VoiceEvent.Ended.class);

      assertTrue(end.reason().contains("could not be recorded"), end.reason());
      assertTrue(
          caller.passed().stream().noneMatch(VoiceEvent.Audio.class::isInstance),
          () -> caller.passed().toString());
    }
  }

  @Test
  void noCallBeginsWhileTheDiskTakesNothingAndRunningOnesGoOn() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        LiveCaller caller = gateway.call()) {
      caller.answer();
      caller.type("when is breakfast");
      caller.answer();
      full.set(true);
      caller.type("are you a robot");
      assertEquals("answered", caller.answer().end().outcome());

      Eventually.isTrue(() -> !isAnswered(gateway), "new calls are refused");
      caller.type("when is breakfast");
      assertEquals("answered", caller.answer().end().outcome());

      full.set(false);
      Eventually.isTrue(() -> isAnswered(gateway), "calls are taken again");
      caller.hangUp();
      caller.until(VoiceEvent.Closed.class);
    }
    try (Stream<Path> logs = Files.walk(dir)) {
      for (Path log : logs.filter(p -> p.toString().endsWith(".jsonl")).toList()) {
        assertEquals("", check(log).problem());
      }
    }
  }

  private static boolean isAnswered(FakeHopGateway gateway) {
    try (LiveCaller next = gateway.call()) {
      next.hangUp();
      next.until(VoiceEvent.Closed.class);
      return true;
    } catch (AssertionError refused) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private FakeHopGateway gateway(Clips clips) throws IOException {
    ProofFiles disk = ProofFiles.onDisk();
    ProofFiles sometimesFull =
        (file, at, bytes) -> {
          if (full.get()) {
            throw new IOException("no space left");
          }
          disk.write(file, at, bytes);
        };
    ProofLog proofs =
        new ProofLog(dir, sometimesFull, Clock.systemUTC(), Duration.ofMillis(20), 1_000);
    return new FakeHopGateway(Map.of(), TraceSink.all(), clips, proofs).ready();
  }

  private ProofCheck check() throws IOException {
    try (Stream<Path> logs = Files.walk(dir)) {
      List<Path> all = logs.filter(p -> p.toString().endsWith(".jsonl")).toList();
      assertEquals(1, all.size());
      return check(all.getFirst());
    }
  }

  private ProofCheck check(Path log) throws IOException {
    return ProofCheck.of(log, ProofCheck.key(dir.resolve(SigningKey.PUBLIC_FILE)));
  }

  private static List<String> types(ProofCheck check) {
    return check.entries().stream().map(e -> e.getString("type")).toList();
  }

  private static JsonObject what(ProofCheck check, String type) {
    return check.entries().stream()
        .filter(e -> e.getString("type").equals(type))
        .map(e -> e.getJsonObject("what"))
        .findFirst()
        .orElseThrow();
  }
}
