package dev.parley.gateway.cli;

import dev.parley.turn.model.ModelFile;
import dev.parley.turn.model.ShippedModel;
import dev.parley.turn.model.TurnModel;
import dev.parley.turn.training.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley turn-detector evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Measure a turn model on labelled conversations: every overlap_*.jsonl.gz and"
          + " pauses_*.jsonl.gz of a folder.",
      "A model is never judged on conversations it was trained on without saying so: where the"
          + " folder has its training data, it is trained again without the fold in question, which"
          + " takes minutes."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./parley turn-detector evaluate --data corpora",
      "  ./parley turn-detector evaluate --data corpora --plots plots --json",
      "",
      "Train on one corpus, test on another:",
      "  ./parley turn-detector train --data corpora --corpora icsi --out model",
      "  ./parley turn-detector evaluate --data other --model model/turn-model.gz",
      "",
      "Exit codes: 0 measured, 2 something could not be read or written."
    })
final class TurnDetectorEvaluateCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "folder with overlap_*.jsonl.gz, pauses_*.jsonl.gz, or both")
  private Path data;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "a model that train has written (default: the one that is built in)")
  private @Nullable Path model;

  @Option(names = "--json", description = "the main figures as one JSON object")
  private boolean json;

  @Option(names = "--plots", paramLabel = "DIR", description = "folder to draw SVG files into")
  private @Nullable Path plots;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    TurnDetectorCommand.requireFolder(data);
    try {
      if (plots != null) {
        Files.createDirectories(plots);
      }
      TurnModel judge = read();
      Evaluation evaluation =
          Evaluation.of(
              judge,
              data,
              TurnDetectorCommand.callPolicy(),
              TurnDetectorCommand.progress(terminal));
      TurnDetectorCommand.endProgress(terminal);
      show(terminal, evaluation);
    } catch (IOException e) {
      throw TurnDetectorCommand.userError(e);
    } finally {
      TurnDetectorCommand.endProgress(terminal);
    }
    return 0;
  }

  private void show(Terminal terminal, Evaluation evaluation) throws IOException {
    if (json) {
      evaluation.notices().forEach(notice -> terminal.note("note: " + notice));
      terminal.line(evaluation.json());
    } else {
      evaluation.lines().forEach(terminal::line);
    }
    if (plots != null) {
      evaluation.writePlots(plots).forEach(file -> terminal.note("drawn: " + file));
    }
  }

  private TurnModel read() throws IOException {
    if (model == null) {
      return ShippedModel.get();
    }
    try (InputStream in = Files.newInputStream(model)) {
      return ModelFile.read(in, model.toString());
    }
  }
}
