package dev.parley.gateway.transport.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.RecordedCalls;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The recorded calls of docs/protocol, said again to the gateway of today. */
class RecordedCallsTest {
  /** What the recorded client waited for before it went on. */
  private static final Set<String> AWAITED =
      Set.of("started", "resumed", "latency", "answer_end", "pong", "end");

  @Test
  void theGatewaySaysWhatWasRecorded() throws Exception {
    List<RecordedCalls.Line> call = RecordedCalls.read("call.jsonl");
    List<RecordedCalls.Line> resume = RecordedCalls.read("resume.jsonl");
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of()).ready()) {
      gateway.hops.answer = "This is one. This is two. This is three. This is four. This is five.";
      RawLine first = RawLine.connect(gateway.vertx, gateway.port());
      say(call, first, new JsonObject());
      JsonObject started = first.all().getFirst();
      RawLine second = RawLine.connect(gateway.vertx, gateway.port());
      say(resume, second, asFor(started, first.all()));

      List<JsonObject> said = new ArrayList<>(first.all());
      said.addAll(second.all());
      assertEquals(shapes(messages(call, resume)), shapes(said));
    }
  }

  @Test
  void theDocumentNamesEveryMessage() throws Exception {
    String document = Files.readString(RecordedCalls.docs().resolve("protocol.md"));
    for (String file : List.of("call.jsonl", "resume.jsonl")) {
      for (RecordedCalls.Line line : RecordedCalls.read(file)) {
        assertTrue(document.contains("| `" + line.type() + "` |"), line.type());
      }
    }
  }

  private static void say(List<RecordedCalls.Line> lines, RawLine to, JsonObject instead)
      throws InterruptedException {
    for (RecordedCalls.Line line : lines) {
      if (line.fromClient()) {
        JsonObject message = line.message().copy();
        instead.forEach(e -> message.getMap().replace(e.getKey(), e.getValue()));
        to.send(message.encode());
      } else if (AWAITED.contains(line.type())) {
        to.until(line.type());
      }
    }
  }

  /** The same client in this call: it missed what came from the last latency on. */
  private static JsonObject asFor(JsonObject started, List<JsonObject> said) {
    JsonObject latency =
        said.stream().filter(m -> m.getString("type").equals("latency")).toList().getLast();
    return new JsonObject()
        .put("call", started.getString("call"))
        .put("token", started.getJsonObject("resume").getString("token"))
        .put("seq", latency.getLong("seq") - 1);
  }

  @SafeVarargs
  private static List<JsonObject> messages(List<RecordedCalls.Line>... calls) {
    List<JsonObject> all = new ArrayList<>();
    for (List<RecordedCalls.Line> call : calls) {
      call.stream()
          .filter(line -> !line.fromClient())
          .map(RecordedCalls.Line::message)
          .forEach(all::add);
    }
    return all;
  }

  /** Types of messages with the names and kinds of their fields. */
  private static Map<String, Map<String, String>> shapes(List<JsonObject> messages) {
    Map<String, Map<String, String>> shapes = new TreeMap<>();
    for (JsonObject message : messages) {
      Map<String, String> fields = new HashMap<>();
      message.forEach(e -> fields.put(e.getKey(), kind(e.getValue())));
      // one without a number was said before the call could be resumed, or is of one connection
      shapes.merge(message.getString("type"), fields, (a, b) -> a.size() >= b.size() ? a : b);
    }
    return shapes;
  }

  private static String kind(Object value) {
    return value instanceof Number ? "number" : value.getClass().getSimpleName();
  }
}
