package dev.parley.tts.synthesis;

import java.util.Arrays;

/**
 * Passes on what lies between the first and the last audible sample, with a little before and after
 * so that no plosive is clipped. Silence is held back until it is known to be inside. Mutable, of
 * one thread.
 */
final class SilenceTrimmer {
  private static final int KEEP_MILLIS = 10;

  /** Takes samples; says whether more are wanted. */
  @FunctionalInterface
  interface Output {
    boolean accept(short[] samples, int offset, int count);
  }

  private final int silencePeak;
  private final int keepSamples;
  private final Output output;

  private short[] held;
  private int heldCount;
  private long trimmedLead;
  private boolean audible;
  private long taken;

  SilenceTrimmer(int silencePeak, int sampleRateHz, Output output) {
    this.silencePeak = silencePeak;
    this.keepSamples = sampleRateHz * KEEP_MILLIS / 1000;
    this.output = output;
    this.held = new short[sampleRateHz / 2];
  }

  /** Whether anything audible has come yet. */
  boolean isAudible() {
    return audible;
  }

  /** How many samples were dropped before the first audible one; known once there is one. */
  long trimmedLead() {
    return trimmedLead;
  }

  boolean accept(short[] samples, int offset, int count) {
    taken += count;
    int start = 0;
    if (!audible) {
      int first = firstAudible(samples, offset, count);
      if (first == count) {
        hold(samples, offset, count);
        dropHeld(heldCount - keepSamples);
        return true;
      }
      int dropHere = Math.max(0, first - keepSamples);
      dropHeld(heldCount - Math.max(0, keepSamples - first));
      trimmedLead += dropHere;
      start = dropHere;
      audible = true;
    }
    int last = lastAudible(samples, offset, count);
    if (last >= start) {
      if (!release(heldCount) || !output.accept(samples, offset + start, last + 1 - start)) {
        return false;
      }
      start = last + 1;
    }
    hold(samples, offset + start, count - start);
    return true;
  }

  /**
   * Passes on the end of what is held.
   *
   * @param untilSample as far as this sample of the input if there is so much: the end of the last
   *     word
   */
  boolean finish(long untilSample) {
    if (!audible) {
      return true;
    }
    long wanted = Math.max(keepSamples, untilSample - (taken - heldCount));
    return release((int) Math.min(heldCount, wanted));
  }

  private int firstAudible(short[] samples, int offset, int count) {
    for (int i = 0; i < count; i++) {
      if (isLoud(samples[offset + i])) {
        return i;
      }
    }
    return count;
  }

  private int lastAudible(short[] samples, int offset, int count) {
    for (int i = count - 1; i >= 0; i--) {
      if (isLoud(samples[offset + i])) {
        return i;
      }
    }
    return -1;
  }

  private boolean isLoud(short sample) {
    return sample > silencePeak || sample < -silencePeak;
  }

  private void hold(short[] samples, int offset, int count) {
    if (heldCount + count > held.length) {
      held = Arrays.copyOf(held, Math.max(heldCount + count, held.length * 2));
    }
    System.arraycopy(samples, offset, held, heldCount, count);
    heldCount += count;
  }

  private void dropHeld(int count) {
    if (count > 0) {
      System.arraycopy(held, count, held, 0, heldCount - count);
      heldCount -= count;
      trimmedLead += count;
    }
  }

  private boolean release(int count) {
    boolean wanted = count == 0 || output.accept(held, 0, count);
    heldCount = 0;
    return wanted;
  }
}
