package dev.parley.gateway.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bot's voice on its way to one caller; one owner, no threads, time is an argument. Audio of an
 * answer's clauses comes in as fast as it is synthesised and leaves in frames of 20 ms, never more
 * than a little ahead of real time, so that a pause or a cut is heard soon. Keeps account of what
 * was sent, played and, in words, heard.
 *
 * <p>Life of an answer: {@link #begin}, then for each clause {@link #beginClause}, {@link #append}
 * and {@link #mark}, {@link #endClause}; {@link #endOfAnswer}; {@link #poll} every 20 ms until
 * {@link #isOver}, or {@link #clear} at any time.
 */
public final class Playout {
  /** Takes one frame of 320 samples. The array is used again for the next: copy what is kept. */
  @FunctionalInterface
  public interface FrameSink {
    void frame(short[] pcm);
  }

  private final PlayoutSettings settings;
  private final SampleRing queue;
  private final LinePosition line = new LinePosition();
  private final Gain gain = new Gain();
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];
  private @Nullable SpokenAnswer answer;
  private long answerSent;
  private boolean answerEnded;
  private boolean paused;
  private boolean fadeDue;
  private boolean gapExpected = true;
  private float loudness = 1;
  private long underrunSamples;
  private int underruns;

  public Playout(PlayoutSettings settings) {
    this.settings = settings;
    queue = new SampleRing(settings.capacityMillis() * Pcm.SAMPLES_PER_MILLI);
  }

  // ---- the answer comes in

  /** The next answer; the one before is over or was cleared. */
  public void begin() {
    if (queue.size() > 0) {
      throw new IllegalStateException(
          "expected the last answer to be sent or cleared, found "
              + queuedMillis()
              + " ms of it waiting: call clear first");
    }
    answer = new SpokenAnswer(line.sent());
    answerSent = 0;
    answerEnded = false;
    gapExpected = true;
  }

  /** Announces a clause; ids rise within the answer. */
  public void beginClause(long clauseId, String text) {
    current().begin(clauseId, text);
  }

  /**
   * Audio of the clause, 16 kHz.
   *
   * @return false when there is no room, and then nothing is taken: ask {@link #freeMillis} before
   */
  public boolean append(long clauseId, short[] pcm, int offset, int length) {
    SpokenAnswer current = current();
    if (answerEnded) {
      throw new IllegalStateException(
          "expected no audio after endOfAnswer, found clause " + clauseId);
    }
    if (length > queue.free()) {
      return false;
    }
    current.append(clauseId, length);
    queue.add(pcm, offset, length);
    return true;
  }

  public void mark(long clauseId, WordMark mark) {
    current().mark(clauseId, mark);
  }

  /** All audio of the clause has come. */
  public void endClause(long clauseId) {
    current().end(clauseId);
  }

  /** All audio of the answer has come. */
  public void endOfAnswer() {
    current().endAll();
    answerEnded = true;
  }

  // ---- frames go out

  /** Gives the sink every frame whose time has come; returns how many. */
  public int poll(long nowNanos, FrameSink sink) {
    if (paused) {
      return fadeOut(nowNanos, sink);
    }
    int released = 0;
    while (frameReady() && line.ahead(nowNanos) + Pcm.FRAME_SAMPLES <= aheadSamples()) {
      countGap(nowNanos);
      release(nowNanos, Pcm.FRAME_SAMPLES, sink);
      released++;
    }
    return released;
  }

  /** Sends nothing more until {@link #resume}; the voice fades within 10 ms of what was sent. */
  public void pause() {
    if (!paused) {
      paused = true;
      fadeDue = !gapExpected;
    }
  }

  /** Goes on where the voice was, in the same word. */
  public void resume() {
    paused = false;
    fadeDue = false;
    gain.rampTo(loudness);
  }

  /** Lowers the voice by so many dB, or raises it back with 0. */
  public void duck(double gainDb) {
    if (gainDb > 0) {
      throw new IllegalArgumentException("expected a gain of 0 dB or less, found " + gainDb);
    }
    loudness = (float) Math.pow(10, gainDb / 20);
    if (!paused) {
      gain.rampTo(loudness);
    }
  }

  /**
   * Cuts the answer. Whatever the caller's end still has of it must be dropped there; acks and
   * marks that come back later prove nothing and change nothing.
   */
  public Cleared clear(long nowNanos) {
    Heard heard = heard(nowNanos);
    long unplayed = line.clear(nowNanos);
    long unsent = queuedMillis();
    queue.clear();
    answer = null;
    answerEnded = false;
    paused = false;
    fadeDue = false;
    gapExpected = true;
    loudness = 1;
    gain.rampTo(1);
    return new Cleared(heard, unplayed / Pcm.SAMPLES_PER_MILLI, unsent);
  }

  // ---- the account

  /** The caller's end says how much of the bot's audio it has played since the call began. */
  public void acked(long nowNanos, long playedMillis) {
    long believable = Math.min(playedMillis, Integer.MAX_VALUE);
    line.ack(nowNanos, believable * Pcm.SAMPLES_PER_MILLI);
  }

  /** What the caller has heard of the present answer; of none, nothing. */
  public Heard heard(long nowNanos) {
    return answer == null
        ? new Heard("", 0, Heard.Basis.WHOLE_CLAUSES)
        : answer.heard(line.played(nowNanos));
  }

  /** true when the answer has ended and was played to its last sample. */
  public boolean isOver(long nowNanos) {
    return answerEnded && queue.size() == 0 && line.played(nowNanos) >= line.sent();
  }

  /** Room for so much audio. */
  public long freeMillis() {
    return (long) queue.free() / Pcm.SAMPLES_PER_MILLI;
  }

  /** Taken in and not yet sent. */
  public long queuedMillis() {
    return (queue.size() + Pcm.SAMPLES_PER_MILLI - 1L) / Pcm.SAMPLES_PER_MILLI;
  }

  /** Sent since the call began, less what clears took back. */
  public long sentMillis() {
    return line.sent() / Pcm.SAMPLES_PER_MILLI;
  }

  /** Played since the call began, by acks where there are some, else by the clock. */
  public long playedMillis(long nowNanos) {
    return line.played(nowNanos) / Pcm.SAMPLES_PER_MILLI;
  }

  /** How often the caller's end ran dry inside an answer since the call began. */
  public int underruns() {
    return underruns;
  }

  /** How long it was dry then, all together. */
  public long underrunMillis() {
    return underrunSamples / Pcm.SAMPLES_PER_MILLI;
  }

  // ---- inside

  private SpokenAnswer current() {
    if (answer == null) {
      throw new IllegalStateException("expected an answer under way, found none: call begin first");
    }
    return answer;
  }

  private int aheadSamples() {
    return settings.aheadMillis() * Pcm.SAMPLES_PER_MILLI;
  }

  private boolean frameReady() {
    return queue.size() >= Pcm.FRAME_SAMPLES || (answerEnded && queue.size() > 0);
  }

  private void countGap(long nowNanos) {
    long dry = -line.ahead(nowNanos);
    if (dry > 0 && !gapExpected) {
      underruns++;
      underrunSamples += dry;
    }
    gapExpected = false;
  }

  private int fadeOut(long nowNanos, FrameSink sink) {
    if (!fadeDue) {
      return 0;
    }
    fadeDue = false;
    gapExpected = true;
    gain.rampTo(0);
    if (queue.size() == 0 || line.ahead(nowNanos) <= 0) {
      return 0;
    }
    release(nowNanos, Gain.RAMP_SAMPLES, sink);
    return 1;
  }

  private void release(long nowNanos, int samples, FrameSink sink) {
    int taken = queue.take(frame, samples);
    gain.apply(frame, taken);
    Arrays.fill(frame, taken, frame.length, (short) 0);
    line.send(nowNanos, frame.length);
    answerSent += taken;
    if (taken < frame.length) {
      current().anchor(line.sent(), answerSent);
    }
    sink.frame(frame);
  }
}
