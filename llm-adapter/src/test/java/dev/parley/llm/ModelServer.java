package dev.parley.llm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model server on a real socket, which does with each request what the test says. The last
 * behaviour stays for the requests after it.
 */
public final class ModelServer implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  /** What is done with one request. */
  public interface Behaviour {
    void play(Exchange exchange) throws IOException;
  }

  /** A request as it came. */
  public record Asked(String line, Map<String, String> headers, String body, long atNanos) {}

  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final Deque<Behaviour> behaviours;

  public ModelServer(Behaviour... behaviours) throws IOException {
    this.behaviours = new ArrayDeque<>(List.of(behaviours));
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
  }

  public int connections() {
    return connections.get();
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Waits until {@link Exchange#awaitGone} has seen the client go. */
  public boolean sawTheClientGo() throws InterruptedException {
    return gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed by the test
      return;
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Asked request = read(in);
      while (request != null) {
        asked.add(request);
        next().play(new Exchange(connection, in, request.line()));
        request = connection.isClosed() ? null : read(in);
      }
    } catch (IOException e) {
      // the client has gone, or the test is over
      return;
    } finally {
      open.remove(connection);
    }
  }

  private Behaviour next() {
    synchronized (behaviours) {
      return behaviours.size() > 1 ? behaviours.removeFirst() : behaviours.getFirst();
    }
  }

  private static @Nullable Asked read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Asked(line, headers, body, System.nanoTime());
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        text.append((char) c);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Streams these events, and ends as it should. */
  public static Behaviour stream(String... events) {
    return exchange -> {
      exchange.startStream();
      for (String event : events) {
        exchange.event(event);
      }
      exchange.event("[DONE]");
      exchange.endStream();
    };
  }

  /** Answers at once with a status. */
  public static Behaviour status(int code, String body, String... headers) {
    return exchange -> exchange.answer(code, "application/json", body, headers);
  }

  /** Reads the request, says nothing, and waits for the client to go. */
  public static Behaviour silence() {
    return Exchange::awaitGone;
  }

  /** A list of models, as asked for with GET /models. */
  public static Behaviour models(String... ids) {
    String data =
        String.join(",", List.of(ids).stream().map(i -> "{\"id\":\"" + i + "\"}").toList());
    return status(200, "{\"object\":\"list\",\"data\":[" + data + "]}");
  }

  /** Lists models when asked for them, and does the other thing with everything else. */
  public static Behaviour withModels(String model, Behaviour other) {
    return exchange -> {
      if (exchange.wants("/models")) {
        models(model).play(exchange);
      } else {
        other.play(exchange);
      }
    };
  }

  public static String text(String delta) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + delta + "\"}}]}";
  }

  public static String finish(String reason) {
    return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
  }

  public static String usage(int input, int output) {
    return "{\"choices\":[],\"usage\":{\"prompt_tokens\":"
        + input
        + ",\"completion_tokens\":"
        + output
        + "}}";
  }

  /** One request and its answer, in the making. */
  public final class Exchange {
    private final Socket connection;
    private final InputStream in;
    private final OutputStream out;
    private final String line;

    private Exchange(Socket connection, InputStream in, String line) throws IOException {
      this.connection = connection;
      this.in = in;
      this.out = connection.getOutputStream();
      this.line = line;
    }

    boolean wants(String path) {
      return line.contains(path + " ");
    }

    public void answer(int code, String contentType, String body, String... headers)
        throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      StringBuilder head = new StringBuilder("HTTP/1.1 " + code + " Whatever\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Type: ").append(contentType).append("\r\n");
      head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
    }

    public void startStream() throws IOException {
      List<String> head =
          List.of(
              "HTTP/1.1 200 OK", "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
      out.write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    public void event(String data) throws IOException {
      bytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As one chunk of its own. */
    public void bytes(byte[] chunk) throws IOException {
      out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(chunk);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    public void endStream() throws IOException {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /** Breaks off, as a server that is killed. */
    public void cut() throws IOException {
      connection.close();
    }

    /** Waits until the client has closed the connection. */
    public void awaitGone() {
      try {
        while (in.read() >= 0) {}
      } catch (IOException e) {
        // a reset is a way of going, too
        gone.countDown();
        return;
      }
      gone.countDown();
    }
  }
}
