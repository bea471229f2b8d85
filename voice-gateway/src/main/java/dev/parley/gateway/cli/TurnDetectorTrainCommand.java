package dev.parley.gateway.cli;

import dev.parley.turn.training.TurnTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley turn-detector train}. */
@Command(
    name = "train",
    description = {
      "Train a turn model and write it with its card: data, licences, figures, thresholds, limits.",
      "The same data makes the same bytes. Figures and thresholds come from five more models, each"
          + " made without a fifth of the data; all of it takes minutes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./parley turn-detector train --data corpora --corpora icsi --out model",
      "  ./parley turn-detector evaluate --data corpora --model model/turn-model.gz",
      "",
      "Exit codes: 0 done, 2 something could not be read or written."
    })
final class TurnDetectorTrainCommand implements Callable<Integer> {
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

  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "folder to write " + TurnTraining.MODEL_FILE + " and " + TurnTraining.CARD_FILE + " into")
  private Path out;

  @Option(
      names = "--corpora",
      split = ",",
      paramLabel = "NAME",
      description = "corpora to train on, comma-separated (default: all of the folder)")
  private List<String> corpora = new ArrayList<>();

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    TurnDetectorCommand.requireFolder(data);
    Consumer<String> progress = TurnDetectorCommand.progress(terminal);
    try {
      List<String> names = TurnTraining.chosen(data, corpora);
      terminal.note("training on " + String.join(", ", names));
      TurnTraining.train(data, names, out, TurnDetectorCommand.callPolicy(), progress);
    } catch (IOException e) {
      throw TurnDetectorCommand.userError(e);
    } finally {
      TurnDetectorCommand.endProgress(terminal);
    }
    terminal.line("model: " + out.resolve(TurnTraining.MODEL_FILE));
    terminal.line("card:  " + out.resolve(TurnTraining.CARD_FILE));
    return 0;
  }
}
