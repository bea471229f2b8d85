package dev.parley.gateway.web;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A network between browser and gateway that can break: connections die without a goodbye. */
public final class CuttableLine {
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetClient client;
  private final NetServer server;
  private volatile int gatewayPort;
  private volatile boolean down;

  public CuttableLine(Vertx vertx) throws TimeoutException {
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::accept);
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
  }

  public int port() {
    return server.actualPort();
  }

  public void leadTo(int port) {
    gatewayPort = port;
  }

  /** From now on nothing gets through, and what was open is broken. */
  public void cut() {
    down = true;
    open.forEach(NetSocket::close);
  }

  public void mend() {
    down = false;
  }

  private void accept(NetSocket browser) {
    if (down) {
      browser.close();
      return;
    }
    browser.pause();
    hold(browser);
    client
        .connect(gatewayPort, "127.0.0.1")
        .onFailure(e -> browser.close())
        .onSuccess(
            gateway -> {
              hold(gateway);
              gateway.handler(browser::write);
              browser.handler(gateway::write);
              gateway.closeHandler(v -> gone(gateway, browser));
              browser.closeHandler(v -> gone(browser, gateway));
              browser.resume();
            });
  }

  private void hold(NetSocket socket) {
    open.add(socket);
    socket.exceptionHandler(e -> socket.close());
  }

  private void gone(NetSocket one, NetSocket other) {
    open.remove(one);
    open.remove(other);
    other.close();
  }
}
