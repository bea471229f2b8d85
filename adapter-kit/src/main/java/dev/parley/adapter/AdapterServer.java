package dev.parley.adapter;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gRPC server around an {@link Adapter}: limits, health, reflection, orderly stop. */
public final class AdapterServer implements AutoCloseable {
  /**
   * Largest request message. A second of 16 kHz audio is 32,000 bytes, a long conversation stays
   * under 256 KiB.
   */
  public static final int MAX_MESSAGE_BYTES = 512 * 1024;

  private static final int MAX_METADATA_BYTES = 8 * 1024;
  // a receiver that stops reading must stop its sender within 3 s of audio, not 33 s as with gRPC's
  // 1 MiB
  private static final int FLOW_WINDOW_BYTES = 64 * 1024;
  private static final int MAX_STREAMS_PER_CONNECTION = 1_000;

  private final Adapter adapter;
  private final Server server;
  private final HealthStatusManager health;

  private AdapterServer(Adapter adapter, ServerBuilder<?> builder, @Nullable Tracer tracer)
      throws IOException {
    this.adapter = adapter;
    this.health = new HealthStatusManager();
    var definition = adapter.service().bindService();
    this.server =
        builder
            .directExecutor()
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .intercept(CallMetadata.interceptor(tracer))
            .addService(definition)
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .build()
            .start();
    health.setStatus("", ServingStatus.SERVING);
    health.setStatus(definition.getServiceDescriptor().getName(), ServingStatus.SERVING);
  }

  /**
   * @param port 0 = any free one, see {@link #port()}
   * @throws UserError when the port is taken
   */
  public static AdapterServer listen(Adapter adapter, String host, int port) {
    return listen(adapter, host, port, null);
  }

  /** The same, with spans of the adapter's work. */
  public static AdapterServer listen(
      Adapter adapter, String host, int port, @Nullable Tracer tracer) {
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .flowControlWindow(FLOW_WINDOW_BYTES)
            .maxConcurrentCallsPerConnection(MAX_STREAMS_PER_CONNECTION)
            .permitKeepAliveTime(5, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true);
    try {
      return new AdapterServer(adapter, builder, tracer);
    } catch (IOException e) {
      throw new UserError(
          "cannot listen on "
              + host
              + ":"
              + port
              + " ("
              + rootMessage(e)
              + "); stop what uses it or choose another with --port",
          e);
    }
  }

  /** In the same process, without a socket: about a tenth of the cost of a frame over loopback. */
  public static AdapterServer inProcess(Adapter adapter, String name) {
    return inProcess(adapter, name, null);
  }

  /** The same, with spans of the adapter's work. */
  public static AdapterServer inProcess(Adapter adapter, String name, @Nullable Tracer tracer) {
    try {
      return new AdapterServer(adapter, InProcessServerBuilder.forName(name), tracer);
    } catch (IOException e) {
      throw new UserError("cannot start the in-process channel " + name + ": " + rootMessage(e), e);
    }
  }

  public Adapter adapter() {
    return adapter;
  }

  /** -1 for an in-process server. */
  public int port() {
    return server.getPort();
  }

  public void awaitTermination() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Says "not serving", lets running requests finish for two seconds, then ends them and the
   * engine.
   */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
        server.shutdownNow();
        server.awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    adapter.close();
  }

  private static String rootMessage(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return String.valueOf(t.getMessage());
  }
}
