package dev.parley.gateway.hop;

import dev.parley.adapter.Hop;
import io.grpc.Status;

/** Turns a gRPC status into one line for people. */
final class HopFailure {
  private HopFailure() {}

  static String describe(Hop hop, Throwable error) {
    Status status = Status.fromThrowable(error);
    String detail = status.getDescription();
    return hop.title()
        + ": "
        + status.getCode()
        + (detail == null || detail.isBlank() ? "" : " (" + detail + ")");
  }
}
