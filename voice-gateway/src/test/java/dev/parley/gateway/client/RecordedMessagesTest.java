package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.RecordedCalls;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecordedMessagesTest {
  @Test
  void whatAGatewaySaidIsUnderstoodOrPassedOver() throws Exception {
    Set<String> passedOver = new TreeSet<>();
    for (String file : new String[] {"call.jsonl", "resume.jsonl"}) {
      for (RecordedCalls.Line line : RecordedCalls.read(file)) {
        if (!line.fromClient() && VoiceMessages.read(line.message().encode()).isEmpty()) {
          passedOver.add(line.type());
        }
      }
    }
    // this client neither resumes nor pings
    assertEquals(Set.of("pong", "resumed"), passedOver);
  }
}
