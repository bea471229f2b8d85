package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Figures under a title: for terminals with aligned columns, for documents as Markdown. */
record FigureTable(String title, List<String> header, List<List<String>> rows) {
  private static final String GAP = "  ";

  FigureTable(String title, String... header) {
    this(title, List.of(header), new ArrayList<>());
  }

  FigureTable row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  List<String> text() {
    List<String> lines = new ArrayList<>(List.of("", title));
    lines.add(aligned(header));
    rows.forEach(row -> lines.add(aligned(row)));
    return lines;
  }

  private String aligned(List<String> cells) {
    StringBuilder line = new StringBuilder(GAP);
    for (int i = 0; i < cells.size(); i++) {
      int column = i;
      int width =
          Math.max(
              header.get(i).length(),
              rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
      line.append(cells.get(i)).append(" ".repeat(width - cells.get(i).length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  List<String> markdown() {
    List<String> lines = new ArrayList<>(List.of(title + ":", ""));
    lines.add(piped(header));
    lines.add(piped(Collections.nCopies(header.size(), "---")));
    rows.forEach(row -> lines.add(piped(row)));
    return lines;
  }

  private static String piped(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
