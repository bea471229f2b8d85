package dev.parley.gateway.history;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the history is asked for.
 *
 * @param from inclusive
 * @param to exclusive
 * @param channel null = all
 * @param engine of any hop; null = all
 */
public record Window(Instant from, Instant to, @Nullable String channel, @Nullable String engine) {

  /** Conditions on a table that has a time, a channel and engines. */
  String where(String time) {
    return "where %1$s >= :from and %1$s < :to".formatted(time) + filter();
  }

  /** The part beyond the time; empty when everything is asked for. */
  String filter() {
    return (channel == null ? "" : " and channel = :channel")
        + (engine == null ? "" : " and (stt = :engine or llm = :engine or tts = :engine)");
  }

  boolean takes(String rowChannel, Collection<String> rowEngines) {
    return (channel == null || channel.equals(rowChannel))
        && (engine == null || rowEngines.contains(engine));
  }
}
