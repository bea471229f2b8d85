package dev.parley.gateway.transport.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptMessagesTest {
  private final KeptMessages kept = new KeptMessages();

  @Test
  void theNewestOfEachKindAndTurnIsToldAgain() {
    add("partial", 1, "is there");
    add("final", 1, "is there a pool");
    add("answer", 1, "Yes");
    kept.add(new JsonObject().put("type", "clear"));
    add("answer", 1, "Yes, there is.");
    add("answer", 2, "No.");

    assertEquals(List.of("is there a pool", "Yes, there is.", "No."), texts(0));
    assertEquals(List.of("No."), texts(5));
  }

  @Test
  void aLongCallIsNotKeptWhole() {
    for (int turn = 0; turn < 1_000; turn++) {
      add("answer", turn, "answer " + turn);
    }
    assertTrue(kept.after(0).size() <= 64);
    assertEquals("answer 999", texts(0).getLast());
  }

  private void add(String type, int turn, String text) {
    kept.add(new JsonObject().put("type", type).put("turn", turn).put("text", text));
  }

  private List<String> texts(long seq) {
    return kept.after(seq).stream().map(m -> m.getString("text")).toList();
  }
}
