package dev.parley.gateway.audio;

/**
 * How far the caller's end has played what was sent since the call began; one owner. Pacing goes by
 * the clock alone: the far end plays in real time from the first frame on and stands still when it
 * has run dry. What was played goes by the acks where there are some, and never beyond the clock.
 */
final class LinePosition {
  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Pcm.RATE_HZ;

  private long sent;
  private long epochNanos;
  private long acked = -1;
  private long ackedNanos;
  private long sentBeforeClear;
  private boolean cleared;

  long sent() {
    return sent;
  }

  void send(long nowNanos, int samples) {
    if (clock(nowNanos) >= sent) {
      epochNanos = nowNanos - sent * NANOS_PER_SAMPLE;
    }
    sent += samples;
    cleared = false;
  }

  /** Sent and by the clock not yet played; negative by as long as the line has been dry. */
  long ahead(long nowNanos) {
    return sent - clock(nowNanos);
  }

  /** Whether the far end has ever told how much it played. */
  boolean isConfirmed() {
    return acked >= 0;
  }

  long played(long nowNanos) {
    long byClock = Math.max(0, Math.min(sent, clock(nowNanos)));
    if (acked < 0) {
      return byClock;
    }
    long byAck = acked + (nowNanos - ackedNanos) / NANOS_PER_SAMPLE;
    // before the ack it may have been less
    return Math.max(Math.min(acked, byAck), Math.min(byClock, byAck));
  }

  void ack(long nowNanos, long samples) {
    long claimed = Math.max(0, samples);
    if (cleared) {
      // nothing is on its way: what the far end has played is where the line stands
      sent = Math.min(claimed, sentBeforeClear);
      epochNanos = nowNanos - sent * NANOS_PER_SAMPLE;
    }
    long possible = Math.min(claimed, sent);
    if (cleared || possible > acked) {
      acked = possible;
      ackedNanos = nowNanos;
    }
  }

  /** What was sent and not played will never be; gives how much that is. */
  long clear(long nowNanos) {
    long played = played(nowNanos);
    long dropped = sent - played;
    if (!cleared) {
      sentBeforeClear = sent;
    }
    sent = played;
    epochNanos = nowNanos - sent * NANOS_PER_SAMPLE;
    cleared = true;
    return dropped;
  }

  private long clock(long nowNanos) {
    return (nowNanos - epochNanos) / NANOS_PER_SAMPLE;
  }
}
