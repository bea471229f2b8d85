package dev.parley.gateway.transport.sip;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.Pcm;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone: one SIP call over UDP, mu-law in RTP, 20 ms a packet, keys as RFC 4733 has them.
 * Knows as much of SIP as an Asterisk on the same machine asks for. Times are {@code nanoTime}.
 */
final class SipCaller implements AutoCloseable {
  /**
   * 20 ms that came.
   *
   * @param nanos when
   * @param sequence of RTP, without its wrap
   * @param muLaw its audio
   * @param loudness root of the mean square, of 32,767
   */
  record Packet(long nanos, int sequence, Buffer muLaw, int loudness) {
    static Packet of(long nanos, int sequence, byte[] muLaw) {
      short[] pcm = new LineCodec(LineCodec.Format.MU_LAW).decode(muLaw);
      double sum = 0;
      for (short sample : pcm) {
        sum += (double) sample * sample;
      }
      return new Packet(nanos, sequence, Buffer.buffer(muLaw), (int) Math.sqrt(sum / pcm.length));
    }
  }

  /** When something was said: from its first to the end of its last packet. */
  record Said(long fromNanos, long toNanos) {}

  private record Frame(Buffer payload, int type, boolean marker) {}

  private static final int FRAME_BYTES = 160;
  private static final long FRAME_NANOS = 20_000_000;
  private static final int MU_LAW = 0;
  private static final int KEYS = 101;
  private static final int PATIENCE_SECONDS = 10;
  private static final int TIMEOUT_MILLIS = 500;
  private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 (\\d{3}).*");
  private static final Pattern MEDIA = Pattern.compile("m=audio (\\d+) ");
  private static final byte[] SILENCE = LineCodec.Format.MU_LAW.silence(FRAME_BYTES);

  private final DatagramSocket signals;
  private final DatagramSocket media;
  private final InetSocketAddress server;
  private final String extension;
  private final String id = UUID.randomUUID().toString();
  private final CompletableFuture<String> answered = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Deque<Frame> toSay = new ArrayDeque<>();
  private final List<Packet> came = new ArrayList<>();
  private volatile boolean closing;
  private @Nullable CompletableFuture<Said> saying;
  private long sayingFrom;
  private String remote = "";
  private String to = "";

