package dev.parley.turn.training;

import java.io.BufferedReader;
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
    try (BufferedReader lines = Corpus.lines(file)) {
      String header = lines.readLine();
      List<String> columns = List.of((header == null ? "" : header).split("\t", -1));
      int conversation = column(file, columns, "conv");
      int channel =
          columns.contains("side") ? columns.indexOf("side") : column(file, columns, "channel");
      int start = column(file, columns, "start");
      int end = column(file, columns, "end");
      int token = column(file, columns, "token");
      int act = column(file, columns, "da");
      int unit = columns.indexOf("unit");
      String line;
      while ((line = lines.readLine()) != null) {
        String[] cells = line.split("\t", -1);
        words
            .computeIfAbsent(new Line(cells[conversation], cells[channel]), k -> new ArrayList<>())
            .add(
                new SpokenWord(
                    Double.parseDouble(cells[start]),
                    Double.parseDouble(cells[end]),
                    cells[token],
                    cells[act],
                    unit < 0 ? "" : cells[unit]));
      }
    }
    return words;
  }

  private static int column(Path file, List<String> columns, String name) throws IOException {
    int at = columns.indexOf(name);
    if (at < 0) {
      throw new IOException(
          file + ": expected a column '" + name + "' in its first line, found " + columns);
    }
    return at;
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
