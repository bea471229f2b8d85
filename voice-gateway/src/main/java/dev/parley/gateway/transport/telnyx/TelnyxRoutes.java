package dev.parley.gateway.transport.telnyx;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.ProviderRoutes;
import dev.parley.gateway.transport.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Telnyx signs its webhook; the stream's address is the proof of the rest. */
public final class TelnyxRoutes extends ProviderRoutes {
  private final TelnyxSignature signature;

  /**
   * @param signature with the account's public key
   */
  public TelnyxRoutes(
      Vertx vertx, PhoneCalls calls, TelnyxSignature signature, PublicAddress address) {
    super(vertx, calls, "telnyx", address);
    this.signature = signature;
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    return signature.isOf(
        webhook.header("telnyx-timestamp"),
        webhook.body().toString(),
        webhook.header("telnyx-signature-ed25519"));
  }

  @Override
  protected String mediaType() {
    return "text/xml";
  }

  /** Without rtp Telnyx would expect MP3 files, and take one a second. */
  @Override
  protected String connect(String pass) {
    return "<Response><Connect><Stream url=\""
        + escaped(streamAddress(pass))
        + "\" track=\"inbound_track\" codec=\"PCMU\" bidirectionalMode=\"rtp\""
        + " bidirectionalCodec=\"PCMU\"/></Connect></Response>\n";
  }

  @Override
  protected String busy() {
    return "<Response><Reject reason=\"busy\"/></Response>\n";
  }

  @Override
  protected void stream(RoutingContext r) {
    withPass(r, (socket, language) -> TelnyxStream.serve(vertx, socket, calls, language));
  }
}
