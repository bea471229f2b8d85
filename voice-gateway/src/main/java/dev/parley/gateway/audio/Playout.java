package dev.parley.gateway.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bot's voice on its way to one caller; one owner, no threads, time is an argument. Audio of an
 * answer's clauses comes in as fast as it is synthesised and leaves in frames of 20 ms, never more
 * than a little ahead of real time, so that a change or a cut is heard soon. Keeps account of what
 * was sent, played and, in words, heard; and keeps the last of what was sent, so that a held voice
 * can go on also where the caller's end can do nothing but drop it.
 *
 * <p>Life of an answer: {@link #begin}, then for each clause {@link #beginClause}, {@link #append}
 * and {@link #mark}, {@link #endClause}; {@link #endOfAnswer}; {@link #poll} every 20 ms until
 * {@link #isOver}; {@link #hold} and {@link #resume}, or {@link #clear}, at any time.
 */
public final class Playout {
  /**
   * Takes one frame of 320 samples, and may change it. The array is used again for the next: copy
   * what is kept.
   */
  @FunctionalInterface
  public interface FrameSink {
    void frame(short[] pcm);
  }

  // a word cut later than this is not said again: the caller would hear a stutter
  private static final int MOST_REPEATED = 1_500 * Pcm.SAMPLES_PER_MILLI;

  private final PlayoutSettings settings;
  private final SampleRing queue;
  private final LinePosition line = new LinePosition();
  private final Gain gain = new Gain();
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];
  private @Nullable SpokenAnswer answer;
  private long answerSent;
  private long answerSurelyHeard;
  private boolean answerEnded;
  private boolean anchorDue;
  private boolean held;
  private boolean gapExpected = true;
  private long underrunSamples;
  private int underruns;

  public Playout(PlayoutSettings settings) {
    this.settings = settings;
    queue =
        new SampleRing(
            settings.capacityMillis() * Pcm.SAMPLES_PER_MILLI, aheadSamples() + MOST_REPEATED);
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
    answer = new SpokenAnswer();
    answerSent = 0;
    answerSurelyHeard = 0;
    answerEnded = false;
    anchorDue = true;
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
    if (held) {
      return 0;
    }
    int released = 0;
    while (frameReady() && line.ahead(nowNanos) + Pcm.FRAME_SAMPLES <= aheadSamples()) {
      countGap(nowNanos);
      release(nowNanos, sink);
      released++;
    }
    return released;
  }

  /**
   * Sends nothing more until {@link #resume}. The caller's end must be told to drop what it has not
   * played; that much is taken back here, and an ack of what was played when it was dropped puts
   * the place right.
   */
  public void hold(long nowNanos) {
    if (held) {
      return;
    }
    held = true;
    anchorDue = true;
    gapExpected = true;
    line.clear(nowNanos);
    returnToPlayed(nowNanos);
  }

  /**
   * Goes on where the caller's end stopped: at the start of the word that was cut there if the
   * engine marked it and that is no more than 1.5 s before, else at the very sample.
   */
  public void resume(long nowNanos) {
    if (!held) {
      return;
    }
    held = false;
    SpokenAnswer current = answer;
    if (current == null) {
      return;
    }
    answerSurelyHeard = Math.max(answerSurelyHeard, current.position(line.played(nowNanos)));
    long again = answerSent - current.wordStart(answerSent);
    if (again <= Math.min(MOST_REPEATED, queue.history())) {
      answerSent -= queue.giveBack((int) again);
    }
    if (answerSent > 0) {
      gain.fadeIn();
    }
  }

  /** Lowers the voice by so many dB, or raises it back with 0; held or not. */
  public void duck(double gainDb) {
    if (gainDb > 0) {
      throw new IllegalArgumentException("expected a gain of 0 dB or less, found " + gainDb);
    }
    gain.rampTo((float) Math.pow(10, gainDb / 20));
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
    held = false;
    gapExpected = true;
    gain.rampTo(1);
    return new Cleared(heard, unplayed / Pcm.SAMPLES_PER_MILLI, unsent);
  }

  // ---- the account

  /** The caller's end says how much of the bot's audio it has played since the call began. */
  public void acked(long nowNanos, long playedMillis) {
    long believable = Math.min(playedMillis, Integer.MAX_VALUE);
    line.ack(nowNanos, believable * Pcm.SAMPLES_PER_MILLI);
    if (held) {
      returnToPlayed(nowNanos);
    }
  }

  /** What the caller has heard of the present answer; of none, nothing. */
  public Heard heard(long nowNanos) {
    return answer == null
        ? new Heard("", 0, Heard.Basis.WHOLE_CLAUSES)
        : answer.heard(Math.max(answerSurelyHeard, answer.position(line.played(nowNanos))));
  }

  /** Whether what was heard goes by what the caller's end told, and not by the clock alone. */
  public boolean isConfirmed() {
    return line.isConfirmed();
  }

  /**
   * The 20 ms that the caller's loudspeaker plays at a moment, now or shortly before, as far as
   * acks and the clock tell, without the gain.
   *
   * @return false while it is silent, or plays something that isn't here any more
   */
  public boolean playing(long nowNanos, short[] target) {
    long unplayed = line.sent() - line.played(nowNanos);
    return !held && queue.peekBack((int) Math.min(unplayed, Integer.MAX_VALUE), target);
  }

  public boolean isHeld() {
    return held;
  }

  /** true when the answer has ended and was played to its last sample. */
  public boolean isOver(long nowNanos) {
    return answerEnded && queue.size() == 0 && line.played(nowNanos) >= line.sent();
  }

  /** Room for so much audio. */
  public long freeMillis() {
    return (long) queue.free() / Pcm.SAMPLES_PER_MILLI;
  }

  /** Taken in and to be sent; what a hold took back is to be sent again. */
  public long queuedMillis() {
    return millisUp(queue.size());
  }

  /** Audio of the answer that is here and not yet played, sent or not. */
  public long remainingMillis(long nowNanos) {
    if (answer == null || anchorDue) {
      return queuedMillis();
    }
    return millisUp(queue.size() + answerSent - answer.position(line.played(nowNanos)));
  }

  /** Sent since the call began, less what holds and clears took back. */
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

  /** The next sample to send is the first that was not played, as far as it is still here. */
  private void returnToPlayed(long nowNanos) {
    if (answer == null) {
      return;
    }
    long unplayed = answerSent - answer.position(line.played(nowNanos));
    if (unplayed > 0) {
      answerSent -= queue.giveBack((int) Math.min(unplayed, Integer.MAX_VALUE));
    } else {
      answerSent += queue.skip((int) Math.min(-unplayed, Integer.MAX_VALUE));
    }
  }

  private void release(long nowNanos, FrameSink sink) {
    if (anchorDue) {
      anchorDue = false;
      current().anchor(line.sent(), answerSent);
    }
    int taken = queue.take(frame, frame.length);
    gain.apply(frame, taken);
    Arrays.fill(frame, taken, frame.length, (short) 0);
    line.send(nowNanos, frame.length);
    answerSent += taken;
    sink.frame(frame);
  }

  private static long millisUp(long samples) {
    return (samples + Pcm.SAMPLES_PER_MILLI - 1) / Pcm.SAMPLES_PER_MILLI;
  }
}
