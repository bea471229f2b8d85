package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.TurnEntry;
import dev.parley.gateway.trace.TurnTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns as comma-separated values (RFC 4180), one a line. */
final class Csv {
  private static final List<String> SEGMENTS = TurnTrace.segmentNames();

  private static final Pattern LIKE_A_FORMULA = Pattern.compile("[\\t\\r\\n]|\\s*[=+\\-@]");

  private Csv() {}

  static String header(boolean transcripts) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "call", "turn", "channel", "stt", "llm", "tts", "heard_at", "outcome", "gap_ms"));
    SEGMENTS.forEach(name -> names.add(name.replace(' ', '_') + "_ms"));
    names.addAll(List.of("client_buffer_ms", "client_gap_ms"));
    if (transcripts) {
      names.addAll(List.of("caller_text", "bot_text", "bot_heard_text"));
    }
    return line(names);
  }

  static String row(TurnEntry turn, boolean transcripts) {
    List<String> cells = new ArrayList<>();
    cells.add(text(turn.call()));
    cells.add(Long.toString(turn.turn()));
    cells.add(text(turn.channel()));
    for (String hop : List.of("stt", "llm", "tts")) {
      cells.add(text(turn.engines().get(hop)));
    }
    cells.add(plain(turn.heardAt()));
    cells.add(plain(turn.outcome()));
    cells.add(plain(turn.gapMs()));
    for (String name : SEGMENTS) {
      cells.add(
          turn.segments().stream()
              .filter(s -> s.name().equals(name))
              .map(s -> plain(s.ms()))
              .findFirst()
              .orElse(""));
    }
    cells.add(plain(turn.clientBufferMs()));
    cells.add(plain(turn.clientGapMs()));
    if (transcripts) {
      cells.add(text(turn.callerText()));
      cells.add(text(turn.botText()));
      cells.add(text(turn.botHeardText()));
    }
    return line(cells);
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String plain(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** A spreadsheet takes a cell that begins like a formula for one; an apostrophe keeps it text. */
  static String text(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    String safe = LIKE_A_FORMULA.matcher(value).lookingAt() ? "'" + value : value;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