  private SipCaller(InetSocketAddress server, String extension) throws IOException {
    this.server = server;
    this.extension = extension;
    this.signals = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    this.media = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    signals.setSoTimeout(TIMEOUT_MILLIS);
    media.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** Returns when the call is answered. */
  static SipCaller call(InetSocketAddress server, String extension) throws Exception {
    SipCaller caller = new SipCaller(server, extension);
    caller.start("sip", caller::signal);
    caller.send(caller.request("INVITE", 1, caller.uri(), caller.offer()));
    String answer = caller.answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Matcher port = MEDIA.matcher(answer);
    if (!port.find()) {
      throw new AssertionError("no audio in " + answer);
    }
    InetSocketAddress far =
        new InetSocketAddress(server.getAddress(), Integer.parseInt(port.group(1)));
    caller.to = header(answer, "To");
    caller.remote = header(answer, "Contact").replaceAll(".*<([^>]+)>.*", "$1");
    caller.send(caller.request("ACK", 1, caller.remote, ""));
    caller.start("rtp-out", () -> caller.speak(far));
    caller.start("rtp-in", caller::listen);
    return caller;
  }

  private void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  // ---- SIP

  private String uri() {
    return "sip:" + extension + "@" + address(server);
  }

  private static String address(InetSocketAddress at) {
    return at.getAddress().getHostAddress() + ":" + at.getPort();
  }

  private String own() {
    return "127.0.0.1:" + signals.getLocalPort();
  }

  private String request(String method, int number, String uri, String body) {
    return String.join(
        "\r\n",
        method + " " + uri + " SIP/2.0",
        "Via: SIP/2.0/UDP " + own() + ";branch=z9hG4bK" + UUID.randomUUID(),
        "From: <sip:caller@" + own() + ">;tag=caller",
        "To: " + (to.isEmpty() ? "<" + uri() + ">" : to),
        "Call-ID: " + id,
        "CSeq: " + number + " " + method,
        "Contact: <sip:caller@" + own() + ">",
        "Max-Forwards: 70",
        "Content-Type: application/sdp",
        "Content-Length: " + body.length(),
        "",
        body);
  }

  private String offer() {
    return String.join(
        "\r\n",
        "v=0",
        "o=caller 1 1 IN IP4 127.0.0.1",
        "s=-",
        "c=IN IP4 127.0.0.1",
        "t=0 0",
        "m=audio " + media.getLocalPort() + " RTP/AVP " + MU_LAW + " " + KEYS,
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000",
        "a=fmtp:101 0-16",
        "a=ptime:20",
        "");
  }

  private void send(String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    signals.send(new DatagramPacket(bytes, bytes.length, server));
  }

  private static String header(String message, String name) {
    return message
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private void signal() {
    repeat(
        signals,
        4_096,
        packet -> {
          String message =
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
          Matcher status = STATUS.matcher(message.lines().findFirst().orElse(""));
          if (message.startsWith("BYE ")) {
            send(ok(message));
            over.complete(null);
          } else if (status.matches() && header(message, "CSeq").endsWith("INVITE")) {
            int code = Integer.parseInt(status.group(1));
            if (code == 200) {
              answered.complete(message);
            } else if (code >= 300) {
              answered.completeExceptionally(new IOException(message));
            }
          }
        });
  }

  private static String ok(String request) {
    return String.join(
        "\r\n",
        "SIP/2.0 200 OK",
        "Via: " + header(request, "Via"),
        "From: " + header(request, "From"),
        "To: " + header(request, "To"),
        "Call-ID: " + header(request, "Call-ID"),
        "CSeq: " + header(request, "CSeq"),
        "Content-Length: 0",
        "",
        "");
  }

  // ---- what the caller says

  /** PCM s16le mono, 16 kHz; returns when it was said. */
  Said say(byte[] pcm) throws Exception {
    byte[] line = new LineCodec(LineCodec.Format.MU_LAW).encode(pcm);
    CompletableFuture<Said> said = new CompletableFuture<>();
    synchronized (toSay) {
      for (int at = 0; at + FRAME_BYTES <= line.length; at += FRAME_BYTES) {
        toSay.add(
            new Frame(
                Buffer.buffer(Arrays.copyOfRange(line, at, at + FRAME_BYTES)), MU_LAW, false));
      }
      saying = said;
      sayingFrom = 0;
    }
    return said.get(pcm.length, TimeUnit.MILLISECONDS);
  }

  /** 100 ms long. */
  void press(char key) {
    int code = "0123456789*#ABCD".indexOf(key);
    synchronized (toSay) {
      for (int i = 1; i <= 8; i++) {
        boolean last = i > 5;
        int duration = Math.min(i, 5) * FRAME_BYTES;
        byte[] event = {
          (byte) code, (byte) (last ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration
        };
        toSay.add(new Frame(Buffer.buffer(event), KEYS, i == 1));
      }
    }
  }

  private void speak(InetSocketAddress far) {
    long next = System.nanoTime();
    int sequence = 1;
    int timestamp = 0;
    int eventStart = 0;
    while (!closing && !over.isDone()) {
      Frame frame = next(next);
      if (frame.marker()) {
        eventStart = timestamp;
      }
      ByteBuffer packet = ByteBuffer.allocate(12 + frame.payload().length());
      packet.put((byte) 0x80).put((byte) (frame.type() | (frame.marker() ? 0x80 : 0)));
      packet.putShort((short) sequence++);
      packet.putInt(frame.type() == KEYS ? eventStart : timestamp);
      packet.putInt(id.hashCode()).put(frame.payload().getBytes());
      timestamp += FRAME_BYTES;
      try {
        media.send(new DatagramPacket(packet.array(), packet.capacity(), far));
      } catch (IOException e) {
        return;
      }
      next += FRAME_NANOS;
      while (System.nanoTime() < next) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
  }

  private Frame next(long now) {
    synchronized (toSay) {
      Frame frame = toSay.poll();
      if (frame == null) {
        return new Frame(Buffer.buffer(SILENCE), MU_LAW, false);
      }
      CompletableFuture<Said> said = saying;
      if (said != null && frame.type() == MU_LAW) {
        sayingFrom = sayingFrom == 0 ? now : sayingFrom;
        if (toSay.isEmpty()) {
          saying = null;
          said.complete(new Said(sayingFrom, now + FRAME_NANOS));
        }
      }
      return frame;
    }
  }

  // ---- what the caller hears

  private void listen() {
    repeat(
        media,
        2_048,
        packet -> {
          byte[] data = packet.getData();
          if (packet.getLength() > 12 && (data[1] & 0x7F) == MU_LAW) {
            int sequence = ((data[2] & 0xFF) << 8) | (data[3] & 0xFF);
            byte[] audio = Arrays.copyOfRange(data, 12, packet.getLength());
            synchronized (came) {
              came.add(Packet.of(System.nanoTime(), unwrapped(sequence), audio));
            }
          }
        });
  }

  private int unwrapped(int sequence) {
    if (came.isEmpty()) {
      return sequence;
    }
    int last = came.getLast().sequence();
    return last + (short) (sequence - last);
  }

  List<Packet> heard() {
    synchronized (came) {
      return List.copyOf(came);
    }
  }

  /** All that was heard, in the order of its sequence, what was lost as silence; 16 kHz. */
  short[] recording() {
    return recordingFrom(0);
  }

  short[] recordingFrom(long nanos) {
    List<Packet> all = heard().stream().filter(p -> p.nanos() >= nanos).toList();
    int first = all.getFirst().sequence();
    byte[] line =
        LineCodec.Format.MU_LAW.silence((all.getLast().sequence() - first + 1) * FRAME_BYTES);
    for (Packet packet : all) {
      System.arraycopy(
          packet.muLaw().getBytes(),
          0,
          line,
          (packet.sequence() - first) * FRAME_BYTES,
          FRAME_BYTES);
    }
    return new LineCodec(LineCodec.Format.MU_LAW).decode(line);
  }

  static int millis(short[] pcm) {
    return pcm.length / Pcm.SAMPLES_PER_MILLI;
  }

  // ---- the end

  boolean isOver() {
    return over.isDone();
  }

  void hangUp() throws IOException {
    if (!over.isDone()) {
      send(request("BYE", 2, remote, ""));
      over.complete(null);
    }
  }

  @Override
  public void close() throws IOException {
    hangUp();
    closing = true;
    signals.close();
    media.close();
  }

  // ---- sockets

  private interface Taker {
    void take(DatagramPacket packet) throws IOException;
  }

  private void repeat(DatagramSocket socket, int most, Taker taker) {
    while (!closing) {
      DatagramPacket packet = new DatagramPacket(new byte[most], most);
      try {
        socket.receive(packet);
        taker.take(packet);
      } catch (SocketTimeoutException e) {
        // looks whether it is over
      } catch (IOException e) {
        if (!closing) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
