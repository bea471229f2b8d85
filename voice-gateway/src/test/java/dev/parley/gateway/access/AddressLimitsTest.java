package dev.parley.gateway.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final AddressLimits limits = new AddressLimits(2, 4, now::get);

  @Test
  void oneAddressHasSoManyAtOnce() {
    assertTrue(limits.enter("a"));
    assertTrue(limits.enter("a"));
    assertFalse(limits.enter("a"));
    assertTrue(limits.enter("b"), "another isn't touched");

    limits.leave("a");
    assertTrue(limits.enter("a"));
  }

  @Test
  void oneAddressKnocksSoOftenInAMinute() {
    for (int i = 0; i < 4; i++) {
      assertTrue(limits.enter("a"));
      limits.leave("a");
      now.addAndGet(SECOND);
    }
    assertFalse(limits.enter("a"));
    now.set(61 * SECOND);
    assertTrue(limits.enter("a"));
  }

  @Test
  void aFloodOfAddressesIsRefusedAndForgotten() {
    for (int i = 0; i < 50_000; i++) {
      assertTrue(limits.enter("a" + i));
      limits.leave("a" + i);
    }
    assertFalse(limits.enter("one more"));
    now.set(61 * SECOND);
    assertTrue(limits.enter("one more"));
  }
}
