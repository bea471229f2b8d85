package dev.parley.gateway.transport.audiosocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneChannel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Frames of AudioSocket, damaged and cut anywhere, without a network in between. */
class AudioSocketFuzzTest {
  private static final int INPUTS = Integer.getInteger("parley.fuzz", 20_000);

  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random(20_261_127);
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> closed;
  private boolean isClosed;
  private int begun;
  private int over;

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedFramesHarmNobody() {
    Logger log = (Logger) LoggerFactory.getLogger("dev.parley.gateway.transport");
    Level before = log.getLevel();
    log.setLevel(Level.ERROR);
    try {
      int inputs = 0;
      while (inputs < INPUTS) {
        isClosed = false;
        AudioSocketStream.serve(vertx, socket(), new Calls(), Onward.closed());
        say(random.nextInt(8) == 0 ? damaged() : frame(0x01, 16));
        for (int i = 0; i < 20 && !isClosed; i++) {
          say(random.nextInt(3) == 0 ? damaged() : frame(0x10, 320));
          inputs++;
        }
        end();
      }
    } finally {
      log.setLevel(before);
    }
    assertTrue(begun > INPUTS / 200, "hardly a call began: " + begun);
    assertEquals(begun, over, "calls that began and were never over");
  }

  private Buffer frame(int kind, int length) {
    byte[] payload = new byte[length];
    random.nextBytes(payload);
    return Buffer.buffer().appendByte((byte) kind).appendUnsignedShort(length).appendBytes(payload);
  }

  private Buffer damaged() {
    Buffer frame = frame(random.nextInt(256), random.nextInt(700));
    int at = random.nextInt(frame.length());
    frame.setByte(at, (byte) random.nextInt(256));
    return random.nextBoolean() ? frame : frame.slice(0, at);
  }

  /** In pieces, as TCP brings it. */
  private void say(Buffer message) {
    int from = 0;
    while (from < message.length() && !isClosed) {
      int to = Math.min(message.length(), from + 1 + random.nextInt(message.length()));
      if (bytes != null) {
        bytes.handle(Buffer.buffer(message.getBytes(from, to)));
      }
      from = to;
    }
  }

  private void end() {
    if (!isClosed && closed != null) {
      isClosed = true;
      closed.handle(null);
    }
  }

  private NetSocket socket() {
    return (NetSocket)
        Proxy.newProxyInstance(
            AudioSocketFuzzTest.class.getClassLoader(),
            new Class<?>[] {NetSocket.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handler" -> {
                    bytes = handler(arguments);
                    yield proxy;
                  }
                  case "closeHandler" -> {
                    closed = handler(arguments);
                    yield proxy;
                  }
                  case "close" -> {
                    isClosed = true;
                    yield Future.succeededFuture();
                  }
                  case "write" -> Future.succeededFuture();
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
      begun++;
      return Optional.of(new Caller());
    }
  }

  private final class Caller implements CallerEvents {
    private boolean isOver;

    @Override
    public void audio(short[] samples) {
      assertTrue(!isOver && samples.length < 40_000);
    }

    @Override
    public void played(long millis) {}

    @Override
    public void typed(String text) {}

    @Override
    public void closed() {
      assertTrue(!isOver, "closed twice");
      isOver = true;
      over++;
    }
  }
}
