package dev.parley.gateway.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Makes turns of rows, with the segments that belong to them. */
final class TurnRows {
  private TurnRows() {}

  /** Of few rows: a page. */
  static List<TurnEntry> read(Handle handle, Query query) {
    List<TurnEntry> bare = query.map((row, ctx) -> turn(row)).list();
    if (bare.isEmpty()) {
      return bare;
    }
    Map<String, Map<Long, List<TurnEntry.Segment>>> segments = segments(handle, bare);
    return bare.stream()
        .map(
            t ->
                with(
                    t, segments.getOrDefault(t.call(), Map.of()).getOrDefault(t.turn(), List.of())))
        .toList();
  }

  private static Map<String, Map<Long, List<TurnEntry.Segment>>> segments(
      Handle handle, List<TurnEntry> turns) {
    Map<String, Map<Long, List<TurnEntry.Segment>>> segments = new HashMap<>();
    Map<String, List<TurnEntry>> byCall =
        turns.stream()
            .collect(Collectors.groupingBy(TurnEntry::call, TreeMap::new, Collectors.toList()));
    List<String> calls = new ArrayList<>(byCall.keySet());
    long first = turns.stream().mapToLong(TurnEntry::turn).min().orElse(0);
    long last = turns.stream().mapToLong(TurnEntry::turn).max().orElse(0);
    try (Query query =
        handle
            .createQuery(
                """
                select call_id, turn, name, ms from parley.segments
                where call_id in (<calls>) and turn between :first and :last
                order by call_id, turn, position""")
            .bindList("calls", calls)
            .bind("first", first)
            .bind("last", last)) {
      query
          .map(
              (row, ctx) ->
                  segments
                      .computeIfAbsent(row.getString("call_id"), c -> new HashMap<>())
                      .computeIfAbsent(row.getLong("turn"), t -> new ArrayList<>())
                      .add(new TurnEntry.Segment(row.getString("name"), row.getDouble("ms"))))
          .forEach(added -> {});
    }
    return segments;
  }

  private static TurnEntry turn(ResultSet row) throws SQLException {
    Map<String, String> engines = new TreeMap<>();
    for (String hop : List.of("stt", "llm", "tts")) {
      String engine = row.getString(hop);
      if (engine != null) {
        engines.put(hop, engine);
      }
    }
    OffsetDateTime heardAt = row.getObject("heard_at", OffsetDateTime.class);
    return new TurnEntry(
        row.getString("call_id"),
        row.getLong("turn"),
        row.getString("channel"),
        engines,
        instant(row, "at"),
        heardAt == null ? null : heardAt.toInstant(),
        number(row, "gap_ms"),
        List.of(),
        number(row, "client_buffer_ms"),
        number(row, "client_gap_ms"),
        row.getString("outcome"),
        row.getString("caller_text"),
        row.getString("bot_text"),
        row.getString("bot_heard_text"));
  }

  private static TurnEntry with(TurnEntry t, List<TurnEntry.Segment> segments) {
    return new TurnEntry(
        t.call(),
        t.turn(),
        t.channel(),
        t.engines(),
        t.at(),
        t.heardAt(),
        t.gapMs(),
        segments,
        t.clientBufferMs(),
        t.clientGapMs(),
        t.outcome(),
        t.callerText(),
        t.botText(),
        t.botHeardText());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(value);
  }
}
