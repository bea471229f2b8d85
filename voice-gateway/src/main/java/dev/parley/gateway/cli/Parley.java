package dev.parley.gateway.cli;

import dev.parley.adapter.AdapterCommand;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.LogFormat;
import dev.parley.adapter.UserError;
import dev.parley.gateway.GatewayLauncher;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ./parley}: a voice agent in one command, and the tools around it. */
@Command(
    name = "parley",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "A streaming voice agent. Without a command: serve.",
    mixinStandardHelpOptions = true,
    versionProvider = ParleyVersion.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 done, 1 something was found wanting, 2 what you asked for can't",
      "be done, 3 a defect of Parley.",
      "",
      "Environment: PARLEY_* are settings (./parley settings lists them), except",
      "  PARLEY_NO_BUILD=1   start what was built, however old",
      "  PARLEY_JAVA         a JDK's folder or its java",
      "  PARLEY_JAVA_HEAP    largest heap, default 640m; 3g for turn-detector",
      "  PARLEY_JAVA_GC      garbage collector, default -XX:+UseG1GC",
      "  PARLEY_JAVA_OPTS    further options for java; -Dparley.log=debug logs more",
      "  PARLEY_LOG_FORMAT   text, or json: one object a line"
    })
public final class Parley {
  static final int USER_ERROR = 2;
  static final int DEFECT = 3;

  /** Read by logback.xml. */
  private static final String LOG_LEVEL_PROPERTY = "parley.log";

  private static final Set<String> SERVERS = Set.of("serve", "gateway", "stt", "llm", "tts");

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "show where an error comes from")
  private boolean stacktrace;

  private Parley() {}

  public static void main(String[] args) {
    try {
      LogFormat.choose(System.getenv());
    } catch (UserError e) {
      System.err.println("parley: " + e.getMessage());
      System.exit(USER_ERROR);
    }
    logAt(isServer(args) ? "info" : "warn");
    CommandLine line = commandLine();
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(Terminal.hasColour() ? Ansi.ON : Ansi.OFF));
    int exitCode;
    try {
      exitCode = line.execute(args);
    } catch (OutOfMemoryError | LinkageError e) {
      // these pass by picocli's handlers
      Terminal.of(line.getCommandSpec())
          .complain("parley: Java gave up: " + e + "; ./parley doctor may know why");
      exitCode = DEFECT;
    }
    System.exit(exitCode);
  }

  /** The whole command line; tests run it with their own output. */
  public static CommandLine commandLine() {
    Parley parley = new Parley();
    CommandLine line = new CommandLine(parley);
    CommandLine serve = serving("serve", GatewayLauncher.Extent.ALL_IN_ONE);
    line.addSubcommand(serve);
    line.addSubcommand(serving("gateway", GatewayLauncher.Extent.GATEWAY_ONLY));
    for (AdapterProvider provider : GatewayLauncher.providers()) {
      CommandLine hop =
          AdapterCommand.commandLine(new AdapterCommand(provider), provider.hop().id());
      hop.getCommandSpec()
          .usageMessage()
          .description("Run the " + provider.hop().title() + " adapter alone, as a gRPC server.");
      line.addSubcommand(hop);
    }
    line.addSubcommand(new TalkCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new PolicyCommand())
        .addSubcommand(new TokenCommand())
        .addSubcommand(new VerifyDisclosureCommand())
        .addSubcommand(new DetectWatermarkCommand())
        .addSubcommand(new DoctorCommand())
        .addSubcommand(ModelsCommand.commandLine())
        .addSubcommand(
            new CommandLine(new EvaluateCommand()).addSubcommand(new EvaluateSttCommand()))
        .addSubcommand(TurnDetectorCommand.commandLine())
        .addSubcommand(new SettingsCommand())
        .addSubcommand(new CommandLine.HelpCommand());
    shareVersion(line);
    return line.setParameterExceptionHandler(Parley::misused)
        .setExecutionStrategy(parsed -> parley.run(parsed, serve))
        .setExecutionExceptionHandler(parley::failed);
  }

  private static void shareVersion(CommandLine line) {
    line.getSubcommands()
        .values()
        .forEach(
            sub -> {
              sub.getCommandSpec().versionProvider(new ParleyVersion());
              shareVersion(sub);
            });
  }

  private static CommandLine serving(String name, GatewayLauncher.Extent extent) {
    CommandLine line = new CommandLine(new ServeCommand(extent));
    CommandSpec spec = line.getCommandSpec().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage()
        .sortOptions(false)
        .description(
            extent == GatewayLauncher.Extent.ALL_IN_ONE
                ? "Start the gateway and every part that has no address of its own. The default."
                : "Start the gateway alone; each gateway.*-address names a running adapter.");
    // only when it is shown: the list comes from every adapter
    line.getHelpSectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                System.lineSeparator()
                    + "Settings (file parley.properties: key = value; or the environment; or --set):"
                    + System.lineSeparator()
                    + SettingsTable.plain(GatewayLauncher.settings(), Terminal.of(spec).columns()));
    return line;
  }

  private int run(ParseResult parsed, CommandLine serve) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return 0;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object command = last.commandSpec().userObject();
    if (command instanceof Parley) {
      return stacktrace ? serve.execute("--stacktrace") : serve.execute();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /**
   * The level must be known before the first class that logs is loaded, so before the words are
   * parsed.
   */
  private static boolean isServer(String[] args) {
    return Arrays.stream(args)
        .filter(a -> !a.startsWith("-"))
        .findFirst()
        .map(SERVERS::contains)
        .orElse(true);
  }

  private static void logAt(String level) {
    if (System.getProperty(LOG_LEVEL_PROPERTY) == null) {
      System.setProperty(LOG_LEVEL_PROPERTY, level);
    }
    // Sphinx and gRPC log through java.util.logging
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** One line instead of a page: the page is a --help away. */
  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    StringBuilder message = new StringBuilder("parley: ").append(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      message.append("; did you mean ").append(unmatched.getSuggestions().get(0)).append('?');
    }
    String command = line.getCommandSpec().qualifiedName();
    message.append(" (./").append(command).append(" --help)");
    Terminal.of(line.getCommandSpec()).complain(message.toString());
    return USER_ERROR;
  }

  private int failed(Exception e, CommandLine line, ParseResult parsed) {
    boolean isUsers = e instanceof UserError;
    String message =
        isUsers
            ? "parley: " + e.getMessage()
            : "parley: a defect, not your doing: "
                + e
                + (stacktrace ? "" : "; run it again with --stacktrace and report what it shows");
    Terminal.of(line.getCommandSpec()).complain(message);
    if (stacktrace) {
      e.printStackTrace(line.getErr());
      line.getErr().flush();
    }
    return isUsers ? USER_ERROR : DEFECT;
  }
}
