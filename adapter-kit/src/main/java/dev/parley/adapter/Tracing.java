package dev.parley.adapter;

import dev.parley.adapter.tracing.SpanExport;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way of spans out of this process. Where no collector is set there is none: no thread, no
 * queue, and no tracer that anything would have to be made for.
 */
public final class Tracing implements AutoCloseable {
  private final @Nullable SpanExport export;

  private Tracing(@Nullable SpanExport export) {
    this.export = export;
  }

  /**
   * @throws UserError when the headers can't be understood
   */
  public static Tracing start(Settings settings) {
    String url = settings.text(CommonSettings.OTLP_URL);
    if (url.isEmpty()) {
      return new Tracing(null);
    }
    try {
      return new Tracing(SpanExport.start(url, settings.text(CommonSettings.OTLP_HEADERS)));
    } catch (IllegalArgumentException e) {
      throw new UserError(CommonSettings.OTLP_HEADERS.environmentName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * For the spans of one part of Parley.
   *
   * @param service the name under which collectors show that part
   * @return null while no spans are wanted
   */
  public @Nullable Tracer tracer(String service) {
    return tracer(service, IdGenerator.random());
  }

  /** The same, with ids that are known before the spans are. */
  public @Nullable Tracer tracer(String service, IdGenerator ids) {
    return export == null ? null : export.tracer(service, ids);
  }

  /** For the spans of an adapter. */
  public @Nullable Tracer tracer(Hop hop) {
    return tracer("parley-" + hop.id());
  }

  /** Sends what is left, for two seconds at most. */
  @Override
  public void close() {
    if (export != null) {
      export.close();
    }
  }
}
