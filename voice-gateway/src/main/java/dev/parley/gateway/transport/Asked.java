package dev.parley.gateway.transport;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A provider's request, as far as providers sign it.
 *
 * @param isPost else it is a GET
 * @param address the whole, as the provider knows it
 * @param fields of a form
 * @param body as it came
 */
public record Asked(
    boolean isPost,
    String address,
    SortedMap<String, SortedSet<String>> fields,
    Buffer body,
    MultiMap headers) {

  /**
   * @param address without its query
   */
  static Asked by(RoutingContext r, String address) {
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    r.request()
        .formAttributes()
        .forEach((name, value) -> fields.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    Buffer body = r.body().buffer();
    String query = r.request().query();
    return new Asked(
        r.request().method().equals(HttpMethod.POST),
        query == null ? address : address + "?" + query,
        fields,
        body == null ? Buffer.buffer() : body,
        r.request().headers());
  }

  /** Empty when it isn't there. */
  public String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
