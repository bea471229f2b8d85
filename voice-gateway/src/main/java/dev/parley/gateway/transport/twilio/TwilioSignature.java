package dev.parley.gateway.transport.twilio;

import dev.parley.adapter.model.Sha256;
import dev.parley.gateway.access.Hmac;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a request comes from Twilio: HMAC-SHA1 with the account's token over the address and the
 * form's fields, in base64. As Twilio's own libraries do, an address counts with and without its
 * port.
 */
final class TwilioSignature {
  private static final Pattern ADDRESS =
      Pattern.compile("(?<scheme>[a-z]+)://(?<host>\\[[^]]*]|[^/:?#]*)(?<port>:\\d+)?(?<rest>.*)");
  private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-f]{64})");

  private final Hmac hmac;

  /**
   * @param token a secret
   */
  TwilioSignature(String token) {
    this.hmac = new Hmac("HmacSHA1", token);
  }

  /**
   * @param address as Twilio knows it, never as the request tells it
   * @param fields of a form; empty for a WebSocket
   */
  boolean isOf(String address, SortedMap<String, SortedSet<String>> fields, String signature) {
    StringBuilder form = new StringBuilder();
    for (Map.Entry<String, SortedSet<String>> field : fields.entrySet()) {
      field.getValue().forEach(value -> form.append(field.getKey()).append(value));
    }
    boolean matches = false;
    for (String variant : variants(address)) {
      // all of them, so that the time tells nothing
      matches |= Hmac.isSame(sign(variant + form), signature);
    }
    return matches;
  }

  /** A body that is no form is signed by its hash in the address. */
  boolean isOfBody(String address, byte[] body, String signature) {
    Matcher hash = BODY_HASH.matcher(address);
    return hash.find()
        && Hmac.isSame(Sha256.of(body), hash.group(1))
        && isOf(address, new TreeMap<>(), signature);
  }

  private static Set<String> variants(String address) {
    Set<String> all = new LinkedHashSet<>();
    Matcher parts = ADDRESS.matcher(address);
    all.add(address);
    if (parts.matches()) {
      String scheme = parts.group("scheme");
      String bare = scheme + "://" + parts.group("host");
      String port = parts.group("port") == null ? "" : parts.group("port");
      String usual = scheme.equals("https") ? ":443" : ":80";
      String rest = parts.group("rest");
      for (String path : List.of(rest, rest.replace("'", "%27"))) {
        all.add(bare + path);
        all.add(bare + (port.isEmpty() ? usual : port) + path);
      }
    }
    return all;
  }

  private String sign(String text) {
    return Base64.getEncoder().encodeToString(hmac.sign(text));
  }
}
