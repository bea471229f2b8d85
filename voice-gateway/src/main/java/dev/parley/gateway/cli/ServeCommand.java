package dev.parley.gateway.cli;

import dev.parley.adapter.Settings;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.Pipeline;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley serve} and {@code ./parley gateway}: run until told to stop. */
final class ServeCommand implements Callable<Integer> {
  private static final int GOODBYE_SECONDS = 15;

  private final GatewayLauncher.Extent extent;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "TCP port of pages and voice; 0 = any free")
  private @Nullable Integer port;

  ServeCommand(GatewayLauncher.Extent extent) {
    this.extent = extent;
  }

  @Override
  @SuppressWarnings("try") // the pipeline serves by itself
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec);
    if (port != null) {
      settings.override("gateway.port", Integer.toString(port));
    }
    Settings loaded = settings.load();
    int drainSeconds = loaded.integer(GatewaySettings.DRAIN_SECONDS);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (ShutdownHook hook =
            ShutdownHook.on(stop::countDown, stopped, drainSeconds + GOODBYE_SECONDS);
        Pipeline pipeline = GatewayLauncher.start(loaded, extent, terminal::note)) {
      terminal.line(
          "open " + terminal.bold(pipeline.address().toString()) + " in a browser and talk");
      terminal.line(
          "or say a recording: ./parley talk FILE.wav   (" + pipeline.voiceAddress() + ")");
      terminal.line("ready; Ctrl-C stops");
      stop.await();
      int calls = pipeline.callCount();
      if (calls > 0) {
        terminal.line(
            "stopping: "
                + (calls == 1 ? "1 call has " : calls + " calls have ")
                + drainSeconds
                + " s to end, then a goodbye is said");
      }
      pipeline.drain(Duration.ofSeconds(drainSeconds));
    } finally {
      stopped.countDown();
    }
    return 0;
  }
}
