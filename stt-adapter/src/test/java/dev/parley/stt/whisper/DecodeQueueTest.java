package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.stt.whisper.DecodeQueue.Priority;
import org.junit.jupiter.api.Test;

class DecodeQueueTest {
  private final DecodeQueue<String> queue = new DecodeQueue<>();

  @Test
  void finalsComeBeforeEarlyFinalsAndThoseBeforePartials() throws Exception {
    queue.put("partial", Priority.PARTIAL);
    queue.put("early", Priority.EARLY_FINAL);
    queue.put("final", Priority.FINAL);

    assertEquals("final", queue.take());
    assertEquals("early", queue.take());
    assertEquals("partial", queue.take());
  }

  @Test
  void equalsAreServedInTheOrderTheyCame() throws Exception {
    queue.put("one", Priority.PARTIAL);
    queue.put("two", Priority.PARTIAL);
    queue.put("one", Priority.PARTIAL);

    assertEquals("one", queue.take());
    assertEquals("two", queue.take());
  }

  @Test
  void whoWaitsForAPartialAndAsksForAFinalWaitsOnceAndMovesForward() throws Exception {
    queue.put("one", Priority.PARTIAL);
    queue.put("two", Priority.PARTIAL);
    queue.put("two", Priority.FINAL);
    queue.put("two", Priority.PARTIAL);

    assertEquals("two", queue.take());
    assertEquals("one", queue.take());
    queue.close();
    assertNull(queue.take());
  }

  @Test
  void whoIsRemovedIsNotServed() throws Exception {
    queue.put("one", Priority.FINAL);
    queue.put("two", Priority.PARTIAL);
    queue.remove("one");

    assertEquals("two", queue.take());
  }
}
