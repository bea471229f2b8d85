package dev.parley.gateway.transport.audiosocket;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneChannel;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's connection; lives on its context, which is the call's. Asterisk sends the call's UUID
 * first, and audio all the time; it hangs up on any kind of frame that it doesn't know, and on an
 * empty one. It has no flush and tells no positions, and passes our frames on as they come: so next
 * to nothing is sent ahead, and what was sent counts as heard by the clock.
 */
final class AudioSocketStream implements PhoneChannel {
  private static final Logger LOG = LoggerFactory.getLogger(AudioSocketStream.class);
  private static final int HANGUP = 0x00;
  private static final int IDENTITY = 0x01;
  private static final int DTMF = 0x03;
  private static final int LINEAR_8K = 0x10;
  private static final int LINEAR_16K = 0x12;
  private static final int FIRST_AUDIO = 0x10;
  private static final int LAST_AUDIO = 0x18;
  private static final int ERROR = 0xFF;

  private static final int HEADER_BYTES = 3;
  private static final int UUID_BYTES = 16;

  /** A second at 16 kHz. */
  private static final int MOST_AUDIO_BYTES = 32_000;

  private static final long START_TIMEOUT_MILLIS = 2_000;
  private static final int AHEAD_MILLIS = 40;

  private final Vertx vertx;
  private final NetSocket socket;
  private final PhoneCalls calls;
  private final Onward onward;
  private final long startTimer;
  private final PhoneTalk talk = new PhoneTalk();
  private Buffer rest = Buffer.buffer();
  private Onward.@Nullable Way way;
  private @Nullable LineCodec codec;
  private @Nullable CallerEvents call;
  private boolean over;

  private AudioSocketStream(Vertx vertx, NetSocket socket, PhoneCalls calls, Onward onward) {
    this.vertx = vertx;
    this.socket = socket;
    this.calls = calls;
    this.onward = onward;
    this.startTimer =
        vertx.setTimer(START_TIMEOUT_MILLIS, t -> refuse("expected a UUID and audio within 2 s"));
  }

  static void serve(Vertx vertx, NetSocket socket, PhoneCalls calls, Onward onward) {
    AudioSocketStream stream = new AudioSocketStream(vertx, socket, calls, onward);
    socket.handler(stream::bytes);
    socket.exceptionHandler(e -> LOG.debug("audiosocket: {}", e.toString()));
    socket.closeHandler(v -> stream.gone());
  }

  // ---- from Asterisk

  private void bytes(Buffer more) {
    Buffer all = rest.length() == 0 ? more : rest.appendBuffer(more);
    int at = 0;
    while (!over && all.length() - at >= HEADER_BYTES) {
      int length = all.getUnsignedShort(at + 1);
      if (all.length() - at < HEADER_BYTES + length) {
        break;
      }
      frame(all.getUnsignedByte(at), all.getBytes(at + HEADER_BYTES, at + HEADER_BYTES + length));
      at += HEADER_BYTES + length;
    }
    // at most one frame of 64 KiB
    rest = Buffer.buffer(all.getBytes(at, all.length()));
  }

  private void frame(int kind, byte[] payload) {
    if (kind == HANGUP) {
      end("hung up");
    } else if (way == null) {
      identify(kind, payload);
    } else if (kind >= FIRST_AUDIO && kind <= LAST_AUDIO) {
      audioCame(kind, payload);
    } else if (kind == DTMF && payload.length == 1) {
      CallerEvents open = call;
      if (open != null) {
        PhoneTalk.key(String.valueOf((char) (payload[0] & 0xFF))).ifPresent(open::key);
      }
    } else if (kind == ERROR) {
      refuse("Asterisk reports an error");
    } else {
      refuse("a frame of kind " + kind + " and " + payload.length + " bytes");
    }
  }

  private void identify(int kind, byte[] payload) {
    if (kind == IDENTITY && payload.length == UUID_BYTES) {
      Buffer id = Buffer.buffer(payload);
      way = onward.way(new UUID(id.getLong(0), id.getLong(8)).toString());
    } else {
      refuse("expected a UUID first");
    }
  }

  private void audioCame(int kind, byte[] payload) {
    LineCodec line = codec;
    if (line == null) {
      line = start(kind);
    }
    CallerEvents open = call;
    if (line == null || open == null) {
      return;
    }
    int bytesPerMilli = line.format().bytesPerMilli();
    if (kind != kind(line)) {
      refuse("another sample rate in the middle of a call");
    } else if (payload.length == 0
        || payload.length % 2 != 0
        || payload.length > MOST_AUDIO_BYTES) {
      refuse("expected whole samples of at most 1 s, found " + payload.length + " bytes");
    } else if (talk.isTooFast(payload.length, bytesPerMilli, System.nanoTime())) {
      refuse(PhoneTalk.TOO_FAST);
    } else {
      open.audio(line.decode(payload));
    }
  }

  /** The call speaks as its caller does, at the same rate. */
  private @Nullable LineCodec start(int kind) {
    if (kind != LINEAR_8K && kind != LINEAR_16K) {
      refuse("expected slin or slin16: dial with c(slin16), or use the application");
      return null;
    }
    vertx.cancelTimer(startTimer);
    LineCodec line =
        new LineCodec(kind == LINEAR_8K ? LineCodec.Format.LINEAR_8K : LineCodec.Format.LINEAR_16K);
    codec = line;
    call = calls.open(this, "audiosocket", "en").orElse(null);
    if (call == null) {
      refuse("no room for another call");
    }
    return line;
  }

  private static int kind(LineCodec line) {
    return line.format() == LineCodec.Format.LINEAR_8K ? LINEAR_8K : LINEAR_16K;
  }

  private void gone() {
    vertx.cancelTimer(startTimer);
    over = true;
    CallerEvents open = call;
    call = null;
    if (open != null) {
      open.closed();
    }
  }

  private void refuse(String why) {
    if (!over) {
      LOG.warn("a call over AudioSocket was closed: {}", why);
      end(why);
    }
  }

  // ---- to Asterisk

  @Override
  public void audio(byte[] pcm) {
    LineCodec line = codec;
    if (line != null) {
      write(kind(line), line.encode(pcm));
    }
  }

  private void write(int kind, byte[] payload) {
    if (!over) {
      socket.write(
          Buffer.buffer(HEADER_BYTES + payload.length)
              .appendByte((byte) kind)
              .appendUnsignedShort(payload.length)
              .appendBytes(payload));
    }
  }

  @Override
  public void clear() {}

  @Override
  public boolean canTransfer() {
    return way != null && way.isOpen();
  }

  @Override
  public void transfer(String to, String reason) {
    if (way != null) {
      way.take(to);
    }
    end(reason);
  }

  @Override
  public int aheadMillis() {
    return AHEAD_MILLIS;
  }

  @Override
  public boolean isCongested() {
    return !over && socket.writeQueueFull();
  }

  @Override
  public void end(String reason) {
    if (!over) {
      write(HANGUP, new byte[0]);
      over = true;
      socket.close();
      gone();
    }
  }
}
