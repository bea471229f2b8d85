package dev.parley.gateway;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterCommand;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.SupervisedProcess;
import dev.parley.adapter.Tracing;
import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.dashboard.Dashboard;
import dev.parley.gateway.history.History;
import dev.parley.gateway.history.HistorySettings;
import dev.parley.gateway.hop.HopChannel;
import dev.parley.gateway.hop.HopDescriptions;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.hop.WarmUp;
import dev.parley.gateway.metrics.Metrics;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.proof.ProofLog;
import dev.parley.gateway.span.CallSpans;
import dev.parley.proto.v1.EngineDescription;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the gateway and those hops that have no address: each on an in-process channel, or in a
 * process of its own when its engine calls native code that could take everything else down.
 */
public final class GatewayLauncher {
  /** What to start. */
  public enum Extent {
    /** The gateway, and every hop whose address is not set. */
    ALL_IN_ONE,
    /** The gateway alone; every hop must have an address. */
    GATEWAY_ONLY
  }

  private static final Duration REMOTE_PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(GatewayLauncher.class);
  private static final List<String> CHILD_JVM_ARGS =
      List.of("--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-Xmx256m");

  private final Settings settings;
  private final Tracing tracing;
  private final Consumer<String> progress;
  // closed in the reverse order of their opening
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private GatewayLauncher(Settings settings, Tracing tracing, Consumer<String> progress) {
    this.settings = settings;
    this.tracing = tracing;
    this.progress = progress;
  }

  /** Every setting of the gateway and of the adapters on the class path. */
  public static List<Setting> settings() {
    List<Setting> all = new ArrayList<>(GatewaySettings.all());
    all.addAll(HistorySettings.all());
    all.addAll(CommonSettings.all());
    providers().forEach(p -> all.addAll(p.settings()));
    return all;
  }

  /**
   * The adapters on the class path, in the order of the hops: the class path's own is an accident.
   */
  public static List<AdapterProvider> providers() {
    return ServiceLoader.load(AdapterProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(AdapterProvider::hop))
        .toList();
  }

  /**
   * Blocks until callers are welcome.
   *
   * @param progress told in a few lines what is being done
   * @throws UserError when something can't start; whatever had been started is stopped again
   */
  public static Pipeline start(Settings settings, Extent extent, Consumer<String> progress) {
    GatewayLauncher launcher = new GatewayLauncher(settings, Tracing.start(settings), progress);
    try {
      return launcher.start(extent);
    } catch (RuntimeException e) {
      launcher.closeAll();
      throw e;
    }
  }

  private Pipeline start(Extent extent) {
    // the last to be closed: what all others have done is told then
    push(tracing);
    Map<Hop, HopChannel> channels = openHops(extent);
    Map<Hop, EngineDescription> engines = new EnumMap<>(Hop.class);
    channels.forEach(
        (hop, channel) -> {
          EngineDescription engine = HopDescriptions.ask(channel, REMOTE_PATIENCE);
          engines.put(hop, engine);
          progress.accept(hop.title() + ": " + AdapterCommand.describe(engine));
        });
    Hops hops =
        new Hops(
            channel(channels, Hop.STT),
            channel(channels, Hop.LLM),
            channel(channels, Hop.TTS),
            engines);
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    opened.push(() -> vertx.close().await(5, TimeUnit.SECONDS));
    FrameClock clock = new FrameClock();
    opened.push(clock);
    Metrics metrics = Metrics.of(engines);
    opened.push(metrics);
    Optional<History> history = History.open(settings);
    history.ifPresent(opened::push);
    Dashboard dashboard =
        Dashboard.of(vertx, engines, history, HistorySettings.transcripts(settings));
    TraceSink trace =
        TraceSink.all(
            metrics.sink(),
            CallSpans.of(tracing),
            history.map(History::sink).orElseGet(TraceSink::all),
            dashboard.sink());
    ProofLog proofs =
        ProofLog.open(
            settings
                .path(GatewaySettings.PROOF_DIR)
                .orElseThrow(() -> new UserError("proof.dir is empty; name a folder")));
    opened.push(proofs);
    Gateway gateway =
        Gateway.listen(
            vertx, hops, clock, settings, trace, proofs, metrics::serve, dashboard::serve);
    opened.push(gateway);
    WarmUp.run(hops, settings.text(GatewaySettings.VOICE));
    gateway.setReady();
    return new Pipeline(gateway, hops, this::closeAll);
  }

