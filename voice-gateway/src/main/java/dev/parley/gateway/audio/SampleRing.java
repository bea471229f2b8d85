package dev.parley.gateway.audio;

/** A queue of samples that grows up to its capacity; one owner. */
final class SampleRing {
  private static final int INITIAL = Pcm.RATE_HZ;

  private final int capacity;
  private short[] samples;
  private int head;
  private int size;

  SampleRing(int capacity) {
    this.capacity = capacity;
    samples = new short[Math.min(INITIAL, capacity)];
  }

  int size() {
    return size;
  }

  int free() {
    return capacity - size;
  }

  void add(short[] source, int offset, int length) {
    if (length > free()) {
      throw new IllegalArgumentException(
          "expected at most " + free() + " samples, found " + length + ": ask free() first");
    }
    growTo(size + length);
    int tail = (head + size) % samples.length;
    int first = Math.min(length, samples.length - tail);
    System.arraycopy(source, offset, samples, tail, first);
    System.arraycopy(source, offset + first, samples, 0, length - first);
    size += length;
  }

  /** Takes up to {@code length} samples; gives how many. */
  int take(short[] target, int length) {
    int taken = Math.min(length, size);
    int first = Math.min(taken, samples.length - head);
    System.arraycopy(samples, head, target, 0, first);
    System.arraycopy(samples, 0, target, first, taken - first);
    head = (head + taken) % samples.length;
    size -= taken;
    return taken;
  }

  void clear() {
    head = 0;
    size = 0;
  }

  private void growTo(int needed) {
    if (needed <= samples.length) {
      return;
    }
    short[] larger = new short[Math.min(capacity, Math.max(needed, 2 * samples.length))];
    int kept = take(larger, size);
    samples = larger;
    head = 0;
    size = kept;
  }
}
