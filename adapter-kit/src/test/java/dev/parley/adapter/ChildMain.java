package dev.parley.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A child that serves, dies when somebody connects, or never gets ready, as its arguments say. */
final class ChildMain {
  private ChildMain() {}

  public static void main(String[] args) throws IOException {
    List<String> given = List.of(args);
    if (given.contains("fail")) {
      System.err.println("parley: no model; pull one");
      System.exit(2);
    }
    int port = Integer.parseInt(given.get(given.indexOf("--port") + 1));
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      if (!given.contains("never-ready")) {
        System.out.println("hello");
        System.out.println(AdapterCommand.READY_PREFIX + "127.0.0.1:" + socket.getLocalPort());
      }
      Thread killer =
          new Thread(
              () -> {
                try {
                  socket.accept();
                } catch (IOException e) {
                  return;
                }
                Runtime.getRuntime().halt(3);
              });
      killer.setDaemon(true);
      killer.start();
      while (System.in.read() >= 0) {
        // only its end matters
      }
    }
  }
}
