package dev.parley.gateway.tool;

import dev.parley.adapter.UserError;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The tools offered to the model. Whatever goes wrong in one, the model is told a fixed sentence:
 * what it is told, the caller may hear. The reason goes to the log.
 */
public final class Toolbox {
  /** Ends the call. Not a {@link Tool}: that the caller agrees is the conversation's to see to. */
  public static final String HANG_UP = "hang_up";

  public static final String UNKNOWN = "error: there is no such tool";
  public static final String BAD_ARGUMENTS =
      "error: the arguments do not fit the tool's parameters";
  public static final String FAILED = "error: the tool failed";

  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

  /** Longest result the model is told. */
  private static final int MAX_RESULT_CHARS = 4_000;

  private record Offer(Tool tool, Validator arguments) {}

  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final List<dev.parley.proto.v1.Tool> offered = new ArrayList<>();
  private final boolean endsCalls;

  public Toolbox(List<Tool> tools) {
    this(tools, false);
  }

  private Toolbox(List<Tool> tools, boolean endsCalls) {
    this.endsCalls = endsCalls;
    for (Tool tool : tools) {
      JsonSchemaOptions options =
          new JsonSchemaOptions().setBaseUri("parley:tool/").setDraft(Draft.DRAFT202012);
      Validator arguments = Validator.create(JsonSchema.of(tool.parameters()), options);
      offers.put(tool.name(), new Offer(tool, arguments));
      offer(tool.name(), tool.description(), tool.parameters());
    }
    if (endsCalls) {
      offer(
          HANG_UP,
          "Ends the call when your next words have been heard. The first time it only reminds you"
              + " to ask the caller; call it again when they agree, and say goodbye.",
          new JsonObject()
              .put("type", "object")
              .put("properties", new JsonObject())
              .put("additionalProperties", false));
    }
  }

  private void offer(String name, String description, JsonObject parameters) {
    offered.add(
        dev.parley.proto.v1.Tool.newBuilder()
            .setName(name)
            .setDescription(description)
            .setParametersJson(parameters.encode())
            .build());
  }

  /** Whether that is a call of {@link #HANG_UP}, and this is offered. */
  public boolean endsCall(String name) {
    return endsCalls && name.equals(HANG_UP);
  }

  public static Toolbox empty() {
    return new Toolbox(List.of());
  }

  /**
   * The tools on the class path that were named.
   *
   * @param names separated by commas; empty = none
   * @throws UserError when one isn't there
   */
  public static Toolbox named(String names) {
    Map<String, Tool> found = new TreeMap<>();
    ServiceLoader.load(Tool.class).forEach(tool -> found.put(tool.name(), tool));
    List<Tool> chosen = new ArrayList<>();
    boolean hangsUp = false;
    for (String name : names.split("[,\\s]+")) {
      if (name.equals(HANG_UP)) {
        hangsUp = true;
      } else if (!name.isEmpty()) {
        Tool tool = found.get(name);
        if (tool == null) {
          throw new UserError(
              "gateway.tools: there is no tool '"
                  + name
                  + "'; there are "
                  + HANG_UP
                  + " and "
                  + found.keySet());
        }
        chosen.add(tool);
      }
    }
    return new Toolbox(chosen, hangsUp);
  }

  /** For the model. */
  public List<dev.parley.proto.v1.Tool> offered() {
    return List.copyOf(offered);
  }

  /** Never fails: what the model is told. */
  public Future<String> run(String name, String argumentsJson, Tool.Caller caller) {
    Offer offer = offers.get(name);
    if (offer == null) {
      line(caller).log("the model called a tool that isn't offered");
      return Future.succeededFuture(UNKNOWN);
    }
    JsonObject arguments;
    try {
      arguments = new JsonObject(argumentsJson.isBlank() ? "{}" : argumentsJson);
      if (!Boolean.TRUE.equals(offer.arguments().validate(arguments).getValid())) {
        line(caller, name).log("called with arguments that don't fit");
        return Future.succeededFuture(BAD_ARGUMENTS);
      }
    } catch (DecodeException | ClassCastException e) {
      line(caller, name).log("called with malformed arguments");
      return Future.succeededFuture(BAD_ARGUMENTS);
    }
    try {
      return offer
          .tool()
          .run(arguments, caller)
          .map(result -> result.substring(0, Math.min(result.length(), MAX_RESULT_CHARS)))
          .otherwise(e -> failed(caller, name, e));
    } catch (RuntimeException e) {
      return Future.succeededFuture(failed(caller, name, e));
    }
  }

  private static String failed(Tool.Caller caller, String name, Throwable e) {
    line(caller, name).setCause(e).log("failed");
    return FAILED;
  }

  private static LoggingEventBuilder line(Tool.Caller caller) {
    return LOG.atWarn().addKeyValue("call", caller.callId()).addKeyValue("turn", caller.turn());
  }

  private static LoggingEventBuilder line(Tool.Caller caller, String tool) {
    return line(caller).addKeyValue("tool", tool);
  }
}
