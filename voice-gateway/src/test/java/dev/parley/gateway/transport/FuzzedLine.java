package dev.parley.gateway.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Says to a line what its protocol knows, and that in a thousand ways damaged, without a network in
 * between. Whatever comes, the line must end or go on, never throw. The seed is fixed; {@code
 * -Dparley.fuzz=1000000} says more.
 */
public final class FuzzedLine {
  private static final int INPUTS = Integer.getInteger("parley.fuzz", 20_000);
  private static final int MOST_A_CALL = 20;
  private static final String[] PIECES = {
    "null",
    "true",
    "-1",
    "0",
    "1e999",
    "99999999999999999999",
    "\"\"",
    "\"\\u0000\"",
    "[]",
    "{}",
    "[{}]",
    "{\"a\":{\"a\":1}}",
    "\"AAAA\"",
    "\"///w==\"",
    "NaN",
    "\ud83d\ude00",
    "\"\ud800\""
  };

  /** Opens a line on that socket, for calls that are taken there. */
  public interface Opener extends BiConsumer<ServerWebSocket, FuzzedCalls> {}

  private final Random random = new Random(20_261_127);
  private final FuzzedCalls calls = new FuzzedCalls(random, 200_000);
  private final List<String> messages;
  private final Opener opener;
  private FuzzedSocket<ServerWebSocket> line = new FuzzedSocket<>(ServerWebSocket.class);
  private int inputs;

  private FuzzedLine(List<String> messages, Opener opener) {
    this.messages = messages;
    this.opener = opener;
  }

  /**
   * @param messages of a call in their order, the first begins it
   */
  public static void assertHarmless(List<String> messages, Opener opener) {
    FuzzedLine line = new FuzzedLine(messages, opener);
    FuzzedSocket.quietly(line::damage);
    line.calls.assertOver(INPUTS / MOST_A_CALL / 10);
  }

  private void damage() {
    while (inputs < INPUTS) {
      call();
    }
  }

  private void call() {
    line = new FuzzedSocket<>(ServerWebSocket.class);
    opener.accept(line.socket(), calls);
    if (random.nextInt(8) > 0) {
      say(messages.getFirst());
    }
    for (int i = 0; i < MOST_A_CALL && !line.isClosed(); i++) {
      switch (random.nextInt(8)) {
        case 0 -> hear(noise());
        case 1 -> say(nested());
        case 2 -> say(messages.get(random.nextInt(messages.size())));
        default -> say(damaged(messages.get(random.nextInt(messages.size()))));
      }
    }
    line.close();
  }

  private void say(String message) {
    inputs += line.say("textMessageHandler", message) ? 1 : 0;
  }

  private void hear(byte[] audio) {
    inputs += line.say("binaryMessageHandler", Buffer.buffer(audio)) ? 1 : 0;
  }

  // ---- damage

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(700)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String nested() {
    String open = random.nextBoolean() ? "[" : "{\"event\":";
    return open.repeat(1 + random.nextInt(10_000));
  }

  private String damaged(String message) {
    StringBuilder left = new StringBuilder(message);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(Math.max(1, left.length()));
      int to = Math.min(left.length(), at + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> left.delete(at, to);
        case 1 -> left.setLength(at);
        case 2 -> left.insert(at, left.substring(at, to));
        case 3 -> left = value(left);
        default ->
            left.replace(at, Math.min(left.length(), at + 1), "" + (char) random.nextInt(300));
      }
    }
    return left.toString();
  }

  /** Another value behind one of the colons. */
  private StringBuilder value(StringBuilder message) {
    List<Integer> colons = new ArrayList<>();
    for (int i = 0; i < message.length(); i++) {
      if (message.charAt(i) == ':') {
        colons.add(i);
      }
    }
    if (colons.isEmpty()) {
      return message;
    }
    int from = colons.get(random.nextInt(colons.size())) + 1;
    int to = from;
    while (to < message.length() && ",}".indexOf(message.charAt(to)) < 0) {
      to++;
    }
    return message.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
  }
}
