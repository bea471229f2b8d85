package dev.parley.gateway.history;

import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnSoFar;
import dev.parley.gateway.observe.TurnTiming;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn as it is kept and shown. Durations are milliseconds; what is unknown is null.
 *
 * @param at the earliest moment known of it
 * @param outcome null while it is not over
 */
public record TurnEntry(
    String call,
    long turn,
    String channel,
    Map<String, String> engines,
    Instant at,
    @Nullable Instant heardAt,
    @Nullable Double gapMs,
    List<Segment> segments,
    @Nullable Double clientBufferMs,
    @Nullable Double clientGapMs,
    @Nullable String outcome,
    @Nullable String callerText,
    @Nullable String botText,
    @Nullable String botHeardText) {
  /** A part of the gap. */
  public record Segment(String name, double ms) {}

  public TurnEntry {
    engines = Map.copyOf(engines);
    segments = List.copyOf(segments);
  }

  /**
   * @param transcripts whether the words go with it
   */
  public static TurnEntry of(TurnSoFar turn, boolean transcripts) {
    Instant heardAt = turn.heardAt();
    TurnTiming timing = turn.timing();
    ClientTiming client = turn.client();
    TurnRecord end = turn.end();
    TurnRecord words = transcripts ? end : null;
    return new TurnEntry(
        turn.call().id(),
        turn.turn(),
        turn.call().channel(),
        turn.call().engines(),
        Shortened.time(turn.at()),
        heardAt == null ? null : Shortened.time(heardAt),
        timing == null ? null : Double.valueOf(Shortened.millis(timing.gapNanos())),
        timing == null
            ? List.of()
            : timing.segments().stream()
                .map(s -> new Segment(s.name(), Shortened.millis(s.nanos())))
                .toList(),
        client == null ? null : Double.valueOf(Shortened.millis(client.bufferNanos())),
        client == null ? null : Shortened.millis(client.gapNanos()),
        end == null ? null : end.outcome().name().toLowerCase(Locale.ROOT),
        words == null ? null : Shortened.orNull(words.callerText(), Shortened.TEXT_CHARS),
        words == null ? null : Shortened.orNull(words.botText(), Shortened.TEXT_CHARS),
        words == null ? null : Shortened.orNull(words.botHeardText(), Shortened.TEXT_CHARS));
  }
}
