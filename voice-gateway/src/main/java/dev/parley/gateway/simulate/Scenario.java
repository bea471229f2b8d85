package dev.parley.gateway.simulate;

import dev.parley.adapter.UserError;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scripted conversation; all times are ms since the call's first audio.
 *
 * @param why what it shows
 * @param canPause false: a phone stream, which can only drop what it was sent
 * @param disclosureMillis length of the spoken disclosure; 0 = it is over when the scenario begins
 * @param untilMillis when the run ends
 */
public record Scenario(
    String name,
    String why,
    boolean canPause,
    long disclosureMillis,
    List<UserUtterance> user,
    List<Reply> replies,
    Speech speech,
    long untilMillis) {

  private static final long MAX_MILLIS = 3_600_000;
  private static final long MAX_DELAY_MILLIS = 600_000;

  /** The classifier's word on a sound, so many ms after its onset. */
  public record OverlapVerdict(long atMillis, double interruption) {}

  /**
   * Something the caller does.
   *
   * @param sttDelayMillis how late the recogniser is
   * @param endOfTurn the classifier's probability that the turn is over at its end
   */
  public record UserUtterance(
      long startMillis,
      long endMillis,
      String text,
      boolean typed,
      long sttDelayMillis,
      double endOfTurn,
      List<OverlapVerdict> verdicts) {}

  /**
   * What the model answers to an input.
   *
   * @param firstTokenMillis time to the first word
   * @param durationMillis from the first word to the end
   * @param tool name of the tool it calls first; empty = none
   * @param fails whether the hop fails instead
   */
  public record Reply(
      String input,
      String content,
      long firstTokenMillis,
      long durationMillis,
      String tool,
      long toolMillis,
      boolean fails) {}

  /** How clauses become sound. */
  public record Speech(long firstByteMillis, long millisPerChar) {}

  public Scenario {
    user = List.copyOf(user);
    replies = List.copyOf(replies);
  }

  /**
   * @throws UserError saying what is wrong, and where
   */
  public static Scenario read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UserError("cannot read the scenario " + file + " (" + e.getMessage() + ")", e);
    } catch (DecodeException e) {
      throw new UserError(file + " is not JSON: " + firstLine(e), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  static Scenario parse(String json) {
    JsonObject all = new JsonObject(json);
    String transport = text(all, "", "transport", "pausable");
    if (!transport.equals("pausable") && !transport.equals("clear_only")) {
      throw new IllegalArgumentException(
          "transport: expected pausable or clear_only, found '" + transport + "'");
    }
    List<UserUtterance> user = new ArrayList<>();
    for (JsonObject u : objects(all, "user")) {
      user.add(utterance(u, "user[" + user.size() + "]."));
    }
    List<Reply> replies = new ArrayList<>();
    for (JsonObject r : objects(all, "llm")) {
      replies.add(reply(r, "llm[" + replies.size() + "]."));
    }
    JsonObject tts = object(all, "tts");
    return new Scenario(
        required(text(all, "", "name", ""), "name"),
        text(all, "", "why", ""),
        transport.equals("pausable"),
        millis(all, "", "disclosure", 0, MAX_DELAY_MILLIS),
        user,
        replies,
        new Speech(
            millis(tts, "tts.", "ttfb", 200, MAX_DELAY_MILLIS),
            millis(tts, "tts.", "ms_per_char", 60, 1_000)),
        millis(all, "", "until", 20_000, MAX_MILLIS));
  }

  private static UserUtterance utterance(JsonObject u, String at) {
    long start = millis(u, at, "start", -1, MAX_MILLIS);
    if (start < 0) {
      throw new IllegalArgumentException(
          at + "start: expected ms since the call began, found none");
    }
    long end = millis(u, at, "end", start, MAX_MILLIS);
    if (end < start) {
      throw new IllegalArgumentException(
          at + "end: expected at least start, found " + start + " to " + end);
    }
    String kind = text(u, at, "class", "turn");
    JsonArray listed = value(u, at, "verdicts", JsonArray.class, "[[ms, p], ...]");
    List<OverlapVerdict> verdicts = new ArrayList<>();
    if (listed == null) {
      verdicts.addAll(verdictsOf(kind, at));
    } else {
      for (Object pair : listed) {
        verdicts.add(verdict(pair, at + "verdicts"));
      }
    }
    Number eot = value(u, at, "eot", Number.class, "a probability");
    return new UserUtterance(
        start,
        end,
        text(u, at, "text", ""),
        flag(u, at, "typed"),
        millis(u, at, "stt_delay", 200, MAX_DELAY_MILLIS),
        eot == null ? 0.95 : probability(eot.doubleValue(), at + "eot"),
        verdicts);
  }

  private static OverlapVerdict verdict(@Nullable Object pair, String at) {
    if (pair instanceof JsonArray p
        && p.size() == 2
        && p.getValue(0) instanceof Number millis
        && millis.longValue() >= 0
        && p.getValue(1) instanceof Number interruption) {
      return new OverlapVerdict(millis.longValue(), probability(interruption.doubleValue(), at));
    }
    throw new IllegalArgumentException(
        at + ": expected [[ms, p], ...], found " + Json.encode(pair));
  }

  private static List<OverlapVerdict> verdictsOf(String kind, String at) {
    return switch (kind) {
      case "interrupt" -> List.of(new OverlapVerdict(200, 0.6), new OverlapVerdict(500, 0.92));
      case "backchannel" -> List.of(new OverlapVerdict(200, 0.45), new OverlapVerdict(500, 0.08));
      case "noise" -> List.of(new OverlapVerdict(200, 0.4), new OverlapVerdict(500, 0.04));
      case "turn" -> List.of(new OverlapVerdict(200, 0.6), new OverlapVerdict(500, 0.9));
      default ->
          throw new IllegalArgumentException(
              at + "class: expected interrupt, backchannel, noise or turn, found '" + kind + "'");
    };
  }

  private static Reply reply(JsonObject r, String at) {
    return new Reply(
        text(r, at, "input", ""),
        text(r, at, "content", ""),
        millis(r, at, "ttft", 100, MAX_DELAY_MILLIS),
        millis(r, at, "duration", 300, MAX_DELAY_MILLIS),
        text(r, at, "tool", ""),
        millis(r, at, "tool_ms", 200, MAX_DELAY_MILLIS),
        flag(r, at, "fail"));
  }

  private static String required(String text, String field) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + ": expected a text, found none");
    }
    return text;
  }

  private static String text(JsonObject of, String at, String field, String otherwise) {
    String value = value(of, at, field, String.class, "a text");
    return value == null ? otherwise : value;
  }

  private static boolean flag(JsonObject of, String at, String field) {
    return Boolean.TRUE.equals(value(of, at, field, Boolean.class, "true or false"));
  }

  private static long millis(JsonObject of, String at, String field, long otherwise, long longest) {
    String kind = "0 to " + longest + " ms";
    Number value = value(of, at, field, Number.class, kind);
    if (value == null) {
      return otherwise;
    }
    if (value.longValue() < 0 || value.longValue() > longest) {
      throw new IllegalArgumentException(at + field + ": expected " + kind + ", found " + value);
    }
    return value.longValue();
  }

  private static double probability(double value, String at) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(at + ": expected a probability, found " + value);
    }
    return value;
  }

  private static JsonObject object(JsonObject of, String field) {
    JsonObject value = value(of, "", field, JsonObject.class, "an object");
    return value == null ? new JsonObject() : value;
  }

  private static List<JsonObject> objects(JsonObject of, String field) {
    JsonArray listed = value(of, "", field, JsonArray.class, "a list of objects");
    List<JsonObject> all = new ArrayList<>();
    for (Object o : listed == null ? new JsonArray() : listed) {
      if (!(o instanceof JsonObject one)) {
        throw new IllegalArgumentException(
            field + "[" + all.size() + "]: expected an object, found " + Json.encode(o));
      }
      all.add(one);
    }
    return all;
  }

  private static <T> @Nullable T value(
      JsonObject of, String at, String field, Class<T> type, String kind) {
    Object found = of.getValue(field);
    if (found == null) {
      return null;
    }
    if (!type.isInstance(found)) {
      throw new IllegalArgumentException(
          at + field + ": expected " + kind + ", found " + Json.encode(found));
    }
    return type.cast(found);
  }
}
