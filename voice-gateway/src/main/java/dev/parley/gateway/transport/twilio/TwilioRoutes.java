package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PublicAddress;
import dev.parley.gateway.transport.XmlRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.TreeMap;

/** Twilio signs both its webhook and the opening of the stream. */
public final class TwilioRoutes extends XmlRoutes {
  private static final String SIGNATURE = "X-Twilio-Signature";

  private final TwilioSignature signature;

  /**
   * @param token of the Twilio account, a secret
   */
  public TwilioRoutes(
      Vertx vertx, PhoneCalls calls, String token, PublicAddress address, Onward onward) {
    super(vertx, calls, "twilio", address, onward);
    this.signature = new TwilioSignature(token);
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    String given = webhook.header(SIGNATURE);
    boolean isForm = !webhook.fields().isEmpty() || webhook.body().length() == 0;
    return isForm
        ? signature.isOf(webhook.address(), webhook.fields(), given)
        : signature.isOfBody(webhook.address(), webhook.body().getBytes(), given);
  }

  @Override
  protected String connect(String pass) {
    return "<Connect><Stream url=\""
        + escaped(streamAddress())
        + "\"><Parameter name=\"token\" value=\""
        + pass
        + "\"/></Stream></Connect>";
  }

  @Override
  protected String busy() {
    return "<Response><Reject reason=\"busy\"/></Response>\n";
  }

  @Override
  protected void stream(RoutingContext r) {
    String given = r.request().getHeader(SIGNATURE);
    if (signature.isOf(streamAddress(), new TreeMap<>(), given == null ? "" : given)) {
      accept(r, socket -> TwilioStream.serve(vertx, socket, calls, passes::use, this::way));
    } else {
      refuse(r, NOT_SIGNED);
    }
  }
}
