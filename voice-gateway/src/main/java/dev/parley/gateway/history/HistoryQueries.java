package dev.parley.gateway.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Statements that read. Percentiles are made of counts of rounded values, so that neither the
 * database nor the gateway holds every value of a month.
 */
final class HistoryQueries {
  private static final String ROUNDED =
      "case when %1$s < 100 then round(%1$s * 10) / 10 else round(%1$s) end";

  private HistoryQueries() {}

  static Summary summary(Handle handle, Window window, List<String> segmentNames) {
    TreeSet<String> channels = new TreeSet<>();
    TreeSet<String> engines = new TreeSet<>();
    long calls =
        kinds(handle, window, "calls", "opened_at", "channel", channels, engines).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    Map<String, Long> outcomes =
        kinds(handle, window, "turns", "at", "coalesce(outcome, '')", channels, engines);
    long turns = outcomes.values().stream().mapToLong(Long::longValue).sum();
    outcomes.remove("");
    Map<String, Spread> spreads = new TreeMap<>();
    spread(handle, window, "turns", "gap_ms", "gap", spreads);
    spread(handle, window, "turns", "client_buffer_ms", "clientBuffer", spreads);
    spread(handle, window, "turns", "client_gap_ms", "clientGap", spreads);
    for (String step : List.of("yield", "hold", "cut", "resume")) {
      spread(handle, window, "overlaps", step + "_ms", step, spreads);
    }
    return new Summary(
        calls,
        outcomes,
        turns,
        spreads,
        segments(handle, window, segmentNames),
        counts(handle, window, "overlaps", "result"),
        counts(handle, window, "troubles", "code"),
        channels,
        engines);
  }

  static List<Summary.Point> trend(Handle handle, Window window, long stepSeconds) {
    String sql =
        """
        select step, rounded, count(*) as n, max(gap_ms) as greatest from (
          select floor((extract(epoch from at) - cast(:begin as double precision)) / :step) as step,
            %s as rounded, gap_ms
          from parley.turns %s) as t
        group by step, rounded order by step, rounded"""
            .formatted(ROUNDED.formatted("gap_ms"), window.where("at"));
    Map<Long, Spread.Builder> gaps = new TreeMap<>();
    Map<Long, Long> turns = new TreeMap<>();
    try (Query query =
        bound(handle.createQuery(sql), window)
            .bind("begin", window.from().toEpochMilli() / 1e3)
            .bind("step", stepSeconds)) {
      query
          .map(
              (row, ctx) -> {
                long step = row.getLong("step");
                long n = row.getLong("n");
                turns.merge(step, n, Long::sum);
                double value = row.getDouble("rounded");
                if (!row.wasNull()) {
                  gaps.computeIfAbsent(step, s -> new Spread.Builder())
                      .add(value, n, row.getDouble("greatest"));
                }
                return step;
              })
          .forEach(step -> {});
    }
    List<Summary.Point> points = new ArrayList<>();
    turns.forEach(
        (step, n) ->
            points.add(
                new Summary.Point(
                    step, n, Optional.ofNullable(gaps.get(step)).map(Spread.Builder::build))));
    return points;
  }

  static List<TurnEntry> slowest(Handle handle, Window window, int limit) {
    String sql =
        "select * from parley.turns "
            + window.where("at")
            + " and gap_ms is not null order by gap_ms desc, at, call_id, turn limit :limit";
    try (Query query = bound(handle.createQuery(sql), window).bind("limit", limit)) {
      return TurnRows.read(handle, query);
    }
  }

  static long count(Handle handle, Window window) {
    String sql = "select count(*) from parley.turns " + window.where("at");
    try (Query query = bound(handle.createQuery(sql), window)) {
      return query.mapTo(Long.class).one();
    }
  }

  static List<TurnEntry> after(Handle handle, Window window, Optional<TurnEntry> last, int limit) {
    String sql =
        "select * from parley.turns "
            + window.where("at")
            + (last.isPresent()
                ? " and at >= :lastAt and (at, call_id, turn) > (:lastAt, :lastCall, :lastTurn)"
                : "")
            + " order by at, call_id, turn limit :limit";
    try (Query query = bound(handle.createQuery(sql), window).bind("limit", limit)) {
      last.ifPresent(
          t ->
              query
                  .bind("lastAt", Inserts.utc(t.at()))
                  .bind("lastCall", t.call())
                  .bind("lastTurn", t.turn()));
      return TurnRows.read(handle, query);
    }
  }

