package dev.parley.gateway.hop;

import dev.parley.adapter.Hop;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;

/** The connection to one hop, shared by all calls. */
public final class HopChannel implements AutoCloseable {
  // audio a sender swallows before isReady() turns false when the receiver stalls: 3 s at 64 KiB,
  // 33 s at gRPC's 1 MiB
  private static final int FLOW_WINDOW_BYTES = 64 * 1024;
  private static final int MAX_MESSAGE_BYTES = 512 * 1024;

  private final Hop hop;
  private final String address;
  private final ManagedChannel channel;

  private HopChannel(Hop hop, String address, ManagedChannel channel) {
    this.hop = hop;
    this.address = address;
    this.channel = channel;
  }

  /** To {@code host:port}, in plain text. */
  public static HopChannel remote(Hop hop, String address) {
    return new HopChannel(
        hop,
        address,
        NettyChannelBuilder.forTarget("dns:///" + address)
            .usePlaintext()
            .directExecutor()
            .flowControlWindow(FLOW_WINDOW_BYTES)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .keepAliveTime(20, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .build());
  }

  /** To a server of this process. */
  public static HopChannel inProcess(Hop hop, String name) {
    return new HopChannel(
        hop, "in-process", InProcessChannelBuilder.forName(name).directExecutor().build());
  }

  public Hop hop() {
    return hop;
  }

  /** "host:port" or "in-process". */
  public String address() {
    return address;
  }

  public Channel channel() {
    return channel;
  }

  /** The channel, saying on each request which call and turn it is for. */
  Channel forCall(RequestTag tag) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(tag.headers()));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
