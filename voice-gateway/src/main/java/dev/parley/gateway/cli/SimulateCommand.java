package dev.parley.gateway.cli;

import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.simulate.Result;
import dev.parley.gateway.simulate.ResultJson;
import dev.parley.gateway.simulate.Scenario;
import dev.parley.gateway.simulate.Simulation;
import dev.parley.gateway.simulate.TimelineText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley simulate}: scripted conversations in virtual time. */
@Command(
    name = "simulate",
    description = {
      "Run scripted conversations in virtual time through the real turn-taking, clause and playout code, and"
          + " print what the caller would have heard: one JSON object a scenario and line. The hops are scripted."
          + " The same scenario always gives the same output.",
      "The form of scenarios and results: docs/simulator.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 every scenario was run, 2 one could not be read."})
final class SimulateCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE.json", description = "scenarios")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--timeline",
      description =
          "draw each conversation as text instead: caller, bot, model, what happened when")
  private boolean timeline;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    // all are read before the first runs: a typo in the last one is told at once
    List<Scenario> scenarios = files.stream().map(Scenario::read).toList();
    for (Scenario scenario : scenarios) {
      Result result = Simulation.run(scenario, TurnRules.standard());
      if (timeline) {
        TimelineText.of(result, terminal.columns()).forEach(terminal::line);
        terminal.line("");
      } else {
        terminal.line(ResultJson.of(result).encode());
      }
    }
    return 0;
  }
}
