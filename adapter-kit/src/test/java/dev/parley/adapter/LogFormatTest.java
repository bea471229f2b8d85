package dev.parley.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The log as it comes out of the process, in the format that was asked for. */
class LogFormatTest {
  private static final String TRICKY = "said \"no\" \\ \n\tand left é\u0007";

  private final PrintStream stderr = System.err;

  @AfterEach
  void restore() {
    System.setErr(stderr);
    System.clearProperty("parley.log.format");
  }

  @Test
  void jsonIsOneObjectALineWithCallAndTurn() throws Exception {
    List<String> lines = log(Map.of("PARLEY_LOG_FORMAT", "json"));

    assertEquals(3, lines.size(), lines.toString());
    ObjectMapper json = new ObjectMapper();
    JsonNode first = json.readTree(lines.get(0));
    assertEquals("WARN", first.get("level").asText());
    assertEquals("dev.parley.test", first.get("loggerName").asText());
    assertTrue(first.get("timestamp").asLong() > 0, lines.get(0));
    assertEquals("4 of 5 " + TRICKY, first.get("formattedMessage").asText());
    assertEquals("c-1", pair(first, "call"));
    assertEquals("2", pair(first, "turn"));
    assertEquals(TRICKY, pair(first, "tool"));
    JsonNode second = json.readTree(lines.get(1));
    assertEquals("broken " + TRICKY, second.get("throwable").get("message").asText());
    assertEquals("no call", json.readTree(lines.get(2)).get("formattedMessage").asText());
  }

  @Test
  void textHasCallAndTurnBeforeTheMessage() throws Exception {
    List<String> lines = log(Map.of());

    assertTrue(
        lines
            .getFirst()
            .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  test: call=c-1 turn=2 tool=said .*"),
        lines.getFirst());
    assertTrue(lines.getLast().endsWith("test: no call"), lines.getLast());
  }

  @Test
  void anotherFormatIsRefused() {
    UserError refusal =
        assertThrows(UserError.class, () -> LogFormat.choose(Map.of("PARLEY_LOG_FORMAT", "yaml")));
    assertEquals("PARLEY_LOG_FORMAT must be one of text, json, found 'yaml'", refusal.getMessage());
  }

  private static String pair(JsonNode line, String key) {
    JsonNode found = line.get("kvpList").findValue(key);
    assertTrue(found != null, key + " is not in " + line);
    return found.asText();
  }

  private static List<String> log(Map<String, String> environment) throws Exception {
    LogFormat.choose(environment);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL file = Objects.requireNonNull(LogFormat.class.getResource("/logback.xml"));
    configurator.doConfigure(file);
    Logger log = context.getLogger("dev.parley.test");
    log.atWarn()
        .addKeyValue("call", "c-1")
        .addKeyValue("turn", 2)
        .addKeyValue("tool", TRICKY)
        .log("{} of {} {}", 4, 5, TRICKY);
    log.atError().setCause(new IllegalStateException("broken " + TRICKY)).log("failed");
    log.warn("no call");
    context.stop();
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
