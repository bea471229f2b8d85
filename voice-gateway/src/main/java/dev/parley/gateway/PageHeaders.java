package dev.parley.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What every page may do: load its own files and talk to its own gateway, nothing else. Nothing
 * inline runs, so words of a caller or a model can't become code.
 */
final class PageHeaders implements Handler<RoutingContext> {
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "worker-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "form-action 'none'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private static final String PERMISSIONS_POLICY =
      "microphone=(self), autoplay=(self), camera=(), geolocation=(), display-capture=(),"
          + " payment=(), usb=(), serial=()";

  @Override
  public void handle(RoutingContext r) {
    HttpServerResponse response = r.response();
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Permissions-Policy", PERMISSIONS_POLICY);
    if (r.normalizedPath().startsWith("/parley-voice")) {
      // modules are fetched with CORS; pages that embed the element have other origins
      response.putHeader("Access-Control-Allow-Origin", "*");
    }
    r.next();
  }
}
