package dev.parley.gateway.transport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * A socket without a network, of Vert.x's type T: takes what is written and does nothing with it,
 * and hands to its handlers what a test says.
 */
public final class FuzzedSocket<T> {
  private final Map<String, Handler<Object>> handlers = new HashMap<>();
  private final T socket;
  private boolean isClosed;

  public FuzzedSocket(Class<T> type) {
    Object proxy =
        Proxy.newProxyInstance(
            FuzzedSocket.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "close" -> {
                    close();
                    yield Future.succeededFuture();
                  }
                  case "write", "writeTextMessage", "writeBinaryMessage" ->
                      Future.succeededFuture();
                  case "writeQueueFull" -> false;
                  case "hashCode" -> System.identityHashCode(self);
                  case "toString" -> "a socket of tests";
                  default -> {
                    if (arguments != null && arguments[0] instanceof Handler<?> handler) {
                      handlers.put(method.getName(), said -> hand(handler, said));
                    }
                    yield method.getReturnType().isInstance(self) ? self : null;
                  }
                });
    this.socket = type.cast(proxy);
  }

  @SuppressWarnings("unchecked") // as the methods of the socket have it
  private static <S> void hand(Handler<S> handler, Object said) {
    handler.handle((S) said);
  }

  public T socket() {
    return socket;
  }

  public boolean isClosed() {
    return isClosed;
  }

  /**
   * @param handler the method with which it was set
   * @return false when the socket is closed
   */
  public boolean say(String handler, Object said) {
    if (!isClosed) {
      handlers.getOrDefault(handler, nobody -> {}).handle(said);
      return true;
    }
    return false;
  }

  /** From either side; the line is told once. */
  public void close() {
    if (!isClosed) {
      isClosed = true;
      handlers.getOrDefault("closeHandler", nobody -> {}).handle(null);
    }
  }

  /** A line in the log for each call that is refused would fill pages. */
  public static void quietly(Runnable damage) {
    Logger log = (Logger) LoggerFactory.getLogger("dev.parley.gateway.transport");
    Level before = log.getLevel();
    log.setLevel(Level.ERROR);
    try {
      damage.run();
    } finally {
      log.setLevel(before);
    }
  }
}
