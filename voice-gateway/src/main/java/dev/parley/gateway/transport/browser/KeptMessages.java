package dev.parley.gateway.transport.browser;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The newest of what one call's client was told, so that a client that comes back can be told what
 * it missed. Every message says the whole of its matter, so one of each kind and turn is enough.
 * One owner, bounded.
 */
final class KeptMessages {
  private static final int MOST = 64;

  /** Of the moment; nothing is missed when they are. */
  private static final Set<String> OF_THE_MOMENT = Set.of("clear", "speech", "started");

  private record Kept(long seq, JsonObject message) {}

  private final Map<String, Kept> newest = new LinkedHashMap<>();
  private long last;

  /** Numbers the message and keeps it if it is worth it. */
  void add(JsonObject message) {
    message.put("seq", ++last);
    String type = message.getString("type");
    if (OF_THE_MOMENT.contains(type)) {
      return;
    }
    Long turn = message.getLong("turn");
    String key = turn == null ? type : type + turn;
    if (type.equals("final")) {
      newest.remove("partial" + turn);
    }
    // put at the end: they are told again in their order
    newest.remove(key);
    newest.put(key, new Kept(last, message));
    if (newest.size() > MOST) {
      newest.remove(newest.keySet().iterator().next());
    }
  }

  /** What came after the message of this number. */
  List<JsonObject> after(long seq) {
    return newest.values().stream().filter(k -> k.seq > seq).map(Kept::message).toList();
  }
}
