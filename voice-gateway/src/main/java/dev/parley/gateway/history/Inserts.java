package dev.parley.gateway.history;

import dev.parley.gateway.observe.CallFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries within the transaction it is given. What is there already stays: after a
 * connection broke in a commit, the same entries come again.
 */
final class Inserts {
  private static final int NAME_CHARS = 100;
  private static final int CLIENT_CHARS = 200;
  private static final int LANGUAGE_CHARS = 35;

  private static final String CALL =
      """
      insert into parley.calls (call_id, channel, client, language, stt, llm, tts, opened_at)
      values (:call, :channel, :client, :language, :stt, :llm, :tts, :at) on conflict do nothing""";
  private static final String CLOSE =
      "update parley.calls set closed_at = :at where call_id = :call";
  private static final String TURN =
      """
      insert into parley.turns (call_id, turn, channel, stt, llm, tts, at, heard_at, gap_ms,
        client_buffer_ms, client_gap_ms, outcome, caller_text, bot_text, bot_heard_text)
      values (:call, :turn, :channel, :stt, :llm, :tts, :at, :heardAt, :gap,
        :clientBuffer, :clientGap, :outcome, :callerText, :botText, :botHeardText)
      on conflict do nothing""";
  private static final String SEGMENT =
      """
      insert into parley.segments (call_id, turn, position, at, name, ms)
      values (:call, :turn, :position, :at, :name, :ms) on conflict do nothing""";
  private static final String OVERLAP =
      """
      insert into parley.overlaps (call_id, turn, at, channel, stt, llm, tts,
        yield_ms, hold_ms, resume_ms, cut_ms, result, probability)
      values (:call, :turn, :at, :channel, :stt, :llm, :tts,
        :yield, :hold, :resume, :cut, :result, :probability)
      on conflict do nothing""";
  private static final String TROUBLE =
      """
      insert into parley.troubles (call_id, at, code, channel, stt, llm, tts, message)
      values (:call, :at, :code, :channel, :stt, :llm, :tts, :message) on conflict do nothing""";

  private Inserts() {}

  static void all(Handle handle, List<Entry> entries) {
    PreparedBatch calls = handle.prepareBatch(CALL);
    PreparedBatch closes = handle.prepareBatch(CLOSE);
    PreparedBatch turns = handle.prepareBatch(TURN);
    PreparedBatch segments = handle.prepareBatch(SEGMENT);
    PreparedBatch overlaps = handle.prepareBatch(OVERLAP);
    PreparedBatch troubles = handle.prepareBatch(TROUBLE);
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.CallOpened e -> add(calls, e.call());
        case Entry.CallClosed e -> closes.bind("call", e.call()).bind("at", utc(e.at())).add();
        case Entry.Turn e -> {
          add(turns, e.turn());
          addSegments(segments, e.turn());
        }
        case Entry.Overlap e -> add(overlaps, e.overlap());
        case Entry.Trouble e -> add(troubles, e.trouble());
      }
    }
    for (PreparedBatch batch : List.of(calls, turns, segments, overlaps, troubles, closes)) {
      if (batch.size() > 0) {
        batch.execute();
      }
      batch.close();
    }
  }

  private static void add(PreparedBatch batch, CallFacts call) {
    engines(batch, call.engines())
        .bind("call", call.id())
        .bind("channel", call.channel())
        .bind("client", Shortened.text(call.client(), CLIENT_CHARS))
        .bind("language", Shortened.text(call.language(), LANGUAGE_CHARS))
        .bind("at", utc(Shortened.time(call.openedAt())))
        .add();
  }

  private static void add(PreparedBatch batch, TurnEntry turn) {
    Instant heardAt = turn.heardAt();
    engines(batch, turn.engines())
        .bind("call", turn.call())
        .bind("turn", turn.turn())
        .bind("channel", turn.channel())
        .bind("at", utc(turn.at()))
        .bindByType("heardAt", heardAt == null ? null : utc(heardAt), OffsetDateTime.class)
        .bindByType("gap", turn.gapMs(), Double.class)
        .bindByType("clientBuffer", turn.clientBufferMs(), Double.class)
        .bindByType("clientGap", turn.clientGapMs(), Double.class)
        .bind("outcome", turn.outcome())
        .bind("callerText", turn.callerText())
        .bind("botText", turn.botText())
        .bind("botHeardText", turn.botHeardText())
        .add();
  }

  private static void addSegments(PreparedBatch batch, TurnEntry turn) {
    int position = 0;
    for (TurnEntry.Segment segment : turn.segments()) {
      batch
          .bind("call", turn.call())
          .bind("turn", turn.turn())
          .bind("position", position++)
          .bind("at", utc(turn.at()))
          .bind("name", segment.name())
          .bind("ms", segment.ms())
          .add();
    }
  }

  private static void add(PreparedBatch batch, OverlapEntry overlap) {
    engines(batch, overlap.engines())
        .bind("call", overlap.call())
        .bind("turn", overlap.turn())
        .bind("at", utc(overlap.at()))
        .bind("channel", overlap.channel())
        .bindByType("yield", overlap.yieldMs(), Double.class)
        .bindByType("hold", overlap.holdMs(), Double.class)
        .bindByType("resume", overlap.resumeMs(), Double.class)
        .bindByType("cut", overlap.cutMs(), Double.class)
        .bind("result", overlap.result())
        .bind("probability", overlap.probability())
        .add();
  }

  private static void add(PreparedBatch batch, TroubleEntry trouble) {
    engines(batch, trouble.engines())
        .bind("call", trouble.call())
        .bind("at", utc(trouble.at()))
        .bind("code", trouble.code())
        .bind("channel", trouble.channel())
        .bind("message", trouble.message())
        .add();
  }

  private static PreparedBatch engines(PreparedBatch batch, Map<String, String> engines) {
    return batch
        .bind("stt", name(engines.get("stt")))
        .bind("llm", name(engines.get("llm")))
        .bind("tts", name(engines.get("tts")));
  }

  private static @Nullable String name(@Nullable String engine) {
    return Shortened.orNull(engine, NAME_CHARS);
  }

  /**
   * Drivers read an Instant or a Timestamp in the machine's time zone, where an hour is missing.
   */
  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
