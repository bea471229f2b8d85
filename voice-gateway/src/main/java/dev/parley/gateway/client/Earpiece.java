package dev.parley.gateway.client;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What the caller hears: received audio is held back for a moment against jitter, then played in
 * real time, 20 ms a tick. Mutable, owned by the thread that ticks. A gap in the audio is silence,
 * after which the moment of holding back begins anew.
 */
public final class Earpiece {
  public static final int FRAME_BYTES = 640;
  public static final int FRAME_MILLIS = 20;

  /** Two frames: the gateway sends ahead of real time, so only the network's jitter remains. */
  private static final int HELD_FRAMES = 2;

  private static final int BYTES_PER_MILLI = 32;

  private final Loudness loudness = new Loudness();
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private int headOffset;
  private int waitingBytes;
  private int ticksHeld;
  private boolean playing;
  private long playedBytes;

  /** Audio from the gateway. */
  public void received(byte[] pcm) {
    if (pcm.length > 0) {
      waiting.add(pcm);
      waitingBytes += pcm.length;
    }
  }

  /**
   * Plays at this gain from now on, also what waits.
   *
   * @param gainDb 0 = full voice; more is taken as that
   */
  public void duck(double gainDb) {
    loudness.rampTo(gainDb);
  }

  /** The next 20 ms of what is heard. */
  public byte[] tick() {
    byte[] frame = next();
    loudness.apply(frame);
    return frame;
  }

  private byte[] next() {
    byte[] frame = new byte[FRAME_BYTES];
    if (waitingBytes == 0) {
      playing = false;
      ticksHeld = 0;
      return frame;
    }
    if (!playing && ++ticksHeld <= HELD_FRAMES) {
      return frame;
    }
    playing = true;
    int filled = 0;
    for (byte[] head = waiting.peek();
        head != null && filled < FRAME_BYTES;
        head = waiting.peek()) {
      int n = Math.min(FRAME_BYTES - filled, head.length - headOffset);
      System.arraycopy(head, headOffset, frame, filled, n);
      filled += n;
      headOffset += n;
      if (headOffset == head.length) {
        waiting.remove();
        headOffset = 0;
      }
    }
    waitingBytes -= filled;
    playedBytes += filled;
    return frame;
  }

  /** Drops what has not been played. The gain stays. */
  public void clear() {
    waiting.clear();
    headOffset = 0;
    waitingBytes = 0;
    playing = false;
    ticksHeld = 0;
  }

  public boolean isSilent() {
    return waitingBytes == 0;
  }

  /** Of the bot's audio since the call began, silence not counted. */
  public long playedMillis() {
    return playedBytes / BYTES_PER_MILLI;
  }
}
