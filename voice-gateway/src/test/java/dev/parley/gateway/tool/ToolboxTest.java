package dev.parley.gateway.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolboxTest {
  private static final Tool.Caller CALLER = new Tool.Caller("call", 1, "en");

  private final List<JsonObject> served = new ArrayList<>();
  private Future<String> result = Future.succeededFuture("booked");

  private final Toolbox tools =
      new Toolbox(
          List.of(
              new Tool() {
                @Override
                public String name() {
                  return "book";
                }

                @Override
                public String description() {
                  return "Books a table.";
                }

                @Override
                public JsonObject parameters() {
                  return new JsonObject()
                      .put("type", "object")
                      .put(
                          "properties",
                          new JsonObject()
                              .put(
                                  "people",
                                  new JsonObject().put("type", "integer").put("minimum", 1)))
                      .put("required", new JsonArray().add("people"));
                }

                @Override
                public Future<String> run(JsonObject arguments, Caller caller) {
                  served.add(arguments);
                  return result;
                }
              }));

  @Test
  void argumentsThatFitAreServed() {
    assertEquals("booked", tools.run("book", "{\"people\": 2}", CALLER).result());
    assertEquals(List.of(new JsonObject().put("people", 2)), served);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"people\": \"two\"}",
        "{\"people\": 0}",
        "[2]",
        "2",
        "{\"people\": ",
        "null"
      })
  void argumentsThatDoNotFitAreNotServed(String arguments) {
    assertEquals(Toolbox.BAD_ARGUMENTS, tools.run("book", arguments, CALLER).result());
    assertTrue(served.isEmpty());
  }

  @Test
  void anUnknownToolIsSaidToBeUnknown() {
    assertEquals(Toolbox.UNKNOWN, tools.run("cook", "{}", CALLER).result());
  }

  @Test
  void whyAToolFailedStaysInTheLog() {
    result = Future.failedFuture("jdbc:secret@host refused");

    assertEquals(Toolbox.FAILED, tools.run("book", "{\"people\": 2}", CALLER).result());
  }

  @Test
  void aLongResultIsCut() {
    result = Future.succeededFuture("x".repeat(10_000));

    assertEquals(4_000, tools.run("book", "{\"people\": 2}", CALLER).result().length());
  }

  @Test
  void aNameInTheSettingsThatIsNoToolIsAnErrorThatNamesTheTools() {
    UserError error = assertThrows(UserError.class, () -> Toolbox.named("current_time, nonsense"));

    assertEquals(
        "gateway.tools: there is no tool 'nonsense'; there are hang_up and [current_time]",
        error.getMessage());
  }
}
