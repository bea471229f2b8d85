package dev.parley.gateway.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/** All meters of this process, in the text format of Prometheus. */
public final class MetricsEndpoint implements Handler<RoutingContext>, AutoCloseable {
  public static final String PATH = "/metrics";

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final CallMetrics calls = new CallMetrics(registry);

  public MetricsEndpoint(Vertx vertx) {
    this.vertx = vertx;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  public CallMetrics calls() {
    return calls;
  }

  @Override
  public void handle(RoutingContext r) {
    // reads files of the system, so not on an event loop
    Callable<String> text = registry::scrape;
    vertx
        .executeBlocking(text, false)
        .onSuccess(body -> r.response().putHeader("Content-Type", CONTENT_TYPE).end(body))
        .onFailure(r::fail);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
