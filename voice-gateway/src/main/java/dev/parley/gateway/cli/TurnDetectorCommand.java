package dev.parley.gateway.cli;

import dev.parley.adapter.UserError;
import dev.parley.gateway.conversation.TurnPolicy;
import dev.parley.turn.training.CallPolicy;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley turn-detector}: the model that judges pauses and interruptions. */
@Command(
    name = "turn-detector",
    description = {
      "Train and measure the model that tells the end of a turn and an interruption.",
      "What the data looks like and what the figures mean: docs/turn-model.md."
    },
    mixinStandardHelpOptions = true)
final class TurnDetectorCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  static CommandLine commandLine() {
    return new CommandLine(new TurnDetectorCommand())
        .addSubcommand(new TurnDetectorTrainCommand())
        .addSubcommand(new TurnDetectorEvaluateCommand())
        .addSubcommand(new TurnDetectorLearningCurveCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "expected train --data DIR --out DIR, evaluate --data DIR or learning-curve --data DIR");
  }

  /** Refuses what is no folder before anything is read. */
  static void requireFolder(Path data) {
    if (!Files.isDirectory(data)) {
      throw new UserError(
          "--data "
              + data
              + ": expected a folder of overlap_*.jsonl.gz and pauses_*.jsonl.gz, found "
              + (Files.exists(data) ? "a file" : "nothing"));
    }
  }

  /** What calls do by default. */
  static CallPolicy callPolicy() {
    TurnPolicy policy = TurnPolicy.standard();
    return new CallPolicy(
        policy.commitAbove(), p -> policy.waitNanos(p) / (double) Duration.ofSeconds(1).toNanos());
  }

  /** On standard error: one line that is rewritten where somebody watches. */
  static Consumer<String> progress(Terminal terminal) {
    return text -> {
      if (terminal.errMode() == Terminal.Liveliness.LIVE) {
        terminal.rewrite(terminal.err(), text + " ...");
      } else {
        terminal.note(text);
      }
    };
  }

  static void endProgress(Terminal terminal) {
    if (terminal.errMode() == Terminal.Liveliness.LIVE) {
      terminal.erase(terminal.err());
    }
  }

  /** One line that names the file; the file system's own messages are often just that name. */
  static UserError userError(IOException e) {
    if (!(e instanceof FileSystemException f)) {
      return new UserError(String.valueOf(e.getMessage()), e);
    }
    String what =
        switch (f) {
          case NoSuchFileException missing -> "is not there";
          case AccessDeniedException denied -> "permission denied";
          case NotDirectoryException file -> "is not a folder";
          case FileAlreadyExistsException file -> "is there already, and is not a folder";
          default -> f.getReason() == null ? f.toString() : f.getReason();
        };
    return new UserError(f.getFile() + ": " + what, e);
  }
}
