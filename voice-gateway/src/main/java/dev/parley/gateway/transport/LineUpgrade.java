package dev.parley.gateway.transport;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way from an HTTP request that may open a line to its WebSocket. */
public final class LineUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(LineUpgrade.class);

  private LineUpgrade() {}

  /**
   * @param document that describes the line, for who asks without a WebSocket
   */
  public static void accept(RoutingContext r, String document, Consumer<ServerWebSocket> line) {
    accept(r, document, line, () -> {});
  }

  /**
   * The same.
   *
   * @param orElse when it comes to no WebSocket
   */
  public static void accept(
      RoutingContext r, String document, Consumer<ServerWebSocket> line, Runnable orElse) {
    HttpServerRequest request = r.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      orElse.run();
      r.response()
          .setStatusCode(426)
          .putHeader("Upgrade", "websocket")
          .end("this is a WebSocket; see " + document + "\n");
      return;
    }
    // for programs: what is said on it is not said by a person
    r.response().putHeader("AI-Generated", "1");
    request
        .toWebSocket()
        .onSuccess(line::accept)
        .onFailure(
            e -> {
              orElse.run();
              LOG.debug("upgrade failed: {}", e.toString());
            });
  }
}
