package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

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
  public interface Opener {
    /**
     * @param taker takes a call that doesn't come from {@code calls}
     */
    void open(ServerWebSocket socket, PhoneCalls calls, Function<CallChannel, CallerEvents> taker);
  }

  private final Random random = new Random(20_261_127);
  private final List<String> messages;
  private final Opener opener;
  private @Nullable Handler<String> text;
  private @Nullable Handler<Buffer> binary;
  private @Nullable Handler<Void> closed;
  private boolean isClosed;
  private int inputs;
  private int begun;
  private int over;

  private FuzzedLine(List<String> messages, Opener opener) {
    this.messages = messages;
    this.opener = opener;
  }

  /**
   * @param messages of a call in their order, the first begins it
   */
  public static void damage(List<String> messages, Opener opener) {
    FuzzedLine line = new FuzzedLine(messages, opener);
    Logger log = (Logger) LoggerFactory.getLogger("dev.parley.gateway.transport");
    Level before = log.getLevel();
    // a line for each call that is refused would fill pages
    log.setLevel(Level.ERROR);
    try {
      line.damage();
    } finally {
      log.setLevel(before);
    }
  }

  private void damage() {
    while (inputs < INPUTS) {
      call();
    }
    assertTrue(begun > INPUTS / MOST_A_CALL / 10, "hardly a call began: " + begun);
    assertEquals(begun, over, "calls that began and were never over");
  }

  private void call() {
    isClosed = false;
    opener.open(socket(), new Calls(), this::take);
    if (random.nextInt(8) > 0) {
      say(messages.getFirst());
    }
    for (int i = 0; i < MOST_A_CALL && !isClosed; i++) {
      switch (random.nextInt(8)) {
        case 0 -> hear(noise());
        case 1 -> say(nested());
        case 2 -> say(messages.get(random.nextInt(messages.size())));
        default -> say(damaged(messages.get(random.nextInt(messages.size()))));
      }
    }
    close();
  }

  private void say(String message) {
    if (text != null && !isClosed) {
      inputs++;
      text.handle(message);
    }
  }

  private void hear(byte[] audio) {
    if (binary != null && !isClosed) {
      inputs++;
      binary.handle(Buffer.buffer(audio));
    }
  }

  private void close() {
    if (!isClosed && closed != null) {
      isClosed = true;
      closed.handle(null);
    }
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

  // ---- the ends of it

  private ServerWebSocket socket() {
    return (ServerWebSocket)
        Proxy.newProxyInstance(
            FuzzedLine.class.getClassLoader(),
            new Class<?>[] {ServerWebSocket.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "textMessageHandler" -> {
                    text = handler(arguments);
                    yield proxy;
                  }
                  case "binaryMessageHandler" -> {
                    binary = handler(arguments);
                    yield proxy;
                  }
                  case "closeHandler" -> {
                    closed = handler(arguments);
                    yield proxy;
                  }
                  case "close" -> {
                    isClosed = true;
                    if (closed != null) {
                      closed.handle(null);
                    }
                    yield Future.succeededFuture();
                  }
                  case "writeTextMessage", "writeBinaryMessage" -> Future.succeededFuture();
                  case "writeQueueFull" -> false;
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> "a socket of tests";
                  default -> method.getReturnType().isInstance(proxy) ? proxy : null;
                });
  }

  @SuppressWarnings("unchecked") // as the methods of the socket have it
  private static <T> Handler<T> handler(Object[] arguments) {
    return (Handler<T>) arguments[0];
  }

  private final class Calls implements PhoneCalls {
    @Override
    public Optional<String> refusal() {
      return Optional.empty();
    }

    @Override
    public Optional<CallerEvents> open(PhoneChannel channel, String client, String language) {
      assertTrue(PhoneTalk.isLanguage(language), language);
      return Optional.of(take(channel));
    }
  }

  /** A call that is only listened to. */
  private CallerEvents take(CallChannel channel) {
    begun++;
    channel.audio(new byte[640]);
    channel.sent(200);
    return new CallerEvents() {
      private boolean isOver;

      @Override
      public void audio(short[] samples) {
        assertTrue(!isOver && samples.length < 200_000);
        if (random.nextInt(50) == 0) {
          channel.clear();
        }
      }

      @Override
      public void played(long millis) {
        assertTrue(millis >= 0, "played " + millis);
      }

      @Override
      public void typed(String words) {
        assertTrue(!words.isBlank() && words.length() <= 1_000);
      }

      @Override
      public void key(char key) {
        assertTrue("0123456789*#ABCD".indexOf(key) >= 0, "key " + key);
      }

      @Override
      public void closed() {
        assertTrue(!isOver, "closed twice");
        isOver = true;
        over++;
      }
    };
  }
}
