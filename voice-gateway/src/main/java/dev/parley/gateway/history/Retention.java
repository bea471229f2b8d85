package dev.parley.gateway.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Deletes what is older than it may be. Used by the writer's thread. */
final class Retention {
  /** Few enough that records are not kept waiting. */
  private static final int ROWS_AT_ONCE = 5_000;

  // the key of a table, and the column that says how old a row is
  private static final Map<String, String[]> TABLES =
      new TreeMap<>(
          Map.of(
              "calls", new String[] {"call_id", "opened_at"},
              "turns", new String[] {"call_id, turn", "at"},
              "segments", new String[] {"call_id, turn, position", "at"},
              "overlaps", new String[] {"call_id, turn, at", "at"},
              "troubles", new String[] {"call_id, at, code", "at"}));

  private final Duration keep;

  Retention(Duration keep) {
    this.keep = keep;
  }

  /** Returns whether there may be more to delete. */
  boolean sweep(Jdbi jdbi, Instant now) {
    Instant before = now.minus(keep);
    boolean more = false;
    for (Map.Entry<String, String[]> table : TABLES.entrySet()) {
      String key = table.getValue()[0];
      String sql =
          "delete from parley.%1$s where (%2$s) in (select %2$s from parley.%1$s where %3$s < :before limit %4$d)"
              .formatted(table.getKey(), key, table.getValue()[1], ROWS_AT_ONCE);
      int gone =
          jdbi.inTransaction(
              h -> h.createUpdate(sql).bind("before", Inserts.utc(before)).execute());
      more |= gone == ROWS_AT_ONCE;
    }
    return more;
  }
}
