package dev.parley.turn.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A word of a conversation with its times.
 *
 * @param act the dialogue act it belongs to, empty where there is none
 * @param unit the utterance it belongs to, empty where the corpus doesn't tell
 */
record SpokenWord(double start, double end, String token, String act, String unit) {
  /** Where somebody speaks: a conversation and a side or channel of it. */
  record Line(String conversation, String channel) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int c = conversation.compareTo(other.conversation);
      return c != 0 ? c : channel.compareTo(other.channel);
    }
  }

  /** The words of each line in the order of their times. */
  static Map<Line, List<SpokenWord>> read(Path file) throws IOException {
    Map<Line, List<SpokenWord>> words = new TreeMap<>();
    Columns[] columns = new Columns[1];
    Corpus.lines(
        file,
        line -> {
          String[] cells = line.split("\t", -1);
          if (columns[0] == null) {
            columns[0] = Columns.of(List.of(cells));
            return;
          }
          Columns c = columns[0];
          if (cells.length != c.count) {
            throw new IllegalArgumentException(
                "expected " + c.count + " cells, found " + cells.length);
          }
          words
              .computeIfAbsent(
                  new Line(cells[c.conversation], cells[c.channel]), k -> new ArrayList<>())
              .add(
                  new SpokenWord(
                      Double.parseDouble(cells[c.start]),
                      Double.parseDouble(cells[c.end]),
                      cells[c.token],
                      cells[c.act],
                      c.unit < 0 ? "" : cells[c.unit]));
        });
    return words;
  }

  /** Where a file has what; {@code unit} is -1 where it has none. */
  private record Columns(
      int count, int conversation, int channel, int start, int end, int token, int act, int unit) {
    static Columns of(List<String> names) {
      return new Columns(
          names.size(),
          at(names, "conv"),
          names.contains("side") ? names.indexOf("side") : at(names, "channel"),
          at(names, "start"),
          at(names, "end"),
          at(names, "token"),
          at(names, "da"),
          names.indexOf("unit"));
    }

    private static int at(List<String> names, String name) {
      int at = names.indexOf(name);
      if (at < 0) {
        throw new IllegalArgumentException("expected a column '" + name + "', found " + names);
      }
      return at;
    }
  }

  /** Whether an utterance is complete with this word, as far as the corpus tells. */
  enum Boundary {
    COMPLETE,
    GOES_ON,
    NOT_TOLD
  }

  /** {@code next} is the speaker's next word. */
  Boundary boundary(SpokenWord next) {
    if (!unit.isEmpty() || !next.unit.isEmpty()) {
      return unit.equals(next.unit) ? Boundary.GOES_ON : Boundary.COMPLETE;
    }
    if (act.isEmpty() || act.contains("%")) {
      return Boundary.NOT_TOLD;
    }
    if (!act.equals(next.act)) {
      return Boundary.COMPLETE;
    }
    // utterances of the same act follow each other without a mark; inside one, gaps are short
    return next.start - end < SAME_UTTERANCE_SECONDS ? Boundary.GOES_ON : Boundary.NOT_TOLD;
  }

  private static final double SAME_UTTERANCE_SECONDS = 0.3;
}
