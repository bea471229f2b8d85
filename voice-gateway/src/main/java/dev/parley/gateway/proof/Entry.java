package dev.parley.gateway.proof;

import dev.parley.adapter.model.Sha256;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The form of one line: JSON with its keys in order and no spaces, so that it has one form only.
 */
final class Entry {
  static final String NO_HASH = "0".repeat(64);

  private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cntrl}");

  private Entry() {}

  /** Everything of an entry that is hashed. */
  static JsonObject of(long n, String at, String call, String type, JsonObject what, String prev) {
    return new JsonObject()
        .put("n", n)
        .put("at", at)
        .put("call", call)
        .put("type", type)
        .put("what", what)
        .put("prev", prev);
  }

  /** SHA-256 of an entry without its hash, key and signature; hex. */
  static String hash(JsonObject entry) {
    JsonObject hashed = entry.copy();
    hashed.remove("hash");
    hashed.remove("key");
    hashed.remove("sig");
    return Sha256.of(canonical(hashed).getBytes(StandardCharsets.UTF_8));
  }

  static String canonical(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case JsonObject object -> object(object.getMap(), out);
      case Map<?, ?> map -> object(map, out);
      case JsonArray array -> list(array.getList(), out);
      case Iterable<?> list -> list(list, out);
      case String text -> out.append(text(text));
      case Boolean flag -> out.append(flag);
      case Integer number -> out.append(number);
      case Long number -> out.append(number);
      default ->
          throw new IllegalArgumentException(
              "expected text, whole numbers, flags, lists and objects, found " + value.getClass());
    }
  }

  /**
   * Half a surrogate pair would not come back from the file as it went there, and control
   * characters have more than one form.
   */
  private static String text(String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return Json.encode(CONTROL_CHARACTERS.matcher(whole).replaceAll(" "));
  }

  private static void object(Map<?, ?> map, StringBuilder out) {
    Map<String, Object> ordered = new TreeMap<>();
    map.forEach((key, value) -> ordered.put((String) key, value));
    char sign = '{';
    for (Map.Entry<String, Object> e : ordered.entrySet()) {
      out.append(sign).append(text(e.getKey())).append(':');
      write(e.getValue(), out);
      sign = ',';
    }
    out.append(ordered.isEmpty() ? "{}" : "}");
  }

  private static void list(Iterable<?> list, StringBuilder out) {
    char sign = '[';
    boolean isEmpty = true;
    for (Object value : list) {
      out.append(sign);
      write(value, out);
      sign = ',';
      isEmpty = false;
    }
    out.append(isEmpty ? "[]" : "]");
  }
}
