package dev.parley.gateway.policy;

import dev.parley.adapter.UserError;
import dev.parley.adapter.model.Sha256;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rules of one or more jurisdictions, as a file tells them.
 *
 * @param sha256 of its bytes, hex
 */
record PolicyFile(String name, String sha256, Set<String> jurisdictions, List<Rule> rules) {
  private static final Validator SCHEMA =
      Validator.create(
          JsonSchema.of(new JsonObject(text(resource("schema.json")))),
          new JsonSchemaOptions()
              .setBaseUri("parley:policy/")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Basic));

  PolicyFile {
    jurisdictions = Set.copyOf(jurisdictions);
    rules = List.copyOf(rules);
  }

  static PolicyFile own(String name) {
    return read(name, resource(name));
  }

  /**
   * @throws UserError when it doesn't fit the schema
   */
  static PolicyFile read(String name, byte[] bytes) {
    JsonObject file;
    try {
      file = new JsonObject(text(bytes));
    } catch (DecodeException e) {
      throw new UserError("the policy file " + name + " is not JSON: " + e.getMessage(), e);
    }
    OutputUnit found = SCHEMA.validate(file);
    if (!Boolean.TRUE.equals(found.getValid())) {
      throw new UserError(
          "the policy file " + name + " does not fit the schema: " + complaint(found));
    }
    List<Rule> rules = new ArrayList<>();
    for (JsonObject rule : objects(file.getJsonArray("rules"))) {
      rules.add(rule(name, rule));
    }
    Set<String> jurisdictions = new TreeSet<>();
    file.getJsonArray("jurisdictions").forEach(j -> jurisdictions.add((String) j));
    return new PolicyFile(name, Sha256.of(bytes), jurisdictions, rules);
  }

  private static Rule rule(String file, JsonObject rule) {
    return new Rule(
        file,
        rule.getString("id"),
        rule.getString("law"),
        rule.getString("says"),
        rule.getString("status"),
        rule.getString("since", ""),
        rule.getString("source"),
        rule.getString("seen").equals("text"),
        rule.getString("checked"),
        rule.getJsonObject("requires").getMap());
  }

  /** Each level complains of what is in it; the deepest says what is wrong. */
  private static String complaint(OutputUnit found) {
    List<OutputUnit> errors = found.getErrors();
    return (errors == null ? Stream.<OutputUnit>empty() : errors.stream())
        .max(
            Comparator.comparingLong(
                e -> e.getInstanceLocation().chars().filter(c -> c == '/').count()))
        .map(e -> e.getError() + " at " + e.getInstanceLocation())
        .orElse("it is something else");
  }

  /**
   * Whether it speaks of that place. A state is part of its federation, and a federation without a
   * state may be any of them.
   */
  boolean appliesIn(String place) {
    return jurisdictions.stream()
        .anyMatch(j -> j.equals(place) || place.startsWith(j + "-") || j.startsWith(place + "-"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) {
    try (InputStream in = PolicyFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new UserError("the policy file " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the policy file " + name + " can't be read", e);
    }
  }
}
