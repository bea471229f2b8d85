package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnwardTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final Onward onward = Onward.of("x", " reception = +15550100, the bar=200 ", now::get);

  @Test
  void aCallIsPutThroughOnce() {
    onward.way("call-1").take("the bar");

    assertEquals(List.of("reception", "the bar"), onward.names());
    assertEquals("", onward.take("call-2"));
    assertEquals("200", onward.take("call-1"));
    assertEquals("", onward.take("call-1"));
  }

  @Test
  void whoAsksLateIsToldNothing() {
    onward.way("call-1").take("reception");
    onward.way("call-2").take("reception");
    now.set(60 * SECOND);
    assertEquals("+15550100", onward.take("call-1"));
    now.set(61 * SECOND);
    assertEquals("", onward.take("call-2"));
  }

  @Test
  void aWayIsOpenForACallThatCanBeAskedFor() {
    assertTrue(onward.way("call-1").isOpen());
    assertFalse(onward.way("").isOpen());
    assertFalse(Onward.closed().way("call-1").isOpen());
    assertFalse(Onward.of("x", "", now::get).way("call-1").isOpen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+15550100", "a=", "=1", "a=1,", "a=<b>", "a=1&b", "a\"=1", "a=1 2"})
  void whatNamesNobodyEndsTheStart(String destinations) {
    assertThrows(UserError.class, () -> Onward.of("gateway.transfer-to", destinations, now::get));
  }
}
