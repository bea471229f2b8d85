package dev.parley.gateway.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Puts together what calls tell of each turn bit by bit. Turn 0 is no caller's and left out. The
 * turns of a call belong to that call's context.
 */
public final class TurnAssembly implements TraceSink {
  /** Called on the calls' contexts: must be thread-safe and must not block. */
  public interface Listener {
    /** More is known of the turn. */
    default void turnChanged(TurnSoFar turn) {}

    /** No more will be known of it; once a turn. */
    default void turnSettled(TurnSoFar turn) {}
  }

  // a turn whose answer never ends must not stay for ever
  private static final int MOST_OPEN_TURNS = 8;

  private final Map<String, TreeMap<Long, TurnSoFar>> calls = new ConcurrentHashMap<>();
  private final Listener listener;

  public TurnAssembly(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void callOpened(CallFacts call) {
    calls.put(call.id(), new TreeMap<>());
  }

  @Override
  public void turnHeard(CallFacts call, long turn, long nanos) {
    change(call, turn, t -> t.heard(nanos));
  }

  @Override
  public void turnTimed(CallFacts call, TurnTiming timing) {
    change(call, timing.turn(), t -> t.timed(timing));
  }

  @Override
  public void clientTimed(CallFacts call, ClientTiming timing) {
    change(call, timing.turn(), t -> t.clientTimed(timing));
  }

  @Override
  public void turnEnded(CallFacts call, TurnRecord record) {
    change(call, record.turn(), t -> t.ended(record));
  }

  /** What was under way ends with the call, its outcome unknown. */
  @Override
  public void callClosed(CallFacts call, long nanos) {
    TreeMap<Long, TurnSoFar> left = calls.remove(call.id());
    if (left != null) {
      left.values().forEach(listener::turnSettled);
    }
  }

  private void change(CallFacts call, long number, UnaryOperator<TurnSoFar> how) {
    TreeMap<Long, TurnSoFar> turns = calls.get(call.id());
    if (number == 0 || turns == null) {
      return;
    }
    TurnSoFar turn = how.apply(turns.getOrDefault(number, TurnSoFar.began(call, number)));
    listener.turnChanged(turn);
    if (turn.end() != null) {
      turns.remove(number);
      listener.turnSettled(turn);
      return;
    }
    turns.put(number, turn);
    if (turns.size() > MOST_OPEN_TURNS) {
      listener.turnSettled(turns.pollFirstEntry().getValue());
    }
  }
}
