package dev.parley.gateway.span;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A collector: takes spans over HTTP and keeps them. */
final class OtlpReceiver implements AutoCloseable {
  /** A span, and the part of Parley that sent it. */
  record Received(String service, Span span) {
    String name() {
      return span.getName();
    }

    String id() {
      return HexFormat.of().formatHex(span.getSpanId().toByteArray());
    }

    String parent() {
      return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
    }

    String trace() {
      return HexFormat.of().formatHex(span.getTraceId().toByteArray());
    }

    long nanos() {
      return span.getEndTimeUnixNano() - span.getStartTimeUnixNano();
    }

    Map<String, AnyValue> attributes() {
      return attributesOf(span.getAttributesList());
    }

    String text(String key) {
      return attributes().getOrDefault(key, AnyValue.getDefaultInstance()).getStringValue();
    }

    long number(String key) {
      return value(attributes(), key).getIntValue();
    }

    double seconds(String key) {
      return value(attributes(), key).getDoubleValue();
    }
  }

  final List<Received> spans = new CopyOnWriteArrayList<>();

  /** What came with each request: its path, and the header that it was told to bring. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Received> named(String name) {
    return spans.stream().filter(s -> s.name().equals(name)).toList();
  }

  Received only(String name) {
    List<Received> found = named(name);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " spans are named " + name + ": " + this);
    }
    return found.getFirst();
  }

  List<Received> from(String service) {
    return spans.stream().filter(s -> s.service().equals(service)).toList();
  }

  List<Received> below(Received parent) {
    return spans.stream().filter(s -> s.parent().equals(parent.id())).toList();
  }

  static Map<String, AnyValue> attributesOf(List<KeyValue> all) {
    return all.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  static AnyValue value(Map<String, AnyValue> attributes, String key) {
    AnyValue value = attributes.get(key);
    if (value == null) {
      throw new AssertionError("no " + key + " in " + attributes);
    }
    return value;
  }

  private void take(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    for (ResourceSpans of : request.getResourceSpansList()) {
      AnyValue service =
          attributesOf(of.getResource().getAttributesList())
              .getOrDefault("service.name", AnyValue.getDefaultInstance());
      for (ScopeSpans scope : of.getScopeSpansList()) {
        scope.getSpansList().forEach(s -> spans.add(new Received(service.getStringValue(), s)));
      }
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  @Override
  public String toString() {
    return spans.stream().map(s -> s.service() + ":" + s.name()).toList().toString();
  }
}
