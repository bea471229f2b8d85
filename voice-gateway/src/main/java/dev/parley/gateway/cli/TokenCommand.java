package dev.parley.gateway.cli;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.access.CallTokens;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./parley token}: lets somebody in once. */
@Command(
    name = "token",
    description = {
      "Print an address with a token that opens one call within a minute, at a gateway with the same"
          + " API key (PARLEY_GATEWAY_API_KEY).",
      "Programs get theirs with POST /v1/tokens; see docs/security.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TokenCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Override
  public Integer call() {
    Settings loaded = settings.load();
    String key = loaded.text(GatewaySettings.API_KEY);
    if (key.isEmpty()) {
      throw new UserError(
          "there is no API key: set PARLEY_GATEWAY_API_KEY; without one a gateway needs no token");
    }
    Vertx vertx = Vertx.vertx();
    try {
      String base = loaded.text(GatewaySettings.PUBLIC_URL).replaceAll("/+$", "");
      String here =
          "http://"
              + LocalPort.address(
                  loaded.text(GatewaySettings.HOST), loaded.integer(GatewaySettings.PORT));
      Terminal.of(spec).line((base.isEmpty() ? here : base) + "/#token=" + token(vertx, key));
      return 0;
    } finally {
      vertx.close();
    }
  }

  static String token(Vertx vertx, String key) {
    return new CallTokens(vertx, key, InstantSource.system()).issue();
  }
}
