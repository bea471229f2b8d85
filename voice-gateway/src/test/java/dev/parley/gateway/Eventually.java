package dev.parley.gateway;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has no event of its own. */
public final class Eventually {
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long LOOK_EVERY_NANOS = 5_000_000;

  private Eventually() {}

  public static void isTrue(BooleanSupplier condition, String expected) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("still not so: " + expected);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
