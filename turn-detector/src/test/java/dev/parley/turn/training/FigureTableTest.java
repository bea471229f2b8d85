package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FigureTableTest {
  private final FigureTable table =
      new FigureTable("Boats", "kind", "masts").row("dinghy", "1").row("full-rigged ship", "3");

  @Test
  void aTerminalGetsAlignedColumns() {
    assertEquals(
        List.of(
            "",
            "Boats",
            "  kind              masts",
            "  dinghy            1",
            "  full-rigged ship  3"),
        table.text());
  }

  @Test
  void aDocumentGetsMarkdown() {
    assertEquals(
        List.of(
            "Boats:",
            "",
            "| kind | masts |",
            "| --- | --- |",
            "| dinghy | 1 |",
            "| full-rigged ship | 3 |"),
        table.markdown());
  }
}
