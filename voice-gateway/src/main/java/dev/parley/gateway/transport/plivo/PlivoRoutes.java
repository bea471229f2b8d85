package dev.parley.gateway.transport.plivo;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PublicAddress;
import dev.parley.gateway.transport.XmlRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Plivo signs its webhook; the stream's address is the proof of the rest. */
public final class PlivoRoutes extends XmlRoutes {
  private final PlivoSignature signature;

  /**
   * @param token of the Plivo account, a secret
   */
  public PlivoRoutes(
      Vertx vertx, PhoneCalls calls, String token, PublicAddress address, Onward onward) {
    super(vertx, calls, "plivo", address, onward);
    this.signature = new PlivoSignature(token);
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    return signature.isOf(
        webhook,
        webhook.header("X-Plivo-Signature-V3-Nonce"),
        webhook.header("X-Plivo-Signature-V3"));
  }

  /** With keepCallAlive the stream is the call, until its socket is closed. */
  @Override
  protected String connect(String pass) {
    return "<Stream bidirectional=\"true\" keepCallAlive=\"true\""
        + " contentType=\"audio/x-mulaw;rate=8000\">"
        + escaped(streamAddress(pass))
        + "</Stream>";
  }

  @Override
  protected String busy() {
    return "<Response><Hangup reason=\"busy\"/></Response>\n";
  }

  @Override
  protected void stream(RoutingContext r) {
    withPass(
        r,
        (language, pass) -> socket -> PlivoStream.serve(vertx, socket, calls, language, way(pass)));
  }
}
