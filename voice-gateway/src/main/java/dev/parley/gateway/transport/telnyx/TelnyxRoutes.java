package dev.parley.gateway.transport.telnyx;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PublicAddress;
import dev.parley.gateway.transport.XmlRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Telnyx signs its webhook; the stream's address is the proof of the rest. */
public final class TelnyxRoutes extends XmlRoutes {
  private final TelnyxSignature signature;

  /**
   * @param signature with the account's public key
   */
  public TelnyxRoutes(
      Vertx vertx,
      PhoneCalls calls,
      TelnyxSignature signature,
      PublicAddress address,
      Onward onward) {
    super(vertx, calls, "telnyx", address, onward);
    this.signature = signature;
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    return signature.isOf(
        webhook.header("telnyx-timestamp"),
        webhook.body().toString(),
        webhook.header("telnyx-signature-ed25519"));
  }

  /** Without rtp Telnyx would expect MP3 files, and take one a second. */
  @Override
  protected String connect(String pass) {
    return "<Connect><Stream url=\""
        + escaped(streamAddress(pass))
        + "\" track=\"inbound_track\" codec=\"PCMU\" bidirectionalMode=\"rtp\""
        + " bidirectionalCodec=\"PCMU\"/></Connect>";
  }

  @Override
  protected String busy() {
    return "<Response><Reject reason=\"busy\"/></Response>\n";
  }

  @Override
  protected void stream(RoutingContext r) {
    withPass(
        r,
        (language, pass) ->
            socket -> TelnyxStream.serve(vertx, socket, calls, language, way(pass)));
  }
}
