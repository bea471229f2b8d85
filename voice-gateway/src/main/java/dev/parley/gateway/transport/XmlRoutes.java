package dev.parley.gateway.transport;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider whose documents are TwiML, or like it. When the stream is over it asks how the call
 * goes on, where callers can be put through at all.
 */
public abstract class XmlRoutes extends ProviderRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(XmlRoutes.class);
  private static final String CALL = "call";

  private final Onward onward;

  protected XmlRoutes(
      Vertx vertx, PhoneCalls calls, String provider, PublicAddress address, Onward onward) {
    super(vertx, calls, provider, address);
    this.onward = onward;
  }

  /** The element that connects a call to its stream, until that is over. */
  protected abstract String connect(String pass);

  @Override
  protected final String mediaType() {
    return "text/xml";
  }

  @Override
  protected final String document(String pass) {
    String next =
        onward.names().isEmpty()
            ? ""
            : "<Redirect method=\"POST\">"
                + escaped(address(nextPath()) + "?" + CALL + "=" + pass)
                + "</Redirect>";
    return "<Response>" + connect(pass) + next + "</Response>\n";
  }

  /** The way of the call for which that pass was given. */
  protected final Onward.Way way(String pass) {
    return onward.way(pass);
  }

  protected static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private String nextPath() {
    return "/v1/" + provider + "/next";
  }

  @Override
  public final void addTo(Router router) {
    super.addTo(router);
    if (!onward.names().isEmpty()) {
      signed(router.route(nextPath()).method(HttpMethod.POST), nextPath(), this::next);
    }
  }

  private void next(RoutingContext r) {
    String call = r.request().getParam(CALL);
    String number = onward.take(call == null ? "" : call);
    if (!number.isEmpty()) {
      LOG.info("{} puts a caller through", provider);
    }
    answer(
        r,
        number.isEmpty()
            ? "<Response><Hangup/></Response>\n"
            : "<Response><Dial><Number>" + number + "</Number></Dial></Response>\n");
  }
}
