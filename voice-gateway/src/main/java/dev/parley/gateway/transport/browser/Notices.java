package dev.parley.gateway.transport.browser;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the caller's screen is told, as JSON of docs/protocol.md. */
final class Notices {
  private static final double NANOS_PER_MILLI = 1e6;

  private Notices() {}

  static JsonObject toJson(Notice notice) {
    return switch (notice) {
      case Notice.StateChanged n ->
          message("state").put("state", n.phase().name().toLowerCase(Locale.ROOT));
      case Notice.PartialHeard n ->
          message("partial")
              .put("turn", n.turn())
              .put("text", n.text())
              .put("stable_chars", n.stableChars());
      case Notice.TurnHeard n ->
          message("final")
              .put("turn", n.turn())
              .put("text", n.text())
              .put("understood", n.understood());
      case Notice.AnswerSoFar n -> message("answer").put("turn", n.turn()).put("text", n.text());
      case Notice.Latency n -> {
        JsonArray segments = new JsonArray();
        n.segments()
            .forEach(
                s ->
                    segments.add(
                        new JsonObject().put("name", s.name()).put("ms", millis(s.nanos()))));
        yield message("latency")
            .put("turn", n.turn())
            .put("gap_ms", millis(n.gapNanos()))
            .put("segments", segments);
      }
      case Notice.AnswerOver n ->
          message("answer_end")
              .put("turn", n.turn())
              .put("text", n.text())
              .put("heard", n.heardText())
              .put("interrupted", n.outcome() != Outcome.ANSWERED && n.outcome() != Outcome.FAILED)
              .put("outcome", n.outcome().name().toLowerCase(Locale.ROOT));
      case Notice.OverlapJudged n ->
          message("overlap")
              .put("turn", n.turn())
              .put("verdict", n.verdict().name().toLowerCase(Locale.ROOT))
              .put("probability", n.probability())
              .put("after_ms", millis(n.sinceOnsetNanos()));
      case Notice.IdentityAsked n ->
          message("identity").put("turn", n.turn()).put("event", "asked");
      case Notice.HumanAsked n ->
          message("identity").put("turn", n.turn()).put("event", "human_asked");
      case Notice.PromiseStopped n ->
          message("identity").put("turn", n.turn()).put("event", "promise_stopped");
      case Notice.ClaimStopped n ->
          message("identity").put("turn", n.turn()).put("event", "claim_stopped");
      case Notice.Trouble n -> error(n.code(), n.message());
    };
  }

  static JsonObject error(String code, String text) {
    return message("error").put("code", code).put("message", text);
  }

  static JsonObject message(String type) {
    return new JsonObject().put("type", type);
  }

  // to a microsecond, so that the printed segments still sum to the printed gap to a microsecond or
  // two
  private static double millis(long nanos) {
    return Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0;
  }
}
