package dev.parley.gateway.cli;

import dev.parley.gateway.GatewayLauncher;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./parley settings}: what the README shows. */
@Command(
    name = "settings",
    description = "Print all settings as a Markdown table.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(SettingsTable.markdown(GatewayLauncher.settings()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
