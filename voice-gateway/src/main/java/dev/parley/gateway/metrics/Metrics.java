package dev.parley.gateway.metrics;

import dev.parley.adapter.Hop;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.proto.v1.EngineDescription;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The figures of one gateway, and the page on which Prometheus finds them. */
public final class Metrics implements AutoCloseable {
  public static final String PATH = "/metrics";

  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallMetrics calls = new CallMetrics(registry);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  private Metrics() {}

  public static Metrics of(Map<Hop, EngineDescription> engines) {
    Metrics metrics = new Metrics();
    metrics.name(engines);
    metrics.watchJvm();
    return metrics;
  }

  /** Where calls tell what happens. */
  public TraceSink sink() {
    return calls;
  }

  /** Adds the page. */
  public void serve(Router router) {
    router.get(PATH).handler(this::page);
  }

  /** What the page says now. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }

  // a scrape formats some hundred lines and asks the JVM's beans: not on an event loop
  private void page(RoutingContext r) {
    r.vertx()
        .executeBlocking(this::text)
        .onSuccess(text -> r.response().putHeader("Content-Type", TEXT_FORMAT).end(text))
        .onFailure(r::fail);
  }

  private void name(Map<Hop, EngineDescription> engines) {
    Info info =
        Info.builder()
            .name("parley_engine")
            .help("Which engine a hop runs; always 1.")
            .labelNames("hop", "engine", "model")
            .register(registry.getPrometheusRegistry());
    engines.forEach(
        (hop, engine) -> info.addLabelValues(hop.id(), engine.getEngine(), engine.getModel()));
  }

  private void watchJvm() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbage.bindTo(registry);
  }
}
