package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Setting;
import dev.parley.gateway.GatewayLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ParleyTest {
  private static final String TABLE_BEGIN = "<!-- settings:begin -->";
  private static final String TABLE_END = "<!-- settings:end -->";

  @Command(name = "stumble")
  private static final class Stumble implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new IllegalStateException("two left feet");
    }
  }

  @Test
  void helpNamesEveryCommand() {
    CommandLineRun run = CommandLineRun.of("--help");
    assertEquals(0, run.exitCode());
    for (String command :
        new String[] {
          "serve", "gateway", "stt", "talk", "doctor", "models", "evaluate", "settings"
        }) {
      assertTrue(run.out().contains("\n  " + command), "no " + command + " in " + run.out());
    }
  }

  @Test
  void aMisspeltCommandIsAnsweredInOneLineWithTheLikelyOne() {
    CommandLineRun run = CommandLineRun.of("docter");
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("did you mean doctor"), run.err());
    assertEquals("", run.out());
  }

  @Test
  void everyCommandKnowsItsHelpAndTheVersion() {
    for (String command : Parley.commandLine().getSubcommands().keySet()) {
      assertEquals(0, CommandLineRun.of(command, "--help").exitCode(), command);
      if (!command.equals("help")) {
        assertTrue(CommandLineRun.of(command, "--version").out().startsWith("Parley"), command);
      }
    }
  }

  @Test
  void serveExplainsEverySetting() {
    String help = CommandLineRun.of("serve", "--help").out();
    for (Setting setting : GatewayLauncher.settings()) {
      assertTrue(help.contains(setting.key()), "no " + setting.key() + " in " + help);
      assertTrue(help.contains(setting.environmentName()), setting.environmentName());
    }
  }

  @Test
  void anUnknownSettingIsRefusedWithTheNearestOne() {
    CommandLineRun run = CommandLineRun.of("doctor", "--set", "gateway.prot=1");
    assertEquals(2, run.exitCode());
    assertEquals(
        "parley: configuration: command line: unknown setting 'gateway.prot'; did you mean"
            + " 'gateway.port'?\n",
        run.err());
  }

  @Test
  void aDefectIsOneLineUntilTheStackTraceIsAskedFor() {
    CommandLineRun plain = CommandLineRun.of(withStumble(), "stumble");
    assertEquals(3, plain.exitCode());
    assertEquals(1, plain.err().lines().count(), plain.err());
    assertTrue(plain.err().contains("two left feet"), plain.err());
    assertTrue(plain.err().contains("--stacktrace"), plain.err());

    CommandLineRun traced = CommandLineRun.of(withStumble(), "--stacktrace", "stumble");
    assertEquals(3, traced.exitCode());
    assertTrue(traced.err().contains("at dev.parley.gateway.cli.ParleyTest$Stumble"), traced.err());
  }

  private static CommandLine withStumble() {
    CommandLine line = Parley.commandLine();
    line.addSubcommand(new Stumble());
    return line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    CommandLineRun run = CommandLineRun.of("serve", "--port", "70000");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("gateway.port must be a whole number"), run.err());
  }

  @Test
  void pipedOutputHasNoEscapes() {
    assertFalse(CommandLineRun.of("doctor").out().contains("\u001b"));
    assertFalse(CommandLineRun.of("models", "list").out().contains("\u001b"));
  }

  @Test
  void theSettingsOfTheReadmeAreThoseOfTheProgram() throws IOException {
    Path readme = root().resolve("README.md");
    Assumptions.assumeTrue(Files.exists(readme), "there is no README.md, so nothing to compare");
    String text = Files.readString(readme);
    Assumptions.assumeTrue(
        text.contains(TABLE_BEGIN), "README.md has no " + TABLE_BEGIN + ", so nothing to compare");
    String table =
        text.substring(text.indexOf(TABLE_BEGIN) + TABLE_BEGIN.length(), text.indexOf(TABLE_END));
    assertEquals(
        CommandLineRun.of("settings").out().strip(),
        table.strip(),
        "put the output of ./parley settings between the markers of README.md");
  }

  static Path root() {
    Path dir = Path.of("").toAbsolutePath();
    while (dir != null && !Files.exists(dir.resolve("parley"))) {
      dir = dir.getParent();
    }
    if (dir == null) {
      throw new IllegalStateException("expected ./parley in a folder above the working folder");
    }
    return dir;
  }
}
