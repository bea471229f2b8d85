package dev.parley.gateway.cli;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.client.Earpiece;
import dev.parley.gateway.client.Interjection;
import dev.parley.gateway.client.OverlapMeter;
import dev.parley.gateway.client.Recording;
import dev.parley.gateway.client.ScriptedCaller;
import dev.parley.gateway.client.VoiceClient;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.evaluate.VoiceBounds;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call of a scripted caller: the microphone, the earpiece and the clock. Runs on the thread
 * that calls {@link #run}; events wait for its next tick.
 */
final class Talk implements VoiceClient.Listener {
  private static final long TICK_NANOS = Earpiece.FRAME_MILLIS * 1_000_000L;
  private static final int TICKS_PER_ACK = 5;
  private static final int STARTED_SECONDS = 10;
  private static final int GOODBYE_SECONDS = 2;

  /** Over a minute of audio and messages; the loop empties it every 20 ms. */
  private static final int MAX_WAITING = 4_096;

  private final List<Recording> recordings;
  private final ScriptedCaller caller;
  private final TalkScreen screen;
  private final CallTrack track;
  private final Earpiece earpiece = new Earpiece();
  private final BlockingQueue<VoiceEvent> arrived = new ArrayBlockingQueue<>(MAX_WAITING);
  private volatile boolean isStopped;
  private volatile boolean isInCall;
  private volatile boolean hasOverflowed;
  private @Nullable String trouble;
  private @Nullable String broken;
  private @Nullable OverlapMeter overlap;
  private boolean isLowered;
  private boolean hasCleared;
  private int saying = -1;
  private long ackedMillis;

  Talk(List<Recording> recordings, Interjection interjection, TalkScreen screen, CallTrack track) {
    this.recordings = List.copyOf(recordings);
    this.caller = new ScriptedCaller(recordings, interjection);
    this.screen = screen;
    this.track = track;
  }

  /**
   * Hangs up at the next tick.
   *
   * @return false when there is no call
   */
  boolean stop() {
    isStopped = true;
    return isInCall;
  }

  boolean isStopped() {
    return isStopped;
  }

  List<ScriptedCaller.Fate> fates() {
    return caller.fates();
  }

  @Override
  public void event(VoiceEvent event, long atNanos) {
    if (!arrived.offer(event)) {
      hasOverflowed = true;
    }
  }

  /**
   * Returns when every recording was said and answered, or not in time, or after {@link #stop}.
   *
   * @param token with which the gateway lets the call in; empty = none is needed
   * @throws UserError when there is no call, or it breaks off
   */
  void run(Vertx vertx, URI address, String token) throws InterruptedException {
    try (VoiceClient client = VoiceClient.connect(vertx, address, token, this)) {
      client.start("en", "parley talk");
      awaitStarted(address);
      isInCall = true;
      long start = System.nanoTime();
      for (long tick = 1; !caller.isOver() && !isStopped; tick++) {
        sleepUntil(start + tick * TICK_NANOS);
        tick(client, tick);
      }
      overlapEnds();
      if (broken != null) {
        throw new UserError("the call to " + address + " broke off: " + broken);
      }
      client.end();
      awaitGoodbye();
    }
  }

  private void awaitStarted(URI address) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTED_SECONDS);
    while (true) {
      VoiceEvent event = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        throw new UserError(
            address + " took the call but did not start it within " + STARTED_SECONDS + " s");
      }
      take(event);
      if (event instanceof VoiceEvent.Started) {
        return;
      }
      if (broken != null) {
        throw new UserError(address + " refused the call: " + broken);
      }
    }
  }

  private void tick(VoiceClient client, long tick) {
    List<VoiceEvent> events = new ArrayList<>();
    arrived.drainTo(events);
    events.forEach(this::take);
    if (hasCleared) {
      // what was heard is decided by this position, so it can't wait for the next regular one
      hasCleared = false;
      ackedMillis = earpiece.playedMillis();
      client.ack(ackedMillis);
    }
    long before = earpiece.playedMillis();
    byte[] heard = earpiece.tick();
    track.add(heard);
    measure(heard);
    if (earpiece.playedMillis() > before) {
      caller.heardBot();
    }
    if (tick % TICKS_PER_ACK == 0 && earpiece.playedMillis() > ackedMillis) {
      ackedMillis = earpiece.playedMillis();
      client.ack(ackedMillis);
    }
    client.audio(caller.tick());
    caller
        .speaking()
        .ifPresent(
            index -> {
              if (index != saying) {
                saying = index;
                screen.saying(recordings.get(index).name());
                caller.spokenInto().ifPresent(turn -> overlapBegins(index, turn, tick));
              }
            });
    if (hasOverflowed && broken == null) {
      broken = "this machine is too busy to take what the gateway sends";
      isStopped = true;
    }
  }

  private void overlapBegins(int index, long turn, long tick) {
    overlapEnds();
    VoiceBounds voice = VoiceBounds.of(Pcm.samples(recordings.get(index).pcm()));
    overlap = new OverlapMeter(index, turn, tick, tick + voice.firstFrame(), isLowered);
  }

  private void measure(byte[] heard) {
    OverlapMeter meter = overlap;
    if (meter != null) {
      meter.heard(heard);
      meter.result().ifPresent(screen::overlap);
    }
  }

  private void overlapEnds() {
    OverlapMeter meter = overlap;
    overlap = null;
    if (meter != null) {
      meter.resultSoFar().ifPresent(screen::overlap);
    }
  }

  private void take(VoiceEvent event) {
    boolean isEarly = !caller.isOver();
    if (event instanceof VoiceEvent.Audio audio) {
      earpiece.received(audio.pcm());
    } else if (event instanceof VoiceEvent.Clear) {
      earpiece.clear();
      hasCleared = true;
    } else if (event instanceof VoiceEvent.Duck duck) {
      earpiece.duck(duck.gainDb());
      isLowered = duck.gainDb() < 0;
    } else if (event instanceof VoiceEvent.Trouble t) {
      trouble = t.message();
    } else if (event instanceof VoiceEvent.Ended ended && isEarly) {
      broken = trouble == null ? ended.reason() : trouble;
    } else if (event instanceof VoiceEvent.Closed closed && isEarly) {
      broken =
          trouble == null
              ? "the connection closed (" + closed.code() + " " + closed.reason() + ")"
              : trouble;
    }
    screen.show(event);
    OverlapMeter meter = overlap;
    if (meter != null) {
      meter.event(event);
    }
    caller.event(event);
  }

  private void awaitGoodbye() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GOODBYE_SECONDS);
    VoiceEvent event;
    do {
      event = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } while (event != null && !(event instanceof VoiceEvent.Closed));
  }

  private static void sleepUntil(long deadlineNanos) throws InterruptedException {
    for (long left = deadlineNanos - System.nanoTime();
        left > 0;
        left = deadlineNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped during the call");
      }
    }
  }
}