  /** Counts by kind, and on the way what there is to choose from. */
  private static Map<String, Long> kinds(
      Handle handle,
      Window window,
      String table,
      String time,
      String kind,
      Collection<String> channels,
      Collection<String> engines) {
    String sql =
        """
        select channel, stt, llm, tts, %2$s as kind, count(*) as n from parley.%1$s
        where %3$s >= :from and %3$s < :to group by channel, stt, llm, tts, %2$s"""
            .formatted(table, kind, time);
    Map<String, Long> counts = new TreeMap<>();
    try (Query query = times(handle.createQuery(sql), window)) {
      query
          .map(
              (row, ctx) -> {
                String channel = row.getString("channel");
                List<String> used =
                    Stream.of(row.getString("stt"), row.getString("llm"), row.getString("tts"))
                        .filter(Objects::nonNull)
                        .toList();
                channels.add(channel);
                engines.addAll(used);
                if (window.takes(channel, used)) {
                  counts.merge(row.getString("kind"), row.getLong("n"), Long::sum);
                }
                return channel;
              })
          .forEach(channel -> {});
    }
    return counts;
  }

  private static Map<String, Long> counts(
      Handle handle, Window window, String table, String column) {
    String sql =
        "select %2$s as kind, count(*) as n from parley.%1$s %3$s group by %2$s"
            .formatted(table, column, window.where("at"));
    Map<String, Long> counts = new TreeMap<>();
    try (Query query = bound(handle.createQuery(sql), window)) {
      query
          .map((row, ctx) -> counts.merge(row.getString("kind"), row.getLong("n"), Long::sum))
          .forEach(n -> {});
    }
    return counts;
  }

  private static void spread(
      Handle handle,
      Window window,
      String table,
      String column,
      String figure,
      Map<String, Spread> into) {
    Spread.Builder builder = new Spread.Builder();
    String sql =
        """
        select %1$s as rounded, count(*) as n, max(%2$s) as greatest from parley.%3$s
        %4$s and %2$s is not null group by %1$s order by 1"""
            .formatted(ROUNDED.formatted(column), column, table, window.where("at"));
    long rows;
    try (Query query = bound(handle.createQuery(sql), window)) {
      rows =
          query
              .map(
                  (row, ctx) -> {
                    builder.add(
                        row.getDouble("rounded"), row.getLong("n"), row.getDouble("greatest"));
                    return row.getLong("n");
                  })
              .stream()
              .count();
    }
    if (rows > 0) {
      into.put(figure, builder.build());
    }
  }

  private static Map<String, Spread> segments(
      Handle handle, Window window, List<String> segmentNames) {
    String chosen =
        window.filter().isEmpty()
            ? ""
            : " and (call_id, turn) in (select call_id, turn from parley.turns "
                + window.where("at")
                + ")";
    String sql =
        """
        select name, %1$s as rounded, count(*) as n, max(ms) as greatest from parley.segments
        where at >= :from and at < :to%2$s group by name, %1$s order by name, 2"""
            .formatted(ROUNDED.formatted("ms"), chosen);
    Map<String, Spread.Builder> builders = new TreeMap<>();
    try (Query query = bound(handle.createQuery(sql), window)) {
      query
          .map(
              (row, ctx) -> {
                String name = row.getString("name");
                builders
                    .computeIfAbsent(name, x -> new Spread.Builder())
                    .add(row.getDouble("rounded"), row.getLong("n"), row.getDouble("greatest"));
                return name;
              })
          .forEach(name -> {});
    }
    Map<String, Spread> ordered = new LinkedHashMap<>();
    for (String name : segmentNames) {
      Spread.Builder builder = builders.get(name);
      if (builder != null) {
        ordered.put(name, builder.build());
      }
    }
    return ordered;
  }

  private static Query times(Query query, Window window) {
    return query.bind("from", Inserts.utc(window.from())).bind("to", Inserts.utc(window.to()));
  }

  private static Query bound(Query query, Window window) {
    times(query, window);
    if (window.channel() != null) {
      query.bind("channel", window.channel());
    }
    if (window.engine() != null) {
      query.bind("engine", window.engine());
    }
    return query;
  }
}
