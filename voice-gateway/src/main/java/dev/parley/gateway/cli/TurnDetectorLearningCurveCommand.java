package dev.parley.gateway.cli;

import dev.parley.turn.training.LearningCurve;
import dev.parley.turn.training.TurnTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley turn-detector learning-curve}. */
@Command(
    name = "learning-curve",
    description = {
      "Tell whether more data would help: train on more and more of it, judge the same fifth.",
      "Four trainings, which take minutes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  ./parley turn-detector learning-curve --data corpora --corpora icsi",
      "",
      "Exit codes: 0 measured, 2 something could not be read."
    })
final class TurnDetectorLearningCurveCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder with overlap_NAME.jsonl.gz, pauses_NAME.jsonl.gz, words_NAME.tsv.gz")
  private Path data;

  @Option(
      names = "--corpora",
      split = ",",
      paramLabel = "NAME",
      description = "corpora to learn from, comma-separated (default: all of the folder)")
  private List<String> corpora = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    TurnDetectorCommand.requireFolder(data);
    try {
      List<String> names = TurnTraining.chosen(data, corpora);
      List<String> lines =
          LearningCurve.lines(
              data,
              names,
              TurnDetectorCommand.callPolicy(),
              TurnDetectorCommand.progress(terminal));
      TurnDetectorCommand.endProgress(terminal);
      lines.forEach(terminal::line);
    } catch (IOException e) {
      throw TurnDetectorCommand.userError(e);
    } finally {
      TurnDetectorCommand.endProgress(terminal);
    }
    return 0;
  }
}