  private static HopChannel channel(Map<Hop, HopChannel> channels, Hop hop) {
    HopChannel channel = channels.get(hop);
    if (channel == null) {
      throw new IllegalStateException("no channel to " + hop);
    }
    return channel;
  }

  /** Engines take seconds to load, so all at once. */
  private Map<Hop, HopChannel> openHops(Extent extent) {
    if (extent == Extent.GATEWAY_ONLY) {
      refuseMissingAddresses();
    }
    ExecutorService starters = Executors.newFixedThreadPool(Hop.values().length);
    try {
      Map<Hop, CompletableFuture<HopChannel>> starting = new EnumMap<>(Hop.class);
      for (Hop hop : Hop.values()) {
        String address = settings.text(GatewaySettings.address(hop));
        if (!address.isEmpty()) {
          starting.put(hop, CompletableFuture.completedFuture(HopChannel.remote(hop, address)));
        } else {
          starting.put(hop, CompletableFuture.supplyAsync(() -> startHop(hop), starters));
        }
      }
      Map<Hop, HopChannel> channels = new EnumMap<>(Hop.class);
      RuntimeException failure = null;
      for (Map.Entry<Hop, CompletableFuture<HopChannel>> e : starting.entrySet()) {
        try {
          HopChannel channel = e.getValue().join();
          channels.put(e.getKey(), channel);
          push(channel);
        } catch (CompletionException broken) {
          failure = broken.getCause() instanceof RuntimeException cause ? cause : broken;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return channels;
    } finally {
      starters.shutdown();
    }
  }

  private void refuseMissingAddresses() {
    for (Hop hop : Hop.values()) {
      if (settings.text(GatewaySettings.address(hop)).isEmpty()) {
        throw new UserError(
            "the gateway alone needs "
                + GatewaySettings.address(hop).key()
                + " (host:port of a running ./parley "
                + hop.id()
                + "); set it, or use ./parley serve");
      }
    }
  }

  private HopChannel startHop(Hop hop) {
    AdapterProvider provider = provider(hop);
    if (provider.wantsOwnProcess(settings)) {
      return startProcess(provider);
    }
    Adapter adapter = provider.open(settings);
    String name = "parley-" + hop.id() + "-" + System.nanoTime();
    push(AdapterServer.inProcess(adapter, name, tracing.tracer(hop)));
    return HopChannel.inProcess(hop, name);
  }

  /** Whatever was set is passed on, but for secrets: those the child finds in the environment. */
  private HopChannel startProcess(AdapterProvider provider) {
    Hop hop = provider.hop();
    List<Setting> known = new ArrayList<>(CommonSettings.all());
    known.addAll(provider.settings());
    List<String> args = new ArrayList<>(List.of(hop.id()));
    for (Setting setting : known) {
      if (settings.isSet(setting) && setting.kind() != Setting.Kind.SECRET) {
        args.add("--set");
        args.add(setting.key() + "=" + settings.text(setting));
      }
    }
    SupervisedProcess process =
        SupervisedProcess.start(
            new SupervisedProcess.Program(
                hop.id(),
                CHILD_JVM_ARGS,
                System.getProperty("java.class.path"),
                "dev.parley.gateway.cli.Parley",
                args),
            (state, detail) -> LOG.info("{} process: {} {}", hop.id(), state, detail));
    push(process);
    return HopChannel.remote(
        hop, process.address().getHostString() + ":" + process.address().getPort());
  }

  static AdapterProvider provider(Hop hop) {
    return providers().stream()
        .filter(p -> p.hop() == hop)
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "no "
                        + hop.title()
                        + " adapter on the class path; add "
                        + hop.id()
                        + "-adapter to it, or set "
                        + GatewaySettings.address(hop).key()));
  }

  private void push(AutoCloseable part) {
    synchronized (opened) {
      opened.push(part);
    }
  }

  private void closeAll() {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        try {
          opened.pop().close();
        } catch (Exception e) {
          progress.accept("while stopping: " + e);
        }
      }
    }
  }
}
