package dev.parley.gateway;

import dev.parley.gateway.hop.Hops;
import java.net.URI;
import java.time.Duration;

/** A running gateway with its hops. */
public final class Pipeline implements AutoCloseable {
  private final Gateway gateway;
  private final Hops hops;
  private final Runnable stop;

  Pipeline(Gateway gateway, Hops hops, Runnable stop) {
    this.gateway = gateway;
    this.hops = hops;
    this.stop = stop;
  }

  /** To open in a browser. */
  public URI address() {
    return gateway.address();
  }

  /** Where the voice protocol is spoken. */
  public URI voiceAddress() {
    return URI.create(
        gateway
            .address()
            .toString()
            .replaceFirst("^http", "ws")
            .replaceFirst("/$", Gateway.VOICE_PATH));
  }

  public Hops hops() {
    return hops;
  }

  public int callCount() {
    return gateway.callCount();
  }

  /** Before {@link #close}: see {@link Gateway#drain}. */
  public void drain(Duration patience) throws InterruptedException {
    gateway.drain(patience);
  }

  @Override
  public void close() {
    stop.run();
  }
}
