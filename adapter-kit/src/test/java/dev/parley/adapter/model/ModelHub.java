package dev.parley.adapter.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A real HTTP server that serves one file, and misbehaves once for every fault it is told of. */
final class ModelHub implements AutoCloseable {
  /** What goes wrong with one request. */
  enum Fault {
    CUT_HALFWAY,
    IGNORE_RANGE,
    ANSWER_503,
    ANSWER_404,
    RANGE_NOT_SATISFIABLE,
    STALL_HALFWAY,
    WRONG_LENGTH,
    REDIRECT,
    ANNOUNCE_MORE_THAN_ANY_DISK_HAS
  }

  /** What a request asked for. */
  record Request(String path, @Nullable String range, @Nullable String ifRange) {}

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile byte[] content;
  private volatile String etag = "\"one\"";

  ModelHub(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void then(Fault... next) {
    faults.addAll(Arrays.asList(next));
  }

  void replace(byte[] other, String otherEtag) {
    content = other;
    etag = otherEtag;
  }

  private synchronized @Nullable Fault nextFault() {
    return faults.poll();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
    requests.add(new Request(exchange.getRequestURI().getPath(), range, ifRange));
    Fault fault = nextFault();
    exchange.getResponseHeaders().set("ETag", etag);
    try (exchange) {
      if (fault == Fault.ANSWER_503 || fault == Fault.ANSWER_404) {
        exchange.sendResponseHeaders(fault == Fault.ANSWER_503 ? 503 : 404, -1);
        return;
      }
      if (fault == Fault.REDIRECT) {
        exchange.getResponseHeaders().set("Location", uri() + "/signed?key=1");
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      if (fault == Fault.RANGE_NOT_SATISFIABLE) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      boolean whole =
          range == null
              || fault == Fault.IGNORE_RANGE
              || (ifRange != null && !ifRange.equals(etag));
      int from = whole ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      if (!whole) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      }
      long announced = (long) content.length - from + (fault == Fault.WRONG_LENGTH ? 7 : 0);
      if (fault == Fault.ANNOUNCE_MORE_THAN_ANY_DISK_HAS) {
        announced = 1L << 60;
      }
      exchange.sendResponseHeaders(whole ? 200 : 206, announced);
      OutputStream out = exchange.getResponseBody();
      boolean halfway = fault == Fault.CUT_HALFWAY || fault == Fault.STALL_HALFWAY;
      int end = halfway ? from + (content.length - from) / 2 : content.length;
      out.write(content, from, end - from);
      out.flush();
      if (fault == Fault.STALL_HALFWAY) {
        await();
      }
    }
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
