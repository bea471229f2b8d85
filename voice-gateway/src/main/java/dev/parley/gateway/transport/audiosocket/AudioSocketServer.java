package dev.parley.gateway.transport.audiosocket;

import dev.parley.adapter.UserError;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Listens for Asterisk. */
public final class AudioSocketServer implements AutoCloseable {
  private static final int IDLE_SECONDS = 60;

  private final NetServer server;
  private final String host;
  private final int port;

  public AudioSocketServer(Vertx vertx, PhoneCalls calls, Onward onward, String host, int port) {
    this.host = host;
    this.port = port;
    this.server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setTcpNoDelay(true)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .connectHandler(socket -> AudioSocketStream.serve(vertx, socket, calls, onward));
  }

  /**
   * @throws UserError when the address can't be used
   */
  public void listen() {
    try {
      server.listen(port, host).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UserError(
          "cannot listen on "
              + host
              + ":"
              + port
              + " for AudioSocket; stop what uses it or set audiosocket.port to another",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while starting", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
