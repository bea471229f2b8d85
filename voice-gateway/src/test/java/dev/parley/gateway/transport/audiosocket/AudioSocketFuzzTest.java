package dev.parley.gateway.transport.audiosocket;

import dev.parley.gateway.transport.FuzzedCalls;
import dev.parley.gateway.transport.FuzzedSocket;
import dev.parley.gateway.transport.Onward;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Frames of AudioSocket, damaged and cut anywhere, without a network in between. */
class AudioSocketFuzzTest {
  private static final int INPUTS = Integer.getInteger("parley.fuzz", 20_000);

  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random(20_261_127);
  private final FuzzedCalls calls = new FuzzedCalls(random, 40_000);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedFramesHarmNobody() {
    FuzzedSocket.quietly(this::damage);
    calls.assertOver(INPUTS / 200);
  }

  private void damage() {
    int inputs = 0;
    while (inputs < INPUTS) {
      FuzzedSocket<NetSocket> line = new FuzzedSocket<>(NetSocket.class);
      AudioSocketStream.serve(vertx, line.socket(), calls, Onward.closed());
      say(line, random.nextInt(8) == 0 ? damaged() : frame(0x01, 16));
      for (int i = 0; i < 20 && !line.isClosed(); i++) {
        say(line, random.nextInt(3) == 0 ? damaged() : frame(0x10, 320));
        inputs++;
      }
      line.close();
    }
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
  private void say(FuzzedSocket<NetSocket> line, Buffer message) {
    int from = 0;
    while (from < message.length() && !line.isClosed()) {
      int to = Math.min(message.length(), from + 1 + random.nextInt(message.length()));
      line.say("handler", Buffer.buffer(message.getBytes(from, to)));
      from = to;
    }
  }
}
