package dev.parley.tts.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A speech endpoint on a real socket that behaves as a test says. */
final class SpeechEndpoint implements AutoCloseable {

  /** Answers one request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  /** Counted down when the client's end of a connection was found closed. */
  final CountDownLatch clientGone = new CountDownLatch(1);

  SpeechEndpoint(Behaviour behaviour) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/audio/speech",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String key = exchange.getRequestHeaders().getFirst("Authorization");
          keys.add(key == null ? "" : key);
          try {
            behaviour.answer(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IOException e) {
            clientGone.countDown();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  /** Answers with these pieces, flushed one by one. */
  static Behaviour pieces(byte[]... pieces) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (byte[] piece : pieces) {
        out.write(piece);
        out.flush();
      }
    };
  }

  static Behaviour status(int status) {
    return exchange -> exchange.sendResponseHeaders(status, -1);
  }

  /** Sends a second of audio at a time until nobody takes it. */
  static Behaviour endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      byte[] second = tone(24_000);
      while (true) {
        out.write(second);
        out.flush();
      }
    };
  }

  /** Until the endpoint is closed, which interrupts its threads. */
  static void waitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** So many samples of a loud square wave. */
  static byte[] tone(int samples) {
    byte[] pcm = new byte[2 * samples];
    for (int i = 0; i < samples; i++) {
      short value = (short) (i / 30 % 2 == 0 ? 8_000 : -8_000);
      pcm[2 * i] = (byte) value;
      pcm[2 * i + 1] = (byte) (value >> 8);
    }
    return pcm;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  List<String> bodies() {
    return bodies;
  }

  List<String> keys() {
    return keys;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
