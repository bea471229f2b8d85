package dev.parley.gateway.audio;

/**
 * A queue of samples that grows up to its capacity and can give the last ones taken once more; one
 * owner.
 */
final class SampleRing {
  private static final int INITIAL = Pcm.RATE_HZ;

  private final int capacity;
  private final int memory;
  private short[] samples;
  private int head;
  private int size;
  // taken, and still there just before the head
  private int history;
  // at the head, for the second time
  private int returned;

  /**
   * @param capacity most samples that wait
   * @param memory most samples that can be given back after they were taken
   */
  SampleRing(int capacity, int memory) {
    this.capacity = capacity;
    this.memory = memory;
    samples = new short[Math.min(INITIAL, capacity + memory)];
  }

  int size() {
    return size;
  }

  /** What was given back takes no room from what is to come: that may be on its way already. */
  int free() {
    return capacity - (size - returned);
  }

  /** So many samples can be given back. */
  int history() {
    return history;
  }

  void add(short[] source, int offset, int length) {
    if (length > free()) {
      throw new IllegalArgumentException(
          "expected at most " + free() + " samples, found " + length + ": ask free() first");
    }
    growTo(history + size + length);
    int tail = (head + size) % samples.length;
    int first = Math.min(length, samples.length - tail);
    System.arraycopy(source, offset, samples, tail, first);
    System.arraycopy(source, offset + first, samples, 0, length - first);
    size += length;
  }

  /** Takes up to {@code length} samples; gives how many. */
  int take(short[] target, int length) {
    int taken = Math.min(length, size);
    copy(head, target, taken);
    return skip(taken);
  }

  /** Takes up to {@code length} samples unseen; gives how many. */
  int skip(int length) {
    int taken = Math.min(length, size);
    head = (head + taken) % samples.length;
    size -= taken;
    returned = Math.max(0, returned - taken);
    history = Math.min(memory - returned, history + taken);
    return taken;
  }

  /** Puts up to {@code length} of the last samples taken back to the front; gives how many. */
  int giveBack(int length) {
    int back = Math.min(length, history);
    head = (head - back + samples.length) % samples.length;
    size += back;
    returned += back;
    history -= back;
    return back;
  }

  /**
   * Copies samples that were taken, the first of them {@code back} samples before the head.
   *
   * @return false, and nothing copied, where they aren't here
   */
  boolean peekBack(int back, short[] target) {
    if (back > history || back < target.length) {
      return false;
    }
    copy((head - back + samples.length) % samples.length, target, target.length);
    return true;
  }

  void clear() {
    head = 0;
    size = 0;
    history = 0;
    returned = 0;
  }

  private void copy(int from, short[] target, int length) {
    int first = Math.min(length, samples.length - from);
    System.arraycopy(samples, from, target, 0, first);
    System.arraycopy(samples, 0, target, first, length - first);
  }

  private void growTo(int needed) {
    if (needed <= samples.length) {
      return;
    }
    short[] larger = new short[Math.min(capacity + memory, Math.max(needed, 2 * samples.length))];
    copy((head - history + samples.length) % samples.length, larger, history + size);
    samples = larger;
    head = history;
  }
}
