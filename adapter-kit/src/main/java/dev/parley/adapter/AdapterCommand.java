package dev.parley.adapter;

import dev.parley.proto.v1.EngineDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs one hop alone: {@code ./parley stt|llm|tts}. Also the main class of an adapter's own
 * container.
 */
@Command(mixinStandardHelpOptions = true, sortOptions = false, showDefaultValues = true)
public final class AdapterCommand implements Callable<Integer> {
  /** What a supervisor waits for on standard output; the port follows. */
  public static final String READY_PREFIX = "ready ";

  private final AdapterProvider provider;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration file (default: parley.properties if there is one)")
  private @Nullable Path config;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "address to listen on")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "TCP port; 0 = any free one")
  private @Nullable Integer port;

  @Option(names = "--engine", paramLabel = "NAME", description = "engine, instead of the setting")
  private @Nullable String engine;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "any setting, may be repeated")
  private Map<String, String> overrides = new HashMap<>();

  @Option(
      names = "--stop-with-stdin",
      hidden = true,
      description = "end when standard input closes: a child process dies with its parent")
  private boolean stopWithStdin;

  public AdapterCommand(AdapterProvider provider) {
    this.provider = provider;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Hop hop = provider.hop();
    if (engine != null) {
      overrides.put(hop.id() + ".engine", engine);
    }
    List<Setting> known = new ArrayList<>(CommonSettings.all());
    known.addAll(provider.settings());
    Settings settings = Settings.load(known, config, System.getenv(), overrides);
    Tracing tracing = Tracing.start(settings);
    Adapter adapter = provider.open(settings);
    AdapterServer server;
    try {
      server =
          AdapterServer.listen(
              adapter, host, port == null ? hop.defaultPort() : port, tracing.tracer(hop));
    } catch (UserError e) {
      adapter.close();
      tracing.close();
      throw e;
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  tracing.close();
                },
                hop.id() + "-shutdown"));
    out.println(hop.title() + ": " + describe(adapter.engine()));
    out.println(READY_PREFIX + host + ":" + server.port());
    out.flush();
    if (stopWithStdin) {
      stopWhenStdinCloses();
    }
    server.awaitTermination();
    return 0;
  }

  /** One line for people: engine, model, what it honestly is, why it was chosen. */
  public static String describe(EngineDescription engine) {
    StringBuilder line = new StringBuilder(engine.getEngine());
    if (!engine.getModel().isEmpty()) {
      line.append(" (").append(engine.getModel()).append(')');
    }
    if (!engine.getLabel().isEmpty()) {
      line.append(", ").append(engine.getLabel());
    }
    if (!engine.getReason().isEmpty()) {
      line.append("; ").append(engine.getReason());
    }
    return line.toString();
  }

  private static void stopWhenStdinCloses() {
    Thread watcher =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is said on it; only its end matters
                }
              } catch (IOException e) {
                // a broken pipe is an end, too
              }
              System.exit(0);
            },
            "stdin-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Runs the one adapter on the class path. */
  public static void main(String[] args) {
    LogFormat.choose(System.getenv());
    AdapterProvider provider =
        ServiceLoader.load(AdapterProvider.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no adapter on the class path"));
    System.exit(commandLine(new AdapterCommand(provider), provider.hop().id()).execute(args));
  }

  /** A command line that shows a {@link UserError} as one line. */
  public static CommandLine commandLine(Object command, String name) {
    return new CommandLine(command)
        .setCommandName(name)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              if (!(e instanceof UserError)) {
                throw e;
              }
              line.getErr().println(line.getColorScheme().errorText("parley: " + e.getMessage()));
              return 2;
            });
  }
}
