package dev.parley.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley evaluate}: measure a part on recordings. */
@Command(
    name = "evaluate",
    description = "Measure a part on your own recordings.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected what to measure: evaluate stt DIR");
  }
}
