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
import java.util.Optional;
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
    UserError error =
        assertThrows(UserError.class, () -> Toolbox.named("current_time, nonsense", List.of()));

    assertEquals(
        "gateway.tools: there is no tool 'nonsense'; there are hang_up, transfer and [current_time]",
        error.getMessage());
  }

  @Test
  void transferIsOfferedWithTheNamesOfWhomThereIs() {
    Toolbox tools = Toolbox.named("hang_up, transfer", List.of("reception", "billing"));

    assertEquals(
        Optional.of(new Toolbox.End("billing")), tools.end("transfer", "{\"to\":\"billing\"}"));
    assertEquals(Optional.of(new Toolbox.End(null)), tools.end("hang_up", ""));
    assertTrue(tools.offered().getLast().getParametersJson().contains("billing"));
    for (String arguments : List.of("", "{}", "[]", "{\"to\":\"the pool\"}", "{\"to\":{}}")) {
      assertEquals(Optional.empty(), tools.end("transfer", arguments), arguments);
      assertEquals(
          Toolbox.BAD_ARGUMENTS,
          tools.run("transfer", arguments, new Tool.Caller("c", 1, "en")).result());
    }
  }

  @Test
  void whereNobodyCanBePutThroughItIsNotOffered() {
    Toolbox tools = Toolbox.named("hang_up, transfer", List.of("reception")).withoutTransfer();

    assertEquals(1, tools.offered().size());
    assertEquals(Optional.empty(), tools.end("transfer", "{\"to\":\"reception\"}"));
    assertEquals(
        Toolbox.UNKNOWN,
        tools.run("transfer", "{\"to\":\"reception\"}", new Tool.Caller("c", 1, "en")).result());
    assertThrows(UserError.class, () -> Toolbox.named("transfer", List.of()));
  }
}
