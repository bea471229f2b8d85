package dev.parley.gateway;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PublicAddress;
import dev.parley.gateway.transport.asterisk.AsteriskRoute;
import dev.parley.gateway.transport.plivo.PlivoRoutes;
import dev.parley.gateway.transport.telnyx.TelnyxRoutes;
import dev.parley.gateway.transport.telnyx.TelnyxSignature;
import dev.parley.gateway.transport.twilio.TwilioRoutes;
import dev.parley.gateway.transport.vonage.VonageRoutes;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The telephone lines over HTTP that the settings open; without its secret none exists. */
final class Telephones {
  private Telephones() {}

  static List<Gateway.Page> chosen(
      Vertx vertx, Settings settings, PhoneCalls calls, Onward onward) {
    List<Gateway.Page> lines = new ArrayList<>();
    String twilio = settings.text(GatewaySettings.TWILIO_TOKEN);
    if (!twilio.isEmpty()) {
      lines.add(new TwilioRoutes(vertx, calls, twilio, address(settings), onward)::addTo);
    }
    String telnyx = settings.text(GatewaySettings.TELNYX_KEY);
    if (!telnyx.isEmpty()) {
      TelnyxSignature signature =
          TelnyxSignature.of(GatewaySettings.TELNYX_KEY.key(), telnyx, InstantSource.system());
      lines.add(new TelnyxRoutes(vertx, calls, signature, address(settings), onward)::addTo);
    }
    String vonage = settings.text(GatewaySettings.VONAGE_SECRET);
    if (!vonage.isEmpty()) {
      lines.add(new VonageRoutes(vertx, calls, vonage, address(settings))::addTo);
    }
    String plivo = settings.text(GatewaySettings.PLIVO_TOKEN);
    if (!plivo.isEmpty()) {
      lines.add(new PlivoRoutes(vertx, calls, plivo, address(settings), onward)::addTo);
    }
    String asterisk = settings.text(GatewaySettings.ASTERISK_PASSWORD);
    if (!asterisk.isEmpty()) {
      lines.add(new AsteriskRoute(vertx, calls, asterisk, onward)::addTo);
    }
    return lines;
  }

  private static PublicAddress address(Settings settings) {
    Setting setting = GatewaySettings.PUBLIC_URL;
    return PublicAddress.of(setting.key(), settings.text(setting));
  }
}
