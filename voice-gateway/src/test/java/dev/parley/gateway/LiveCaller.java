package dev.parley.gateway;

import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.client.Earpiece;
import dev.parley.gateway.client.VoiceClient;
import dev.parley.gateway.client.VoiceEvent;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A caller on a real line: an open microphone, and an earpiece that plays and acknowledges in real
 * time. Used by one test thread; {@link #until} and {@link #answer} go through what arrived in its
 * order.
 */
public final class LiveCaller implements AutoCloseable {
  /** Everything from the end of the answer before to the end of this one. */
  public record Heard(List<VoiceEvent> events, VoiceEvent.AnswerEnded end) {
    public Heard {
      events = List.copyOf(events);
    }

    /** The first of its kind. */
    public <T extends VoiceEvent> T first(Class<T> type) {
      return find(type)
          .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + this));
    }

    public <T extends VoiceEvent> Optional<T> find(Class<T> type) {
      return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    public short[] audio() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (VoiceEvent event : events) {
        if (event instanceof VoiceEvent.Audio audio) {
          all.writeBytes(audio.pcm());
        }
      }
      return Pcm.samples(all.toByteArray());
    }

    public int audioMillis() {
      return audio().length / Pcm.SAMPLES_PER_MILLI;
    }

    public double dbfs() {
      short[] audio = audio();
      return Pcm.rmsDbfs(audio, 0, audio.length);
    }

    @Override
    public String toString() {
      return describe(events);
    }
  }

  /** Far beyond anything that works, for a machine that has much else to do. */
  private static final int PATIENCE_SECONDS = 30;

  private static final int FRAMES_PER_ACK = 5;
  private static final byte[] SILENCE = new byte[Pcm.FRAME_BYTES];

  private final BlockingQueue<VoiceEvent> arrived = new LinkedBlockingQueue<>();
  private final Queue<byte[]> microphone = new ConcurrentLinkedQueue<>();
  private final Object ear = new Object();
  private final Earpiece earpiece = new Earpiece();
  private final VoiceClient line;
  private final FrameClock.Ticker ticker;
  private List<VoiceEvent> passed = new ArrayList<>();
  private int beats;

  private LiveCaller(Vertx vertx, FrameClock clock, URI address) throws InterruptedException {
    line = VoiceClient.connect(vertx, address, (event, at) -> hear(event));
    line.start("en", "test");
    until(VoiceEvent.Started.class);
    ticker = clock.every20Millis((now, missed) -> beat(1 + missed));
  }

  /** Returns when the call is open; the disclosure has not been heard yet. */
  public static LiveCaller call(Vertx vertx, FrameClock clock, URI address)
      throws InterruptedException {
    return new LiveCaller(vertx, clock, address);
  }

  /** Said in real time, after what is being said. */
  public void say(byte[] pcm) {
    for (int at = 0; at < pcm.length; at += Pcm.FRAME_BYTES) {
      microphone.add(Arrays.copyOfRange(pcm, at, at + Pcm.FRAME_BYTES));
    }
  }

  public void type(String text) {
    line.text(text);
  }

  public void consent(boolean given) {
    line.consent(given);
  }

  public void hangUp() {
    line.end();
  }

  /** The next event of this kind; what comes before it is kept for {@link #answer}. */
  public <T extends VoiceEvent> T until(Class<T> type) throws InterruptedException {
    while (true) {
      VoiceEvent event = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no " + type.getSimpleName() + " came after " + describe(passed));
      }
      passed.add(event);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
      if (event instanceof VoiceEvent.Closed) {
        throw new AssertionError("the line closed before a " + type.getSimpleName() + ": " + event);
      }
    }
  }

  /** Hears the next answer out. */
  public Heard answer() throws InterruptedException {
    VoiceEvent.AnswerEnded end = until(VoiceEvent.AnswerEnded.class);
    Heard heard = new Heard(passed, end);
    passed = new ArrayList<>();
    return heard;
  }

  /** What came since the last answer ended and was waited for. */
  public List<VoiceEvent> passed() {
    return List.copyOf(passed);
  }

  @Override
  public void close() {
    ticker.close();
    line.close();
  }

  private void hear(VoiceEvent event) {
    synchronized (ear) {
      if (event instanceof VoiceEvent.Audio audio) {
        earpiece.received(audio.pcm());
      } else if (event instanceof VoiceEvent.Clear) {
        earpiece.clear();
      } else if (event instanceof VoiceEvent.Duck duck) {
        earpiece.duck(duck.gainDb());
      }
    }
    arrived.add(event);
  }

  private void beat(int frames) {
    for (int i = 0; i < frames; i++) {
      byte[] spoken = microphone.poll();
      line.audio(spoken == null ? SILENCE : spoken);
      synchronized (ear) {
        earpiece.tick();
        if (++beats % FRAMES_PER_ACK == 0) {
          line.ack(earpiece.playedMillis());
        }
      }
    }
  }

  /** Without the audio, which would fill pages. */
  private static String describe(List<VoiceEvent> events) {
    return events.stream().filter(e -> !(e instanceof VoiceEvent.Audio)).toList().toString();
  }
}
