package dev.parley.gateway.transport.vonage;

import dev.parley.gateway.transport.Asked;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.ProviderRoutes;
import dev.parley.gateway.transport.PublicAddress;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** Vonage signs its webhook; the stream's address is the proof of the rest. */
public final class VonageRoutes extends ProviderRoutes {
  private final VonageSignature signature;

  /**
   * @param secret with which the account's webhooks are signed
   */
  public VonageRoutes(Vertx vertx, PhoneCalls calls, String secret, PublicAddress address) {
    super(vertx, calls, "vonage", address);
    this.signature = new VonageSignature(secret, InstantSource.system());
  }

  @Override
  protected boolean isSigned(Asked webhook) {
    return signature.isOf(webhook.header("Authorization"));
  }

  @Override
  protected String mediaType() {
    return "application/json";
  }

  @Override
  protected String document(String pass) {
    JsonObject stream =
        new JsonObject()
            .put("type", "websocket")
            .put("uri", streamAddress(pass))
            .put("content-type", VonageStream.CONTENT_TYPE);
    return new JsonArray()
        .add(new JsonObject().put("action", "connect").put("endpoint", new JsonArray().add(stream)))
        .encode();
  }

  /** With nothing to do Vonage hangs up; it knows no other refusal. */
  @Override
  protected String busy() {
    return "[]";
  }

  @Override
  protected void stream(RoutingContext r) {
    withPass(r, (language, pass) -> socket -> VonageStream.serve(vertx, socket, calls, language));
  }
}
