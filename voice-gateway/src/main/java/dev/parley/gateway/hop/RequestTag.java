package dev.parley.gateway.hop;

import dev.parley.adapter.CallMetadata;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Which call and turn a request to a hop is for, for its logs and traces.
 *
 * @param turn null where the request is for the whole call
 * @param traceparent W3C trace context of the span that the hop's own belong under; null while
 *     nobody traces
 */
public record RequestTag(String callId, @Nullable Long turn, @Nullable String traceparent) {
  /** Where nobody traces. */
  public static RequestTag of(String callId, long turn) {
    return new RequestTag(callId, turn, null);
  }

  Metadata headers() {
    Metadata headers = new Metadata();
    headers.put(CallMetadata.CALL_ID, callId);
    if (turn != null) {
      headers.put(CallMetadata.TURN_ID, turn.toString());
    }
    if (traceparent != null) {
      headers.put(CallMetadata.TRACEPARENT, traceparent);
    }
    return headers;
  }
}
