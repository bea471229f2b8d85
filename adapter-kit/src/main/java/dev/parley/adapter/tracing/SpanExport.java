package dev.parley.adapter.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One queue and one thread that empties it, shared by all parts in this process. Whoever ends a
 * span never waits: while the queue is full, spans are dropped.
 */
public final class SpanExport implements AutoCloseable {
  /** A turn makes 15 or so: some minutes of 64 calls. */
  private static final int MOST_WAITING = 8_192;

  private static final int MOST_AT_ONCE = 512;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int FLUSH_SECONDS = 2;
  private static final int MOST_CHARACTERS = 256;

  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

  private final SpanProcessor processor;

  private SpanExport(SpanProcessor processor) {
    this.processor = processor;
  }

  /**
   * @param url of the collector; without a path it has the usual one
   * @param headers name=value,name=value
   * @throws IllegalArgumentException when the headers can't be understood; doesn't show them
   */
  public static SpanExport start(String url, String headers) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(OtlpAddress.of(url))
            .setConnectTimeout(CONNECT)
            .setTimeout(ANSWER)
            .setMeterProvider(MeterProvider::noop);
    OtlpHeaders.parse(headers).forEach(exporter::addHeader);
    return new SpanExport(
        BatchSpanProcessor.builder(exporter.build())
            .setMaxQueueSize(MOST_WAITING)
            .setMaxExportBatchSize(MOST_AT_ONCE)
            .setScheduleDelay(PAUSE)
            .setExporterTimeout(ANSWER)
            .build());
  }

  public Tracer tracer(String service, IdGenerator ids) {
    return SdkTracerProvider.builder()
        .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, service))))
        .setIdGenerator(ids)
        .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(MOST_CHARACTERS).build())
        .addSpanProcessor(processor)
        .build()
        .get("dev.parley");
  }

  /** The providers hold nothing but this. */
  @Override
  public void close() {
    processor.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
