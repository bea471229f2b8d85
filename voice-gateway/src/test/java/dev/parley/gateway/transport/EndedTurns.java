package dev.parley.gateway.transport;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The turns of one call that are over, the disclosure being the first. */
public final class EndedTurns implements TraceSink {
  private final List<TurnRecord> ended = new CopyOnWriteArrayList<>();

  @Override
  public void turnEnded(CallFacts call, TurnRecord record) {
    ended.add(record);
  }

  /** By number. */
  public TurnRecord get(int turn) {
    return ended.get(turn);
  }

  public void await(int turns, String what) {
    Eventually.isTrue(() -> ended.size() == turns, what);
  }

  public void awaitDisclosure() {
    await(1, "the disclosure is over");
  }
}
