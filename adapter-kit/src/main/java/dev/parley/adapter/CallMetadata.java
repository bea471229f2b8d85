package dev.parley.adapter;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Which call and turn a request belongs to: gRPC headers, for logs and traces only. */
public final class CallMetadata {
  public static final Metadata.Key<String> CALL_ID =
      Metadata.Key.of("parley-call-id", Metadata.ASCII_STRING_MARSHALLER);
  public static final Metadata.Key<String> TURN_ID =
      Metadata.Key.of("parley-turn-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<String> LABEL =
      Context.keyWithDefault("parley-call-label", "call=- turn=-");

  private CallMetadata() {}

  /** "call=... turn=..." of the request being served on this thread, for the head of a log line. */
  public static String label() {
    return LABEL.get();
  }

  static ServerInterceptor interceptor() {
    return new ServerInterceptor() {
      @Override
      public <Q, P> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        String label =
            "call=" + clean(headers.get(CALL_ID)) + " turn=" + clean(headers.get(TURN_ID));
        return Contexts.interceptCall(
            Context.current().withValue(LABEL, label), call, headers, next);
      }
    };
  }

  // headers come from outside: a log line must stay one line of sane length
  private static String clean(@org.jspecify.annotations.Nullable String id) {
    return id == null || !id.matches("[A-Za-z0-9._-]{1,64}") ? "-" : id;
  }
}
