package dev.parley.gateway.simulate;

import dev.parley.gateway.audio.LineMarks;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.transport.CallChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller's end of the line: plays what it is sent, in real time, and says how far it is. A
 * pausable one lowers its voice at once and acks what it played; a phone stream does neither, and
 * sends marks back: each when the audio before it was played, and all that are left on a clear.
 */
final class SimulatedLine implements CallChannel {
  private static final int ACK_MILLIS = 100;
  private static final int PAUSABLE_AHEAD_MILLIS = 200;
  private static final int PHONE_AHEAD_MILLIS = 120;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(long answer, short[] pcm) {}

  private final VirtualTime time;
  private final boolean canPause;
  private final LongSupplier speaking;
  private final LongConsumer played;
  private final EarTrack ear;
  private final Deque<Frame> buffer = new ArrayDeque<>();
  private final LineMarks marks = new LineMarks();
  private final List<String> pending = new ArrayList<>();
  private int offset;
  private long bufferedSamples;
  private long playedSamples;
  private double gain = 1;
  private boolean acking;
  private long sentAheadMax;
  private @Nullable String ended;

  /**
   * @param speaking the answer whose audio is being sent
   * @param played told how much of the bot's audio was played since the call began, ms
   */
  SimulatedLine(
      VirtualTime time,
      boolean canPause,
      LongSupplier speaking,
      LongConsumer played,
      EarTrack ear) {
    this.time = time;
    this.canPause = canPause;
    this.speaking = speaking;
    this.played = played;
    this.ear = ear;
  }

  /** Plays up to now. */
  void listen() {
    while (ear.millis() < time.millis()) {
      long answer = 0;
      int peak = 0;
      for (int i = 0; i < Pcm.SAMPLES_PER_MILLI && !buffer.isEmpty(); i++) {
        Frame frame = buffer.peek();
        answer = frame.answer();
        peak = Math.max(peak, (int) Math.round(gain * Math.abs(frame.pcm()[offset++])));
        playedSamples++;
        bufferedSamples--;
        if (offset == frame.pcm().length) {
          buffer.remove();
          offset = 0;
        }
      }
      ear.add(answer, peak);
    }
  }

  long sentAheadMax() {
    return sentAheadMax;
  }

  /** Why the gateway hung up; null while it has not. */
  @Nullable String ended() {
    return ended;
  }

  @Override
  public void audio(byte[] pcm) {
    listen();
    buffer.add(new Frame(speaking.getAsLong(), Pcm.samples(pcm)));
    bufferedSamples += pcm.length / 2;
    sentAheadMax = Math.max(sentAheadMax, bufferedSamples / Pcm.SAMPLES_PER_MILLI);
    if (canPause && !acking) {
      acking = true;
      time.inMillis(ACK_MILLIS, this::ack);
    }
  }

  private void ack() {
    listen();
    played.accept(playedSamples / Pcm.SAMPLES_PER_MILLI);
    acking = !buffer.isEmpty();
    if (acking) {
      time.inMillis(ACK_MILLIS, this::ack);
    }
  }

  @Override
  public void sent(long sentMillis) {
    if (!canPause) {
      mark(marks.due(sentMillis));
    }
  }

  @Override
  public void sentAll(long sentMillis) {
    if (!canPause) {
      mark(marks.last(sentMillis));
    }
  }

  private void mark(@Nullable String name) {
    if (name == null) {
      return;
    }
    listen();
    pending.add(name);
    time.inMillis(
        bufferedSamples / Pcm.SAMPLES_PER_MILLI,
        () -> {
          if (pending.remove(name)) {
            markReturned(name);
          }
        });
  }

  private void markReturned(String name) {
    OptionalLong position = marks.returned(name);
    if (position.isPresent()) {
      played.accept(position.getAsLong());
    }
  }

  @Override
  public void clear() {
    listen();
    buffer.clear();
    offset = 0;
    bufferedSamples = 0;
    if (canPause) {
      played.accept(playedSamples / Pcm.SAMPLES_PER_MILLI);
    } else {
      marks.cleared();
      List<String> left = List.copyOf(pending);
      pending.clear();
      left.forEach(this::markReturned);
    }
  }

  @Override
  public boolean lowersAtOnce() {
    return canPause;
  }

  @Override
  public void duck(double gainDb) {
    listen();
    gain = Math.pow(10, gainDb / 20);
  }

  @Override
  public int aheadMillis() {
    return canPause ? PAUSABLE_AHEAD_MILLIS : PHONE_AHEAD_MILLIS;
  }

  @Override
  public void tell(Notice notice) {}

  @Override
  public void voiceStarted(long atMillis) {}

  @Override
  public void voiceEnded(long atMillis) {}

  @Override
  public boolean isCongested() {
    return false;
  }

  @Override
  public void end(String reason) {
    ended = reason;
  }
}
