package dev.parley.gateway.simulate;

import dev.parley.gateway.simulate.EarTrack.Stretch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** A result as one JSON object. */
public final class ResultJson {
  private ResultJson() {}

  public static JsonObject of(Result result) {
    JsonObject json =
        new JsonObject()
            .put("name", result.scenario().name())
            .put("bot_audio", all(result.botAudio(), ResultJson::audio))
            .put("ducks", all(result.lowered(), ResultJson::stretch))
            .put(
                "llm_calls",
                all(
                    result.modelCalls(),
                    c ->
                        new JsonObject()
                            .put("t", c.at())
                            .put("last_user", c.lastUser())
                            .put("discarded", c.discarded())))
            .put(
                "tool_calls",
                all(
                    result.toolRuns(),
                    t -> new JsonObject().put("t", t.at()).put("name", t.name())))
            .put(
                "user_turns",
                all(
                    result.userTurns(),
                    u -> new JsonObject().put("t", u.at()).put("text", u.text())))
            .put(
                "context",
                all(
                    result.context(),
                    c ->
                        new JsonObject()
                            .put("role", c.role())
                            .put("text", c.text())
                            .put("interrupted", c.interrupted())))
            .put("latency", all(result.latency(), ResultJson::latency))
            .put(
                "overlaps",
                all(
                    result.overlaps(),
                    o ->
                        new JsonObject()
                            .put("t", o.at())
                            .put("verdict", o.verdict())
                            .put("p", o.probability())))
            .put(
                "outcomes",
                all(
                    result.answers(),
                    a ->
                        new JsonObject()
                            .put("t", a.at())
                            .put("turn", a.turn())
                            .put("outcome", a.outcome())))
            .put("sent_ahead_max", result.sentAheadMaxMillis());
    return result.ended() == null ? json : json.put("ended", result.ended());
  }

  private static JsonObject audio(Result.BotAudio audio) {
    return new JsonObject()
        .put("start", audio.start())
        .put("end", audio.end())
        .put("text", audio.text())
        .put("heard_text", audio.heardText())
        .put("interrupted", audio.interrupted())
        .put("gaps", all(audio.gaps(), ResultJson::stretch));
  }

  private static JsonArray stretch(Stretch stretch) {
    return new JsonArray().add(stretch.start()).add(stretch.end());
  }

  private static JsonObject latency(Result.Latency latency) {
    return new JsonObject()
        .put("turn", latency.turn())
        .put("gap", latency.gapMillis())
        .put(
            "segments",
            all(
                latency.segments(),
                s -> new JsonObject().put("name", s.name()).put("ms", s.millis())));
  }

  private static <T> JsonArray all(List<T> list, Function<T, Object> json) {
    JsonArray array = new JsonArray();
    list.forEach(item -> array.add(json.apply(item)));
    return array;
  }
}
