package dev.parley.gateway.transport.plivo;

import dev.parley.gateway.access.Hmac;
import dev.parley.gateway.transport.Asked;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a request comes from Plivo, version 3: HMAC-SHA256 with the account's token over the
 * address, the sorted query, the sorted fields of a form and a nonce, in base64. A request may have
 * several signatures, of the account and of its owner.
 */
final class PlivoSignature {
  private final Hmac hmac;

  /**
   * @param token a secret
   */
  PlivoSignature(String token) {
    this.hmac = new Hmac("HmacSHA256", token);
  }

  boolean isOf(Asked request, String nonce, String signatures) {
    String expected = sign(request, nonce);
    boolean matches = false;
    for (String signature : signatures.split(",", -1)) {
      // all of them, so that the time tells nothing
      matches |= Hmac.isSame(expected, signature.strip());
    }
    return matches;
  }

  String sign(Asked request, String nonce) {
    QueryStringDecoder address = new QueryStringDecoder(request.address());
    SortedMap<String, SortedSet<String>> query = new TreeMap<>();
    for (Map.Entry<String, List<String>> one : address.parameters().entrySet()) {
      query.put(one.getKey(), new TreeSet<>(one.getValue()));
    }
    boolean hasFields = request.isPost() && !request.fields().isEmpty();
    String base = request.address().split("\\?", 2)[0];
    String text =
        base
            + (query.isEmpty() && !hasFields ? "" : "?")
            + joined(query, "=", "&")
            + (query.isEmpty() || !hasFields ? "" : ".")
            + (hasFields ? joined(request.fields(), "", "") : "");
    return Base64.getEncoder().encodeToString(hmac.sign(text + "." + nonce));
  }

  private static String joined(
      SortedMap<String, SortedSet<String>> fields, String equal, String and) {
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + equal + value))
        .collect(Collectors.joining(and));
  }
}
