package dev.parley.gateway.cli;

import dev.parley.gateway.client.Overlap;
import dev.parley.gateway.client.VoiceEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** One JSON object a line, for programs. */
final class JsonScreen implements TalkScreen {
  private final Terminal terminal;

  JsonScreen(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void saying(String recording) {
    terminal.note("saying " + recording);
  }

  @Override
  public void show(VoiceEvent event) {
    switch (event) {
      case VoiceEvent.Partial e -> print(turn("partial", e.turn(), e.text()));
      case VoiceEvent.Final e ->
          print(turn("final", e.turn(), e.text()).put("understood", e.understood()));
      case VoiceEvent.Answer e -> print(turn("answer", e.turn(), e.text()));
      case VoiceEvent.AnswerEnded e ->
          print(
              turn("answer", e.turn(), e.text())
                  .put("heard", e.heard())
                  .put("outcome", e.outcome()));
      case VoiceEvent.Latency e -> print(latency(e));
      case VoiceEvent.Duck e ->
          print(new JsonObject().put("type", "duck").put("gain_db", e.gainDb()));
      case VoiceEvent.Trouble e -> terminal.note("parley: " + e.message());
      case VoiceEvent.Started e -> {}
      case VoiceEvent.StateChanged e -> {}
      case VoiceEvent.SpeechBegan e -> {}
      case VoiceEvent.SpeechEnded e -> {}
      case VoiceEvent.Audio e -> {}
      case VoiceEvent.Clear e -> {}
      case VoiceEvent.Ended e -> {}
      case VoiceEvent.Closed e -> {}
    }
  }

  private static JsonObject turn(String type, long turn, String text) {
    return new JsonObject().put("type", type).put("turn", turn).put("text", text);
  }

  private static JsonObject latency(VoiceEvent.Latency e) {
    JsonArray segments = new JsonArray();
    for (VoiceEvent.Segment s : e.segments()) {
      segments.add(new JsonObject().put("name", s.name()).put("ms", s.millis()));
    }
    return new JsonObject()
        .put("type", "latency")
        .put("turn", e.turn())
        .put("text", "")
        .put("gap_ms", e.gapMillis())
        .put("segments", segments);
  }

  @Override
  public void overlap(Overlap overlap) {
    JsonObject message =
        new JsonObject()
            .put("type", "overlap")
            .put("recording", overlap.recording() + 1)
            .put("turn", overlap.turn());
    overlap.loweredMillis().ifPresent(millis -> message.put("lowered_ms", millis));
    overlap.silentMillis().ifPresent(millis -> message.put("silent_ms", millis));
    print(message.put("outcome", overlap.outcome().name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void end(Summary summary) {
    print(
        new JsonObject()
            .put("type", "end")
            .put("turn", summary.turns())
            .put("text", "")
            .put("turns", summary.turns())
            .put("outcome", summary.outcome())
            .put("reply", summary.reply() == null ? null : summary.reply().toString())
            .put("exit", summary.exitCode()));
  }

  private void print(JsonObject message) {
    terminal.line(message.encode());
  }
}
