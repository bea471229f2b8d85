package dev.parley.gateway.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody listens at an address. */
final class LocalPort {
  private static final int PATIENCE_MILLIS = 1_000;

  private LocalPort() {}

  static boolean answers(String host, int port) {
    if (port == 0) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(reachable(host), port), PATIENCE_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** "host:port" as a client would write it. */
  static String address(String host, int port) {
    String name = reachable(host);
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }

  // "every address" is one to listen on, not one to call
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> host;
    };
  }
}
