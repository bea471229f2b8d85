package dev.parley.gateway.cli;

import dev.parley.gateway.client.Overlap;
import dev.parley.gateway.client.ScriptedCaller.Fate;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.evaluate.Percentiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The talk as a transcript. On a terminal, what is not final yet stands in the last line and is
 * rewritten; elsewhere only what is final is printed. Mutable, owned by the talk's thread.
 */
final class TextScreen implements TalkScreen {
  /** Below that, percentiles say no more than the turns do. */
  private static final int FEWEST_TURNS = 5;

  private static final String HOP_ORDER = "stt llm tts";

  private final Terminal terminal;
  // shown below the answer it belongs to
  private final Map<Long, VoiceEvent.Latency> latencies = new HashMap<>();
  private final List<VoiceEvent.Latency> answeredIn = new ArrayList<>();
  private boolean isUnfinished;
  private boolean isLowered;
  private boolean isRaised;

  TextScreen(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void saying(String recording) {
    print(terminal.faint("[saying " + recording + "]"));
  }

  @Override
  public void show(VoiceEvent event) {
    switch (event) {
      case VoiceEvent.Started e -> engines(e.engines());
      case VoiceEvent.Partial e -> unfinished("you  " + e.text());
      case VoiceEvent.Final e ->
          print(
              terminal.bold("you  ")
                  + e.text()
                  + (e.understood() ? "" : terminal.yellow(" (not understood)")));
      case VoiceEvent.Answer e -> unfinished("bot  " + e.text());
      case VoiceEvent.Latency e -> latencies.put(e.turn(), e);
      case VoiceEvent.AnswerEnded e -> answered(e);
      case VoiceEvent.Trouble e -> print(terminal.red("!!   " + e.message()));
      case VoiceEvent.Duck e -> ducked(e.gainDb() < 0);
      case VoiceEvent.StateChanged e -> {}
      case VoiceEvent.SpeechBegan e -> {}
      case VoiceEvent.SpeechEnded e -> {}
      case VoiceEvent.Audio e -> raised();
      case VoiceEvent.Clear e -> {}
      case VoiceEvent.Ended e -> {}
      case VoiceEvent.Closed e -> {}
    }
  }

  private void engines(Map<String, VoiceEvent.Engine> engines) {
    for (String hop : HOP_ORDER.split(" ")) {
      VoiceEvent.Engine engine = engines.get(hop);
      if (engine != null) {
        print(
            terminal.faint(
                hop
                    + "  "
                    + engine.engine()
                    + (engine.model().isEmpty() ? "" : " (" + engine.model() + ")")
                    + (engine.label().isEmpty() ? "" : ", " + engine.label())));
      }
    }
  }

  private void ducked(boolean lowers) {
    if (lowers && !isLowered) {
      print(terminal.faint("(bot lowers its voice)"));
    }
    isRaised = isLowered && !lowers;
    isLowered = lowers;
  }

  /** A voice that is raised goes on only when more of it comes; after a cut nothing does. */
  private void raised() {
    if (isRaised) {
      isRaised = false;
      print(terminal.faint("(bot goes on at full voice)"));
    }
  }

  private void answered(VoiceEvent.AnswerEnded e) {
    if (e.outcome().equals("answered")) {
      raised();
    }
    isRaised = false;
    isLowered = false;
    print(terminal.bold("bot  ") + e.text());
    switch (e.outcome()) {
      case "interrupted" -> print(terminal.yellow("     interrupted; heard: ") + e.heard());
      case "discarded" -> print(terminal.yellow("     dropped before any of it was heard"));
      case "failed" -> print(terminal.red("     the answer failed"));
      default -> {
        // answered, as it should be
      }
    }
    VoiceEvent.Latency latency = latencies.remove(e.turn());
    if (latency != null) {
      table(latency);
      answeredIn.add(latency);
    }
  }

  @Override
  public void overlap(Overlap overlap) {
    List<String> parts = new ArrayList<>();
    overlap.loweredMillis().ifPresent(millis -> parts.add("lowered after " + millis + " ms"));
    switch (overlap.outcome()) {
      case CUT ->
          parts.add(
              overlap.silentMillis().isPresent()
                  ? "silent after " + overlap.silentMillis().getAsInt() + " ms"
                  : "cut");
      case WENT_ON -> parts.add("the bot went on");
    }
    print(terminal.faint("     interruption: " + String.join(", ", parts)));
  }

  /** Over several turns: the middle and the slow end of the whole and of each part. */
  private void distribution() {
    if (answeredIn.size() < FEWEST_TURNS) {
      return;
    }
    TextTable table = new TextTable();
    table.row(answeredIn.size() + " turns", "p50", "p95");
    for (VoiceEvent.Segment part : answeredIn.getFirst().segments()) {
      row(
          table,
          "     " + part.name(),
          answeredIn.stream()
              .flatMap(latency -> latency.segments().stream())
              .filter(segment -> segment.name().equals(part.name()))
              .map(VoiceEvent.Segment::millis)
              .toList());
    }
    row(
        table,
        "     = from your last word to the answer",
        answeredIn.stream().map(VoiceEvent.Latency::gapMillis).toList());
    table.lines().forEach(this::print);
  }

  private static void row(TextTable table, String name, List<Double> figures) {
    Percentiles.of(figures).ifPresent(p -> table.row(name, millis(p.p50()), millis(p.p95())));
  }

  private void table(VoiceEvent.Latency latency) {
    TextTable table = new TextTable();
    latency.segments().forEach(s -> table.row("     " + s.name(), millis(s.millis())));
    table.row("     = from your last word to the answer", millis(latency.gapMillis()));
    List<String> lines = table.lines();
    for (int i = 0; i < lines.size(); i++) {
      print(i == lines.size() - 1 ? lines.get(i) : terminal.faint(lines.get(i)));
    }
  }

  private static String millis(double figure) {
    return String.format(Locale.ROOT, "%7.0f ms", figure);
  }

  @Override
  public void end(Summary summary) {
    distribution();
    long answered = summary.fates().stream().filter(fate -> fate == Fate.ANSWERED).count();
    StringBuilder line =
        new StringBuilder(answered + " of " + summary.fates().size() + " answered");
    for (int i = 0; i < summary.fates().size(); i++) {
      Fate fate = summary.fates().get(i);
      if (fate != Fate.ANSWERED) {
        line.append("; recording ").append(i + 1).append(words(fate));
      }
    }
    if (summary.reply() != null) {
      line.append("; what was heard: ").append(summary.reply());
    }
    print(line.toString());
  }

  private static String words(Fate fate) {
    return switch (fate) {
      case ANSWERED -> " was answered";
      case PASSED_OVER -> ": the bot went on";
      case INTERRUPTED -> " got an answer that was cut off";
      case FAILED -> " got a failed answer";
      case TIMED_OUT -> " got no answer in time";
      case NOT_SAID -> " was not answered before the end";
    };
  }

  private void unfinished(String text) {
    if (terminal.isLive()) {
      terminal.rewrite(terminal.out(), text);
      isUnfinished = true;
    }
  }

  private void print(String text) {
    if (isUnfinished) {
      terminal.erase(terminal.out());
      isUnfinished = false;
    }
    terminal.line(text);
  }
}
