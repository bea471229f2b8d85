package dev.parley.gateway.transport.plivo;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.ProviderRoutes;
import dev.parley.gateway.transport.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Plivo signs its webhook; the stream's address is the proof of the rest. */
public final class PlivoRoutes extends ProviderRoutes {
  private final PlivoSignature signature;

  /**
   * @param token of the Plivo account, a secret
   */
  public PlivoRoutes(Vertx vertx, PhoneCalls calls, String token, PublicAddress address) {
    super(vertx, calls, "plivo", address);
    this.signature = new PlivoSignature(token);
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    return signature.isOf(
        webhook,
        webhook.header("X-Plivo-Signature-V3-Nonce"),
        webhook.header("X-Plivo-Signature-V3"));
  }

  @Override
  protected String mediaType() {
    return "text/xml";
  }

  /** With keepCallAlive the stream is the call, until its socket is closed. */
  @Override
  protected String connect(String pass) {
    return "<Response><Stream bidirectional=\"true\" keepCallAlive=\"true\""
        + " contentType=\"audio/x-mulaw;rate=8000\">"
        + escaped(streamAddress(pass))
        + "</Stream></Response>\n";
  }

  @Override
  protected String busy() {
    return "<Response><Hangup reason=\"busy\"/></Response>\n";
  }

  @Override
  protected void stream(RoutingContext r) {
    withPass(r, (socket, language) -> PlivoStream.serve(vertx, socket, calls, language));
  }
}
