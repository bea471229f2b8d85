package dev.parley.gateway.transport;

import io.vertx.core.http.HttpServerResponse;

/** What the answer to the opening of a line says. */
public final class LineHeaders {
  private LineHeaders() {}

  /** For programs: what is said on it is not said by a person. */
  public static void addTo(HttpServerResponse response) {
    response.putHeader("AI-Generated", "1");
  }
}
