package dev.parley.llm.openai;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a byte stream into the data of its server-sent events. Mutable, for one thread. Lines are
 * decoded whole, so a character split between two chunks is no matter.
 */
final class ServerSentEvents {
  static final int MAX_LINE_BYTES = 1 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;
  private boolean afterCarriageReturn;
  private boolean firstLine = true;

  /** The events that these bytes complete. */
  List<String> feed(ByteBuffer bytes) throws MalformedStreamException {
    List<String> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte b = bytes.get();
      boolean secondHalfOfCrLf = b == '\n' && afterCarriageReturn;
      afterCarriageReturn = b == '\r';
      if (secondHalfOfCrLf) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        endLine(events);
      } else if (line.size() == MAX_LINE_BYTES) {
        throw new MalformedStreamException("a line of more than " + MAX_LINE_BYTES + " bytes");
      } else {
        line.write(b);
      }
    }
    return events;
  }

  /** What the end of the stream completes: servers forget the blank line after the last event. */
  List<String> end() throws MalformedStreamException {
    List<String> events = new ArrayList<>();
    if (line.size() > 0) {
      endLine(events);
    }
    dispatch(events);
    return events;
  }

  private void endLine(List<String> events) throws MalformedStreamException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (firstLine) {
      firstLine = false;
      if (text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
    }
    if (text.isEmpty()) {
      dispatch(events);
      return;
    }
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    if (!field.equals("data")) {
      // a comment, or "event", "id", "retry": nothing of it matters here
      return;
    }
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    if (data.length() + value.length() > MAX_LINE_BYTES) {
      throw new MalformedStreamException("an event of more than " + MAX_LINE_BYTES + " bytes");
    }
    if (hasData) {
      data.append('\n');
    }
    data.append(value);
    hasData = true;
  }

  private void dispatch(List<String> events) {
    if (hasData) {
      events.add(data.toString());
      data.setLength(0);
      hasData = false;
    }
  }
}
