package dev.parley.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Settings;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.client.VoiceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real calls, and every byte of the folder in which their history is kept. */
class ConsentTest {
  @TempDir private Path dir;

  @Test
  void nothingOfWhatIsSaidIsOnDiskBeforeTheCallerAllowsIt() throws Exception {
    call(
        Map.of(),
        caller -> {
          say(caller, "zebrafinch");
          caller.consent(true);
          say(caller, "hippocampus");
          caller.consent(false);
          say(caller, "quokkas");
        });

    assertFalse(isOnDisk("zebrafinch"));
    assertTrue(isOnDisk("hippocampus"));
    assertFalse(isOnDisk("quokkas"));
  }

  @Test
  void whoSaysNothingAboutItIsNotKept() throws Exception {
    call(Map.of(), caller -> say(caller, "zebrafinch"));

    assertFalse(isOnDisk("zebrafinch"));
  }

  @Test
  void whereNoRuleAsksForItTheOperatorDecidesAndTheCallerMaySayNo() throws Exception {
    call(
        Map.of("disclosure.jurisdictions", "us-me"),
        caller -> {
          say(caller, "zebrafinch");
          caller.consent(false);
          say(caller, "hippocampus");
        });

    assertTrue(isOnDisk("zebrafinch"));
    assertFalse(isOnDisk("hippocampus"));
  }

  private interface Talk {
    void with(LiveCaller caller) throws Exception;
  }

  private void call(Map<String, String> settings, Talk talk) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("history.transcripts", "yes");
    Map<String, String> kept = Map.of("history.transcripts", "yes", "history.dir", dir.toString());
    try (History history = History.open(Settings.of(HistorySettings.all(), kept)).orElseThrow();
        FakeHopGateway gateway = new FakeHopGateway(all, history.sink()).ready()) {
      try (LiveCaller caller = gateway.call()) {
        caller.answer();
        talk.with(caller);
        caller.hangUp();
        caller.until(VoiceEvent.Closed.class);
      }
    }
  }

  /** The stand-in for the model says it again. */
  private static void say(LiveCaller caller, String word) throws Exception {
    caller.type(word);
    LiveCaller.Heard answer = caller.answer();
    assertEquals("answered", answer.end().outcome());
    assertTrue(answer.end().heard().contains(word), answer::toString);
  }

  private boolean isOnDisk(String word) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        // databases keep text in one of the two
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(word)
            || new String(bytes, StandardCharsets.UTF_16BE).contains(word)
            || new String(bytes, StandardCharsets.UTF_16LE).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
