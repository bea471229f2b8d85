package dev.parley.gateway.simulate;

import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.State;
import dev.parley.gateway.simulate.EarTrack.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what a run does. Mutable, used once. */
final class RunLog {
  private static final class AnswerLog {
    final StringBuilder text = new StringBuilder();
    @Nullable String heard;
  }

  private static final class Asked {
    final long at;
    final long answer;
    final String lastUser;
    long ended = -1;
    boolean discarded;

    Asked(long at, long answer, String lastUser) {
      this.at = at;
      this.answer = answer;
      this.lastUser = lastUser;
    }
  }

  /** A command, and when it was given. */
  record Given(long at, Command command) {}

  private final Scenario scenario;
  private final EarTrack ear;
  private final List<Given> commands = new ArrayList<>();
  private final Map<Long, AnswerLog> answers = new LinkedHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Result.ToolRun> toolRuns = new ArrayList<>();
  private final List<Result.UserTurn> userTurns = new ArrayList<>();
  private final List<Result.Latency> latency = new ArrayList<>();
  private final List<Result.Overlap> overlaps = new ArrayList<>();
  private final List<Result.AnswerEnd> ends = new ArrayList<>();
  private long utterances;
  private long playing;

  RunLog(Scenario scenario, EarTrack ear) {
    this.scenario = scenario;
    this.ear = ear;
  }

  long utterancesBegun() {
    return utterances;
  }

  /** All that the conversation wanted, in order. */
  List<Given> commands() {
    return List.copyOf(commands);
  }

  void command(long at, Command command) {
    commands.add(new Given(at, command));
    switch (command) {
      case Command.StartUtterance c -> utterances++;
      case Command.Generate c ->
          asked.add(new Asked(at, c.answer(), ScriptedModel.lastUser(c.context())));
      case Command.CancelGeneration c -> stopped(at, c.answer());
      case Command.DropAnswer c -> {
        stopped(at, c.answer());
        asked.stream().filter(a -> a.answer == c.answer()).forEach(a -> a.discarded = true);
      }
      case Command.RunTool c -> toolRuns.add(new Result.ToolRun(at, c.call().name()));
      case Command.BeginAnswer c -> answers.put(c.answer(), new AnswerLog());
      case Command.Speak c -> log(c.answer()).text.append(c.text());
      case Command.EndAnswer c -> stopped(at, c.answer());
      case Command.Play c -> playing = c.answer();
      case Command.Tell c -> notice(at, c.notice());
      case Command.FinishUtterance c -> {}
      case Command.DropUtterance c -> {}
      case Command.SetVoice c -> {}
      case Command.CutAnswer c -> {}
      case Command.HangUp c -> {}
      case Command.Transfer c -> {}
      case Command.SetTimer c -> {}
    }
  }

  private void stopped(long at, long answer) {
    asked.stream().filter(a -> a.answer == answer && a.ended < 0).forEach(a -> a.ended = at);
  }

  private AnswerLog log(long answer) {
    return answers.computeIfAbsent(answer, id -> new AnswerLog());
  }

  private void notice(long at, Notice notice) {
    switch (notice) {
      case Notice.TurnHeard n -> userTurns.add(new Result.UserTurn(at, n.text()));
      case Notice.Latency n -> latency.add(latency(at, n));
      case Notice.AnswerOver n -> {
        log(playing).heard = n.heardText();
        ends.add(new Result.AnswerEnd(at, n.turn(), lower(n.outcome())));
      }
      case Notice.OverlapJudged n ->
          overlaps.add(new Result.Overlap(at, lower(n.verdict()), n.probability()));
      case Notice.StateChanged n -> {}
      case Notice.PartialHeard n -> {}
      case Notice.AnswerSoFar n -> {}
      case Notice.IdentityAsked n -> {}
      case Notice.HumanAsked n -> {}
      case Notice.ClaimStopped n -> {}
      case Notice.PromiseStopped n -> {}
      case Notice.Trouble n -> {}
    }
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /** Rounded at the boundaries, so that the parts still sum to the whole. */
  private static Result.Latency latency(long at, Notice.Latency n) {
    List<Result.Segment> segments = new ArrayList<>();
    long nanos = 0;
    for (var segment : n.segments()) {
      long before = Math.round((double) nanos / VirtualTime.MILLI);
      nanos += segment.nanos();
      segments.add(
          new Result.Segment(
              segment.name(), Math.round((double) nanos / VirtualTime.MILLI) - before));
    }
    return new Result.Latency(
        at, n.turn(), Math.round((double) nanos / VirtualTime.MILLI), segments);
  }

  Result result(State state, long sentAheadMax, @Nullable String ended) {
    return new Result(
        scenario,
        botAudio(),
        ear.lowered(),
        asked.stream()
            .map(
                a ->
                    new Result.ModelCall(
                        a.at,
                        a.ended < 0 ? scenario.untilMillis() : a.ended,
                        a.lastUser,
                        a.discarded))
            .toList(),
        List.copyOf(toolRuns),
        List.copyOf(userTurns),
        state.context().stream().map(RunLog::said).toList(),
        List.copyOf(latency),
        List.copyOf(overlaps),
        List.copyOf(ends),
        sentAheadMax,
        ended);
  }

  private List<Result.BotAudio> botAudio() {
    List<Result.BotAudio> all = new ArrayList<>();
    answers.forEach(
        (id, log) -> {
          List<Stretch> heard = ear.heard(id);
          if (heard.isEmpty()) {
            return;
          }
          List<Stretch> gaps = new ArrayList<>();
          for (int i = 1; i < heard.size(); i++) {
            gaps.add(heard.get(i - 1).until(heard.get(i)));
          }
          String text = log.text.toString();
          // the run ended before the answer did
          String heardText = log.heard == null ? "" : log.heard;
          all.add(
              new Result.BotAudio(
                  heard.getFirst().start(),
                  heard.getLast().end(),
                  text,
                  heardText,
                  log.heard != null && !heardText.equals(text),
                  gaps));
        });
    return all;
  }

  private static Result.Said said(Line line) {
    return switch (line) {
      case Line.CallerSaid l -> new Result.Said("user", l.text(), false);
      case Line.BotSaid l -> new Result.Said("assistant", l.text(), l.interrupted());
      case Line.ToolUsed l -> new Result.Said("tool", l.result(), false);
    };
  }
}
