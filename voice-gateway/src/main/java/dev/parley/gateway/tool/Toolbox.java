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
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

  /** Puts the caller through to a human. The same. */
  public static final String TRANSFER = "transfer";

  private static final String TO = "to";

  public static final String UNKNOWN = "error: there is no such tool";
  public static final String BAD_ARGUMENTS =
      "error: the arguments do not fit the tool's parameters";
  public static final String FAILED = "error: the tool failed";

  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

  /** Longest result the model is told. */
  private static final int MAX_RESULT_CHARS = 4_000;

  private record Offer(Tool tool, Validator arguments) {}

  /**
   * How a call of the model would have the call end.
   *
   * @param transferTo the name of whom the caller is put through to; null = nobody
   */
  public record End(@Nullable String transferTo) {}

  private final Map<String, Offer> offers;
  private final List<dev.parley.proto.v1.Tool> offered = new ArrayList<>();
  private final boolean endsCalls;
  private final List<String> destinations;

  public Toolbox(List<Tool> tools) {
    this(tools, false, List.of());
  }

  private Toolbox(List<Tool> tools, boolean endsCalls, List<String> destinations) {
    this.offers = new LinkedHashMap<>();
    this.endsCalls = endsCalls;
    this.destinations = destinations;
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
    if (!destinations.isEmpty()) {
      offer(
          TRANSFER,
          "Puts the caller through to a person when your next words have been heard. The first time"
              + " it only reminds you to ask the caller; call it again when they agree, and tell them.",
          new JsonObject()
              .put("type", "object")
              .put(
                  "properties",
                  new JsonObject()
                      .put(TO, new JsonObject().put("type", "string").put("enum", destinations)))
              .put("required", List.of(TO))
              .put("additionalProperties", false));
    }
  }

  private Toolbox(Toolbox all) {
    this.offers = all.offers;
    this.endsCalls = all.endsCalls;
    this.destinations = List.of();
    all.offered.stream().filter(tool -> !tool.getName().equals(TRANSFER)).forEach(offered::add);
  }

  /** The same, for a line on which nobody can be put through. */
  public Toolbox withoutTransfer() {
    return destinations.isEmpty() ? this : new Toolbox(this);
  }

  private void offer(String name, String description, JsonObject parameters) {
    offered.add(
        dev.parley.proto.v1.Tool.newBuilder()
            .setName(name)
            .setDescription(description)
            .setParametersJson(parameters.encode())
            .build());
  }

  /** Empty unless that calls {@link #HANG_UP} or {@link #TRANSFER} rightly, and this is offered. */
  public Optional<End> end(String name, String argumentsJson) {
    if (endsCalls && name.equals(HANG_UP)) {
      return Optional.of(new End(null));
    }
    if (!transfers(name)) {
      return Optional.empty();
    }
    try {
      return destinations.stream()
          .filter(arguments(argumentsJson).getString(TO, "")::equals)
          .findFirst()
          .map(End::new);
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static JsonObject arguments(String json) {
    return new JsonObject(json.isBlank() ? "{}" : json);
  }

  private boolean transfers(String name) {
    return !destinations.isEmpty() && name.equals(TRANSFER);
  }

  public static Toolbox empty() {
    return new Toolbox(List.of());
  }

  /**
   * The tools on the class path that were named.
   *
   * @param names separated by commas; empty = none
   * @param destinations names of whom callers may be put through to
   * @throws UserError when one isn't there
   */
  public static Toolbox named(String names, List<String> destinations) {
    Map<String, Tool> found = new TreeMap<>();
    ServiceLoader.load(Tool.class).forEach(tool -> found.put(tool.name(), tool));
    List<Tool> chosen = new ArrayList<>();
    boolean hangsUp = false;
    boolean transfers = false;
    for (String name : names.split("[,\\s]+")) {
      if (name.equals(HANG_UP)) {
        hangsUp = true;
      } else if (name.equals(TRANSFER)) {
        if (destinations.isEmpty()) {
          throw new UserError("gateway.tools: transfer needs gateway.transfer-to");
        }
        transfers = true;
      } else if (!name.isEmpty()) {
        Tool tool = found.get(name);
        if (tool == null) {
          throw new UserError(
              "gateway.tools: there is no tool '"
                  + name
                  + "'; there are "
                  + HANG_UP
                  + ", "
                  + TRANSFER
                  + " and "
                  + found.keySet());
        }
        chosen.add(tool);
      }
    }
    return new Toolbox(chosen, hangsUp, transfers ? destinations : List.of());
  }

  /** For the model. */
  public List<dev.parley.proto.v1.Tool> offered() {
    return List.copyOf(offered);
  }

  /** Never fails: what the model is told. */
  public Future<String> run(String name, String argumentsJson, Tool.Caller caller) {
    Offer offer = offers.get(name);
    if (transfers(name)) {
      line(caller, name).log("called with arguments that don't fit");
      return Future.succeededFuture(BAD_ARGUMENTS);
    }
    if (offer == null) {
      line(caller).log("the model called a tool that isn't offered");
      return Future.succeededFuture(UNKNOWN);
    }
    JsonObject arguments;
    try {
      arguments = arguments(argumentsJson);
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
