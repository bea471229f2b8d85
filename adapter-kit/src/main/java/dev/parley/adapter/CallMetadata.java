package dev.parley.adapter;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Which call and turn a request belongs to: gRPC headers, for logs and traces only. */
public final class CallMetadata {
  public static final Metadata.Key<String> CALL_ID =
      Metadata.Key.of("parley-call-id", Metadata.ASCII_STRING_MARSHALLER);
  public static final Metadata.Key<String> TURN_ID =
      Metadata.Key.of("parley-turn-id", Metadata.ASCII_STRING_MARSHALLER);

  /** W3C trace context of the span that the adapter's own are children of. */
  public static final Metadata.Key<String> TRACEPARENT =
      Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<CallTag> TAG =
      Context.keyWithDefault("parley-call-tag", CallTag.UNKNOWN);

  private CallMetadata() {}

  /** Of the request being served on this thread. */
  public static CallTag tag() {
    return TAG.get();
  }

  static ServerInterceptor interceptor(@Nullable Tracer tracer) {
    return new ServerInterceptor() {
      @Override
      public <Q, P> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        CallTag tag =
            CallTag.of(
                headers.get(CALL_ID), headers.get(TURN_ID), headers.get(TRACEPARENT), tracer);
        return Contexts.interceptCall(Context.current().withValue(TAG, tag), call, headers, next);
      }
    };
  }
}
