package dev.parley.gateway.history;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Figures of a span of time. What was never measured is absent from the maps.
 *
 * @param spreads by figure: gap, clientBuffer, clientGap, yield, hold, cut, resume
 * @param segments by name, in the order in which they follow each other
 * @param channels all seen in that time, whatever was asked for
 * @param engines likewise
 */
public record Summary(
    long calls,
    Map<String, Long> outcomes,
    long turns,
    Map<String, Spread> spreads,
    Map<String, Spread> segments,
    Map<String, Long> overlaps,
    Map<String, Long> troubles,
    Set<String> channels,
    Set<String> engines) {
  /**
   * The turns of one step of time.
   *
   * @param gap of those that were timed; empty when none was
   */
  public record Point(long step, long turns, Optional<Spread> gap) {}
}
