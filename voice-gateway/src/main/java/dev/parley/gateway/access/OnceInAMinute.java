package dev.parley.gateway.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What is put away under a name and taken once, within a minute. Beyond {@value #MOST} the oldest
 * is forgotten. Thread-safe.
 */
public final class OnceInAMinute<T> {
  private static final long GOOD_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private record Kept<T>(long sinceNanos, T thing) {}

  private final LongSupplier nanoTime;
  // the oldest first
  private final Map<String, Kept<T>> kept = new LinkedHashMap<>();

  public OnceInAMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  public synchronized void put(String name, T thing) {
    long now = nanoTime.getAsLong();
    kept.values().removeIf(one -> now - one.sinceNanos > GOOD_NANOS);
    if (kept.size() >= MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(name, new Kept<>(now, thing));
  }

  /** Empty for a name that was never given, whose thing was taken, or is too old. */
  public synchronized Optional<T> take(String name) {
    return Optional.ofNullable(kept.remove(name))
        .filter(one -> nanoTime.getAsLong() - one.sinceNanos <= GOOD_NANOS)
        .map(Kept::thing);
  }
}
