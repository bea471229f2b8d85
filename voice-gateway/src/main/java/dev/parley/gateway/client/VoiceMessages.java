package dev.parley.gateway.client;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's JSON. Unknown types and fields are passed over, as the protocol asks. */
final class VoiceMessages {
  private VoiceMessages() {}

  /**
   * @return empty for a type of a later version
   * @throws IllegalArgumentException when it is not a message at all
   */
  static Optional<VoiceEvent> read(String text) {
    try {
      JsonObject m = new JsonObject(text);
      return Optional.ofNullable(
          switch (m.getString("type", "")) {
            case "started" ->
                new VoiceEvent.Started(
                    m.getString("call", ""), engines(m.getJsonObject("engines")));
            case "state" -> new VoiceEvent.StateChanged(m.getString("state", ""));
            case "speech" ->
                "end".equals(m.getString("event"))
                    ? new VoiceEvent.SpeechEnded(m.getDouble("at_ms", 0.0))
                    : new VoiceEvent.SpeechBegan(m.getDouble("at_ms", 0.0));
            case "partial" ->
                new VoiceEvent.Partial(
                    turn(m), m.getString("text", ""), m.getInteger("stable_chars", 0));
            case "final" ->
                new VoiceEvent.Final(
                    turn(m), m.getString("text", ""), m.getBoolean("understood", true));
            case "answer" -> new VoiceEvent.Answer(turn(m), m.getString("text", ""));
            case "clear" -> new VoiceEvent.Clear();
            case "duck" -> new VoiceEvent.Duck(m.getDouble("gain_db", 0.0));
            case "latency" ->
                new VoiceEvent.Latency(
                    turn(m), m.getDouble("gap_ms", 0.0), segments(m.getJsonArray("segments")));
            case "answer_end" ->
                new VoiceEvent.AnswerEnded(
                    turn(m),
                    m.getString("text", ""),
                    m.getString("heard", ""),
                    m.getString("outcome", ""));
            case "error" ->
                new VoiceEvent.Trouble(m.getString("code", ""), m.getString("message", ""));
            case "end" -> new VoiceEvent.Ended(m.getString("reason", ""));
            default -> null;
          });
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException(
          "expected a JSON object as in docs/protocol.md, found '"
              + (text.length() > 80 ? text.substring(0, 80) + "..." : text)
              + "'",
          e);
    }
  }

  private static long turn(JsonObject m) {
    return m.getLong("turn", 0L);
  }

  private static Map<String, VoiceEvent.Engine> engines(@Nullable JsonObject all) {
    Map<String, VoiceEvent.Engine> engines = new HashMap<>();
    if (all != null) {
      for (String hop : all.fieldNames()) {
        JsonObject e = all.getJsonObject(hop);
        engines.put(
            hop,
            new VoiceEvent.Engine(
                e.getString("engine", ""),
                e.getString("model", ""),
                e.getString("label", ""),
                e.getString("reason", "")));
      }
    }
    return engines;
  }

  private static List<VoiceEvent.Segment> segments(@Nullable JsonArray all) {
    List<VoiceEvent.Segment> segments = new ArrayList<>();
    if (all != null) {
      for (int i = 0; i < all.size(); i++) {
        JsonObject s = all.getJsonObject(i);
        segments.add(new VoiceEvent.Segment(s.getString("name", ""), s.getDouble("ms", 0.0)));
      }
    }
    return segments;
  }
}
