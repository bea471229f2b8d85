package dev.parley.gateway.transport.audiosocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.Voice;
import dev.parley.gateway.audio.LineCodec.Format;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import dev.parley.gateway.transport.EndedTurns;
import dev.parley.gateway.transport.FarEnd;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over AudioSocket, over a real connection. */
class AudioSocketCallTest {
  private static final int PATIENCE_SECONDS = 30;
  private static final String UUID = "010010" + "00112233445566778899aabbccddeeff";

  private final EndedTurns turns = new EndedTurns();
  private int port;

  /** Asterisk's end: hangs up on what it doesn't know, as Asterisk does. */
  private static final class Peer implements AutoCloseable {
    final FarEnd phone;
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    final List<String> problems = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private final NetClient client;
    private final NetSocket socket;
    private final int kind;
    private Buffer rest = Buffer.buffer();
    private long ticker = -1;

    Peer(Vertx vertx, int port, Format format) throws Exception {
      this.vertx = vertx;
      this.phone = new FarEnd(format);
      this.kind = format == Format.LINEAR_8K ? 0x10 : 0x12;
      // held: Vert.x closes the connections of a client that was garbage-collected
      this.client = vertx.createNetClient();
      this.socket =
          client
              .connect(port, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      socket.handler(this::came);
      socket.exceptionHandler(e -> {});
      socket.closeHandler(v -> closed.complete(null));
    }

    Peer start() {
      hex(UUID);
      ticker =
          vertx.setPeriodic(
              20,
              t -> {
                if (!closed.isDone()) {
                  frame(kind, phone.microphone());
                  phone.play();
                }
              });
      return this;
    }

    void press(char key) {
      frame(0x03, new byte[] {(byte) key});
    }

    void frame(int ofKind, byte[] payload) {
      socket.write(
          Buffer.buffer()
              .appendByte((byte) ofKind)
              .appendUnsignedShort(payload.length)
              .appendBytes(payload));
    }

    void hex(String bytes) {
      socket.write(Buffer.buffer(HexFormat.of().parseHex(bytes)));
    }

    /** As the network may cut it: byte by byte. */
    void trickle(String bytes) {
      for (byte one : HexFormat.of().parseHex(bytes)) {
        socket.write(Buffer.buffer(new byte[] {one}));
      }
    }

    private void came(Buffer more) {
      rest.appendBuffer(more);
      while (rest.length() >= 3 && rest.length() >= 3 + rest.getUnsignedShort(1)) {
        int length = rest.getUnsignedShort(1);
        int came = rest.getUnsignedByte(0);
        if (came == kind && length > 0) {
          phone.audio(rest.getBytes(3, 3 + length));
        } else if (came != 0) {
          problems.add("a frame of kind " + came + " and " + length + " bytes");
        }
        rest = rest.getBuffer(3 + length, rest.length());
      }
    }

    void vanish() {
      vertx.cancelTimer(ticker);
      socket.close();
    }

    void awaitClose() throws Exception {
      closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      vertx.cancelTimer(ticker);
      client.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"LINEAR_8K", "LINEAR_16K"})
  void theDisclosureIsTheFirstSoundAndWhole(Format format) throws Exception {
    short[] clip = Clips.load().in("en").samples();
    try (FakeHopGateway gateway = gateway(Clips.load());
        Peer peer = new Peer(gateway.vertx, port, format).start()) {
      peer.press('5');
      peer.phone.say(Voice.syllables(1_500));
      Eventually.isTrue(() -> peer.phone.heard().length > clip.length + 16_000, "the clip is over");

      peer.phone.assertBeginsWith(clip);
      assertEquals(List.of(), peer.problems);
    }
  }

  @Test
  void aQuestionIsAnsweredAndAKeyIsATurn() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        Peer peer = new Peer(gateway.vertx, port, Format.LINEAR_16K).start()) {
      gateway.hops.heard = "is there a pool";
      turns.awaitDisclosure();
      int before = peer.phone.heard().length;
      peer.phone.say(Voice.syllables(1_500));
      turns.await(2, "the turn is over");
      assertEquals("You said: is there a pool.", turns.get(1).botHeardText());
      assertTrue(peer.phone.loudAfter(before) > 0);

      peer.press('4');
      peer.press('#');
      turns.await(3, "the keys are answered");
      assertEquals("[pressed 4]", turns.get(2).callerText());
      assertEquals(List.of(), peer.problems);
    }
  }

  /** The connection is closed, or a frame says so. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenTheCallerIsGoneNothingIsLeft(boolean withGoodbye) throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        Peer peer = new Peer(gateway.vertx, port, Format.LINEAR_8K).start()) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      if (withGoodbye) {
        peer.hex("000000");
      } else {
        peer.vanish();
      }
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  @Test
  void framesMayComeInPieces() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        Peer peer = new Peer(gateway.vertx, port, Format.LINEAR_8K)) {
      peer.trickle(UUID + "10000400000000");
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000400000000", // audio before the UUID
        "01000400112233", // half a UUID, and a little more
        "ff0000",
        UUID + "130000", // 24 kHz
        UUID + "110002ffff",
        UUID + "100001ff", // half a sample
        UUID + "100000",
        UUID + "420001ff",
        UUID + "1000020000" + "1200020000", // another rate
        UUID + "ff000101"
      })
  void whatBreaksTheProtocolEndsTheCall(String bytes) throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        Peer peer = new Peer(gateway.vertx, port, Format.LINEAR_8K)) {
      peer.hex(bytes);
      peer.awaitClose();
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  @Test
  void whoSaysNothingIsClosed() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        Peer peer = new Peer(gateway.vertx, port, Format.LINEAR_8K)) {
      peer.awaitClose();
      assertEquals(0, gateway.callCount());
    }
  }

  private FakeHopGateway gateway(Clips clips) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    return new FakeHopGateway(Map.of("audiosocket.port", Integer.toString(port)), turns, clips)
        .ready();
  }
}
