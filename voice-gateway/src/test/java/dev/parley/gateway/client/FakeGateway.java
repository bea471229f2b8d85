package dev.parley.gateway.client;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway as docs/protocol.md describes it, without any engine: it counts loud frames and answers
 * when silence follows. Real sockets.
 */
public final class FakeGateway implements AutoCloseable {
  /** What it does instead of what it should. */
  public enum Manners {
    GOOD,
    REFUSES,
    HANGS_UP_MID_CALL,
    FAILS_TO_ANSWER,
    /**
     * Speaks for longer; lowers its voice when it is spoken into, goes on where that was short, and
     * is silent where it was not.
     */
    YIELDS
  }

  private static final int SILENT_FRAMES_AFTER_SPEECH = 5;
  private static final int LONG_ANSWER_FRAMES = 40;
  private static final int FRAMES_BEFORE_DUCK = 3;
  private static final int FRAMES_BEFORE_CUT = 12;

  /** Every JSON message a client sent. */
  public final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  public FakeGateway(Manners manners) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(r -> r.response().setStatusCode(404).end("no such page"))
            .webSocketHandler(socket -> new Line(socket, manners));
    server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  public URI address() {
    return URI.create("ws://127.0.0.1:" + server.actualPort());
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private final class Line {
    private final ServerWebSocket socket;
    private final Manners manners;
    private int turn;
    private int loud;
    private int quiet;
    private int spokenInto;
    private boolean isSpeaking;
    private boolean isLowered;

    Line(ServerWebSocket socket, Manners manners) {
      this.socket = socket;
      this.manners = manners;
      socket.textMessageHandler(text -> message(new JsonObject(text)));
      socket.binaryMessageHandler(this::audio);
    }

    private void message(JsonObject message) {
      received.add(message);
      switch (message.getString("type")) {
        case "start" -> {
          if (manners == Manners.REFUSES) {
            send(
                new JsonObject()
                    .put("type", "error")
                    .put("code", "no-room")
                    .put("message", "all 1 lines are busy"));
            socket.close((short) 1013);
            return;
          }
          send(new JsonObject().put("type", "started").put("call", "c1").put("version", 1));
          send(new JsonObject().put("type", "not-invented-yet").put("x", 1));
          say(0, "I am a machine.", "answered");
        }
        case "end" -> {
          send(new JsonObject().put("type", "end").put("reason", "hung up"));
          socket.close();
        }
        default -> {
          // acks
        }
      }
    }

    private void audio(Buffer pcm) {
      boolean isLoud = pcm.getByte(1) != 0;
      if (isSpeaking) {
        overlap(isLoud);
        return;
      }
      loud += isLoud ? 1 : 0;
      quiet = isLoud ? 0 : quiet + 1;
      if (loud > 0 && quiet == SILENT_FRAMES_AFTER_SPEECH) {
        turn++;
        if (manners == Manners.HANGS_UP_MID_CALL) {
          socket.close((short) 1011, "fell over");
          return;
        }
        send(message("speech").put("event", "end").put("at_ms", 1));
        send(
            message("partial").put("turn", turn).put("text", loud + " fra").put("stable_chars", 0));
        send(
            message("final")
                .put("turn", turn)
                .put("text", loud + " frames")
                .put("understood", true));
        send(
            message("latency")
                .put("turn", turn)
                .put("gap_ms", 30.5)
                .put(
                    "segments",
                    new JsonArray()
                        .add(new JsonObject().put("name", "turn decision").put("ms", 20))
                        .add(new JsonObject().put("name", "playout").put("ms", 10.5))));
        say(
            turn,
            "You said " + loud + " frames.",
            manners == Manners.FAILS_TO_ANSWER ? "failed" : "answered");
        loud = 0;
      }
    }

    private void overlap(boolean isLoud) {
      spokenInto = isLoud ? spokenInto + 1 : 0;
      if (isLowered && !isLoud) {
        isLowered = false;
        send(message("duck").put("gain_db", 0));
      } else if (spokenInto == FRAMES_BEFORE_DUCK) {
        isLowered = true;
        send(message("duck").put("gain_db", -12));
      } else if (spokenInto == FRAMES_BEFORE_CUT) {
        isLowered = false;
        loud = spokenInto;
        send(message("clear"));
        send(message("duck").put("gain_db", 0));
        end(turn, "interrupted");
      }
    }

    private void end(int turn, String outcome) {
      isSpeaking = false;
      send(
          message("answer_end")
              .put("turn", turn)
              .put("text", "text")
              .put("heard", "te")
              .put("interrupted", outcome.equals("interrupted"))
              .put("outcome", outcome));
    }

    private void say(int turn, String text, String outcome) {
      send(message("state").put("state", "speaking"));
      send(message("answer").put("turn", turn).put("text", text));
      Buffer frame = Buffer.buffer();
      for (int i = 0; i < 320; i++) {
        frame.appendByte((byte) (turn + 1)).appendByte((byte) 1);
      }
      boolean isLong = manners == Manners.YIELDS;
      for (int i = 0; i < (isLong ? LONG_ANSWER_FRAMES : 3); i++) {
        socket.writeBinaryMessage(frame);
      }
      if (isLong) {
        isSpeaking = true;
        spokenInto = 0;
        vertx.setTimer(
            LONG_ANSWER_FRAMES * 20L + 100,
            t -> {
              if (isSpeaking && turn == this.turn) {
                end(turn, outcome);
              }
            });
        return;
      }
      send(
          message("answer_end")
              .put("turn", turn)
              .put("text", text)
              .put("heard", text)
              .put("interrupted", false)
              .put("outcome", outcome));
      send(message("state").put("state", "listening"));
    }

    private JsonObject message(String type) {
      return new JsonObject().put("type", type);
    }

    private void send(JsonObject message) {
      socket.writeTextMessage(message.encode());
    }
  }
}
