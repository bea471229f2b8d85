package dev.parley.gateway.simulate;

import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.ToolCall;
import dev.parley.gateway.simulate.Scenario.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The model of one call, and its tools: answers by the caller's last words. */
final class ScriptedModel {
  private static final String NO_SCRIPT = "The scenario has no answer to that.";

  private final VirtualTime time;
  private final Scenario scenario;
  private final Consumer<Event> conversation;
  private final Set<Long> running = new HashSet<>();
  private long generations;
  private long toolCalls;

  ScriptedModel(VirtualTime time, Scenario scenario, Consumer<Event> conversation) {
    this.time = time;
    this.scenario = scenario;
    this.conversation = conversation;
  }

  static String lastUser(List<Line> context) {
    String last = "";
    for (Line line : context) {
      if (line instanceof Line.CallerSaid said) {
        last = said.text();
      }
    }
    return last;
  }

  void generate(Command.Generate asked) {
    // one generation an answer at a time; the newest replaces the one before
    long generation = (asked.answer() << 20) + ++generations;
    running.removeIf(g -> g >> 20 == asked.answer());
    running.add(generation);
    Reply reply = replyTo(lastUser(asked.context()));
    if (reply.fails()) {
      later(
          generation,
          reply.firstTokenMillis(),
          () -> {
            running.remove(generation);
            conversation.accept(
                new Event.GenerationFailed(time.nanos(), asked.answer(), "scripted failure"));
          });
      return;
    }
    if (!reply.tool().isEmpty() && !(asked.context().getLast() instanceof Line.ToolUsed)) {
      callTool(generation, asked.answer(), reply);
      return;
    }
    String[] words = reply.content().isBlank() ? new String[0] : reply.content().split("(?<= )");
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      later(
          generation,
          reply.firstTokenMillis() + i * reply.durationMillis() / words.length,
          () -> conversation.accept(new Event.TextDelta(time.nanos(), asked.answer(), word)));
    }
    later(
        generation,
        reply.firstTokenMillis() + reply.durationMillis(),
        () -> end(generation, asked.answer()));
  }

  private void callTool(long generation, long answer, Reply reply) {
    later(
        generation,
        reply.firstTokenMillis(),
        () -> {
          ToolCall call = new ToolCall("call-" + ++toolCalls, reply.tool(), "{}");
          conversation.accept(new Event.ToolCalled(time.nanos(), answer, call));
          end(generation, answer);
        });
  }

  private void end(long generation, long answer) {
    running.remove(generation);
    conversation.accept(new Event.GenerationEnded(time.nanos(), answer));
  }

  private void later(long generation, long millis, Runnable deed) {
    time.inMillis(
        millis,
        () -> {
          if (running.contains(generation)) {
            deed.run();
          }
        });
  }

  void cancel(long answer) {
    running.removeIf(g -> g >> 20 == answer);
  }

  void runTool(long answer, ToolCall call) {
    long millis =
        scenario.replies().stream()
            .filter(r -> r.tool().equals(call.name()))
            .mapToLong(Reply::toolMillis)
            .findFirst()
            .orElse(0);
    time.inMillis(
        millis,
        () -> conversation.accept(new Event.ToolReturned(time.nanos(), answer, call.id(), "ok")));
  }

  private Reply replyTo(String input) {
    return scenario.replies().stream()
        .filter(r -> r.input().strip().equalsIgnoreCase(input.strip()))
        .findFirst()
        .orElse(new Reply(input, NO_SCRIPT, 100, 300, "", 0, false));
  }
}
