package dev.parley.llm.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
  private final ServerSentEvents events = new ServerSentEvents();

  private List<String> feed(String text) throws MalformedStreamException {
    return events.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aBlankLineCompletesAnEvent() throws Exception {
    assertEquals(List.of(), feed("data: one\n"));
    assertEquals(List.of("one"), feed("\n"));
  }

  @Test
  void severalEventsInOnePieceComeInOrder() throws Exception {
    assertEquals(List.of("one", "two"), feed("data: one\n\ndata: two\n\n"));
  }

  @Test
  void everyKindOfLineEndCounts() throws Exception {
    assertEquals(
        List.of("one", "two", "three"), feed("data: one\r\n\r\ndata: two\r\rdata: three\n\n"));
  }

  @Test
  void aLineEndSplitBetweenTwoPiecesIsOneLineEnd() throws Exception {
    assertEquals(List.of(), feed("data: a\r"));
    assertEquals(List.of(), feed("\ndata: b\r"));
    assertEquals(List.of("a\nb"), feed("\n\r\n"));
  }

  @Test
  void aCharacterSplitBetweenTwoPiecesIsWhole() throws Exception {
    List<String> found = new ArrayList<>();
    for (byte b : "data: Grüße 😀\n\n".getBytes(StandardCharsets.UTF_8)) {
      found.addAll(events.feed(ByteBuffer.wrap(new byte[] {b})));
    }
    assertEquals(List.of("Grüße 😀"), found);
  }

  @Test
  void commentsAndOtherFieldsAreNoData() throws Exception {
    assertEquals(
        List.of("x"), feed(": keep-alive\n\nevent: message\nid: 7\nretry: 100\ndata: x\n\n"));
  }

  @Test
  void severalDataLinesAreOneEvent() throws Exception {
    assertEquals(List.of("{\n}"), feed("data: {\ndata: }\n\n"));
  }

  @Test
  void onlyOneSpaceAfterTheColonIsDropped() throws Exception {
    assertEquals(List.of(" two", "none", ""), feed("data:  two\n\ndata:none\n\ndata\n\n"));
  }

  @Test
  void aByteOrderMarkAtTheStartIsDropped() throws Exception {
    assertEquals(List.of("x"), feed("\uFEFFdata: x\n\n"));
  }

  @Test
  void theEndCompletesAnEventWithoutItsBlankLine() throws Exception {
    assertEquals(List.of(), feed("data: last"));
    assertEquals(List.of("last"), events.end());
    assertEquals(List.of(), events.end());
  }

  @Test
  void aLineBeyondTheBoundIsRefused() throws Exception {
    String most = "x".repeat(ServerSentEvents.MAX_LINE_BYTES);
    assertEquals(List.of(), feed(most));
    MalformedStreamException refused =
        assertThrows(MalformedStreamException.class, () -> feed("x"));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("1048576 bytes"), refused.getMessage());
  }

  @Test
  void anEventOfManyLinesIsBoundedToo() {
    String line = "data: " + "x".repeat(1000) + "\n";
    assertThrows(MalformedStreamException.class, () -> feed(line.repeat(1100)));
  }
}
