package dev.parley.gateway.cli;

import dev.parley.adapter.Check;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.gateway.GatewaySettings;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether the gateway's port can be used, and adapters elsewhere answer. */
final class AddressChecks {
  private static final int PATIENCE_SECONDS = 3;
  private static final int MAX_HEALTH_BYTES = 4_096;

  private AddressChecks() {}

  static List<Check> all(Settings settings) {
    List<Check> checks = new ArrayList<>();
    checks.add(gateway(settings));
    for (Hop hop : Hop.values()) {
      checks.add(adapter(hop, settings));
    }
    return checks;
  }

  private static Check gateway(Settings settings) {
    String subject = "gateway";
    String host = settings.text(GatewaySettings.HOST);
    int port = settings.integer(GatewaySettings.PORT);
    String address = LocalPort.address(host, port);
    if (port == 0) {
      return Check.ok(subject, "takes any free port of " + host);
    }
    if (!LocalPort.answers(host, port)) {
      return Check.ok(subject, address + " is free");
    }
    try {
      String health = get(URI.create("http://" + address + "/health/ready"));
      if (health.contains("\"ready\"")) {
        return Check.ok(subject, "runs at " + address);
      }
      if (health.contains("\"starting\"")) {
        return Check.warning(subject, "is starting at " + address, "look again in a few seconds");
      }
    } catch (IOException e) {
      // not a web server at all: the same advice
    }
    return Check.failed(
        subject,
        address + " is taken by another program",
        "stop it, or set gateway.port (PARLEY_GATEWAY_PORT)");
  }

  private static String get(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    connection.setReadTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    boolean isError = connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
    try (InputStream body = isError ? connection.getErrorStream() : connection.getInputStream()) {
      return body == null
          ? ""
          : new String(body.readNBytes(MAX_HEALTH_BYTES), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static Check adapter(Hop hop, Settings settings) {
    Setting setting =
        switch (hop) {
          case STT -> GatewaySettings.STT_ADDRESS;
          case LLM -> GatewaySettings.LLM_ADDRESS;
          case TTS -> GatewaySettings.TTS_ADDRESS;
        };
    String subject = hop.title() + " adapter";
    String address = settings.text(setting);
    if (address.isEmpty()) {
      return Check.absent(
          subject,
          "no address set, started with the gateway",
          setting.key() + " names one elsewhere");
    }
    ManagedChannel channel =
        NettyChannelBuilder.forTarget("dns:///" + address).usePlaintext().build();
    try {
      ServingStatus status =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus();
      return status == ServingStatus.SERVING
          ? Check.ok(subject, "serves at " + address)
          : Check.failed(subject, address + " says " + status, "look at its log");
    } catch (StatusRuntimeException e) {
      return Check.failed(
          subject,
          "nothing healthy answers at " + address + " (" + e.getStatus().getCode() + ")",
          "start it there (./parley " + hop.id() + "), or correct " + setting.key());
    } finally {
      channel.shutdownNow();
    }
  }
}
