package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.FakeHops.Manners;
import dev.parley.gateway.tool.Toolbox;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions of the model on the running gateway. */
class ToolCallTest {
  private static final Map<String, String> WITH_TOOLS = Map.of("gateway.tools", "current_time");

  @Test
  void aToolIsRunAndTheModelSpeaksOfItsResult() throws Exception {
    String answer = answer("{}");

    assertTrue(
        answer.matches("The tool says: \\p{L}+, \\d+ \\p{L}+ \\d{4}, \\d\\d:\\d\\d\\."), answer);
  }

  @Test
  void argumentsThatDoNotFitNeverReachTheTool() throws Exception {
    assertEquals(
        "The tool says: " + Toolbox.BAD_ARGUMENTS + ".", answer("{\"city\": \"<script>\"}"));
    assertEquals("The tool says: " + Toolbox.BAD_ARGUMENTS + ".", answer("[1, 2"));
  }

  private static String answer(String arguments) throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(WITH_TOOLS).ready()) {
      gateway.hops.model = Manners.CALLS_A_TOOL;
      gateway.hops.toolArguments = arguments;
      try (LiveCaller caller = gateway.call()) {
        caller.answer();
        caller.type("what time is it");
        return caller.answer().end().heard();
      }
    }
  }
}
