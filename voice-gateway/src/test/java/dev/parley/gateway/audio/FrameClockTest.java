package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FrameClockTest {
  private static final long PERIOD = 20_000_000;

  @Test
  void tickersOfSeveralThreadsAllTick() throws InterruptedException {
    try (FrameClock clock = new FrameClock()) {
      CountDownLatch ticks = new CountDownLatch(60);
      for (int n = 0; n < 20; n++) {
        Thread.ofVirtual()
            .start(
                () -> {
                  CountDownLatch own = new CountDownLatch(3);
                  clock.every20Millis(
                      (now, missed) -> {
                        if (own.getCount() > 0) {
                          own.countDown();
                          ticks.countDown();
                        }
                      });
                });
      }

      assertTrue(ticks.await(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void noTickComesBeforeItsTime() throws InterruptedException {
    try (FrameClock clock = new FrameClock()) {
      CountDownLatch done = new CountDownLatch(5);
      Queue<long[]> ticks = new ConcurrentLinkedQueue<>();
      long before = System.nanoTime();
      clock.every20Millis(
          (now, missed) -> {
            ticks.add(new long[] {now, missed});
            done.countDown();
          });
      assertTrue(done.await(10, TimeUnit.SECONDS));

      long index = 0;
      for (long[] tick : ticks) {
        index += tick[1];
        assertTrue(tick[0] - before >= index * PERIOD, "tick " + index + " came early");
        index++;
      }
    }
  }

  @Test
  void aFailingTickerDoesNotStopTheOthers() throws InterruptedException {
    try (FrameClock clock = new FrameClock()) {
      CountDownLatch ticks = new CountDownLatch(3);
      CountDownLatch failures = new CountDownLatch(2);
      clock.every20Millis(
          (now, missed) -> {
            failures.countDown();
            throw new IllegalStateException("this ticker is broken on purpose");
          });
      clock.every20Millis((now, missed) -> ticks.countDown());

      assertTrue(ticks.await(10, TimeUnit.SECONDS));
      assertEquals(1, failures.getCount());
    }
  }

  @Test
  void aClosedClockTakesNoTickers() {
    FrameClock clock = new FrameClock();
    clock.close();

    assertThrows(IllegalStateException.class, () -> clock.every20Millis((now, missed) -> {}));
  }
}
