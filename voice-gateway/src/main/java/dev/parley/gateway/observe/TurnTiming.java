package dev.parley.gateway.observe;

import dev.parley.gateway.trace.TurnTrace.Segment;
import java.util.List;

/**
 * Where the time before an answer went. The segments follow each other and sum to the gap.
 *
 * @param audibleNanos when the first audio of the answer left for the caller, monotonic
 * @param gapNanos from the caller's last sound, or the typed question, to that
 */
public record TurnTiming(long turn, long audibleNanos, long gapNanos, List<Segment> segments) {
  public TurnTiming {
    segments = List.copyOf(segments);
  }
}
