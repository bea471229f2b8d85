package dev.parley.gateway.simulate;

import dev.parley.gateway.simulate.EarTrack.Stretch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must have come of a scenario: the {@code expect} object of its file. Every field may be left
 * out; ranges are {@code [from, to]}, both allowed.
 *
 * <pre>
 *   answers    what the caller heard of each answer, in order, the disclosure left out:
 *              {text, begins: range, ends: range, whole: was all of it heard,
 *               words: range of heard words, silence: range of ms of silence inside}
 *   voice      [[ms, "full" | "low" | "silent"], ...]
 *   turns      what the caller said, turn by turn
 *   context    what the model would be told next; "..." at the end of a line = and so on
 *   asked      range of requests to the model
 *   thrown_away how many of these were for nothing
 *   tools      names of the tools that ran
 *   verdicts   what was made of sounds over the bot, step by step
 *   outcomes   of the answers
 *   gaps       range of each turn's latency, ms
 *   disclosure ms of it that were heard, before anything else
 * </pre>
 */
final class Expectation {
  private static final Set<String> FIELDS =
      Set.of(
          "answers",
          "voice",
          "turns",
          "context",
          "asked",
          "thrown_away",
          "tools",
          "verdicts",
          "outcomes",
          "gaps",
          "disclosure");
  private static final Set<String> ANSWER_FIELDS =
      Set.of("text", "begins", "ends", "whole", "words", "silence");
  private static final long MOST_AHEAD_MILLIS = 200;

  private final JsonObject expected;
  private final Result result;
  private final List<Result.BotAudio> answers;
  private final List<String> missed = new ArrayList<>();

  private Expectation(JsonObject expected, Result result) {
    this.expected = expected;
    this.result = result;
    this.answers =
        result.botAudio().stream().filter(a -> !a.text().equals(ScriptedVoice.DISCLOSURE)).toList();
  }

  /** What is not as it was expected, in words. */
  static List<String> missed(JsonObject expected, Result result) {
    return new Expectation(expected, result).missed();
  }

  private List<String> missed() {
    known("expect", expected, FIELDS);
    answers();
    voice();
    same("turns", result.userTurns().stream().map(Result.UserTurn::text).toList());
    context();
    number("asked", result.modelCalls().size());
    same("tools", result.toolRuns().stream().map(Result.ToolRun::name).toList());
    same("verdicts", result.overlaps().stream().map(Result.Overlap::verdict).toList());
    same("outcomes", outcomes());
    gaps();
    disclosure();
    if (expected.containsKey("thrown_away")) {
      long thrown = result.modelCalls().stream().filter(Result.ModelCall::discarded).count();
      check(thrown == expected.getLong("thrown_away"), thrown + " generations were for nothing");
    }
    always();
    return missed;
  }

  /** What holds for every call. */
  private void always() {
    long ahead = result.sentAheadMaxMillis();
    check(ahead <= MOST_AHEAD_MILLIS, ahead + " ms were sent ahead");
    for (Result.Latency l : result.latency()) {
      long sum = l.segments().stream().mapToLong(Result.Segment::millis).sum();
      check(sum == l.gapMillis(), "turn " + l.turn() + ": segments sum to " + sum + ", not to it");
      check(
          l.segments().stream().allMatch(s -> s.millis() >= 0),
          "turn " + l.turn() + ": a segment is negative: " + l.segments());
    }
    for (int i = 1; i < result.botAudio().size(); i++) {
      check(
          result.botAudio().get(i).start() >= result.botAudio().get(i - 1).end(),
          "two answers at once at " + result.botAudio().get(i).start());
    }
    for (Result.BotAudio a : answers) {
      check(a.text().startsWith(a.heardText()), "heard what was not said: " + a.heardText());
    }
  }

  private void answers() {
    JsonArray all = expected.getJsonArray("answers");
    if (all == null) {
      return;
    }
    check(all.size() == answers.size(), answers.size() + " answers heard, not " + all.size());
    for (int i = 0; i < Math.min(all.size(), answers.size()); i++) {
      answer("answer " + (i + 1), all.getJsonObject(i), answers.get(i));
    }
  }

  private void answer(String name, JsonObject wanted, Result.BotAudio heard) {
    known(name, wanted, ANSWER_FIELDS);
    String text = wanted.getString("text");
    if (text != null) {
      check(heard.text().strip().equals(text), name + " is \"" + heard.text() + '"');
    }
    within(name + " begins", wanted.getJsonArray("begins"), heard.start());
    within(name + " ends", wanted.getJsonArray("ends"), heard.end());
    long silence = heard.gaps().stream().mapToLong(Stretch::millis).sum();
    within(name + "'s silence", wanted.getJsonArray("silence"), silence);
    within(name + "'s heard words", wanted.getJsonArray("words"), words(heard.heardText()));
    Boolean whole = wanted.getBoolean("whole");
    if (whole != null) {
      check(
          whole == heard.heardText().equals(heard.text()),
          name + ": heard \"" + heard.heardText() + '"');
    }
  }

  private static int words(String text) {
    return text.isBlank() ? 0 : text.strip().split("\\s+").length;
  }

  private void voice() {
    for (Object o : array("voice")) {
      if (o instanceof JsonArray at) {
        String found = voiceAt(at.getLong(0));
        check(found.equals(at.getString(1)), "the voice is " + found + " at " + at.getLong(0));
      }
    }
  }

  private String voiceAt(long at) {
    boolean sounds =
        result.botAudio().stream()
            .anyMatch(
                a ->
                    a.start() <= at
                        && at < a.end()
                        && a.gaps().stream().noneMatch(gap -> contains(gap, at)));
    if (!sounds) {
      return "silent";
    }
    return result.lowered().stream().anyMatch(low -> contains(low, at)) ? "low" : "full";
  }

  private static boolean contains(Stretch stretch, long at) {
    return stretch.start() <= at && at < stretch.end();
  }

  private void context() {
    if (!expected.containsKey("context")) {
      return;
    }
    List<String> found =
        result.context().stream()
            .filter(l -> !l.text().equals(ScriptedVoice.DISCLOSURE))
            .map(l -> who(l) + l.text())
            .toList();
    JsonArray wanted = array("context");
    boolean same = wanted.size() == found.size();
    for (int i = 0; same && i < found.size(); i++) {
      String line = wanted.getString(i);
      same =
          line.endsWith("...")
              ? found.get(i).startsWith(line.substring(0, line.length() - 3))
              : found.get(i).equals(line);
    }
    check(same, "the context is " + found);
  }

  private static String who(Result.Said line) {
    return switch (line.role()) {
      case "user" -> "caller: ";
      case "assistant" -> line.interrupted() ? "bot, cut: " : "bot: ";
      default -> line.role() + ": ";
    };
  }

  private List<String> outcomes() {
    return result.answers().stream()
        .filter(a -> a.turn() > 0)
        .map(Result.AnswerEnd::outcome)
        .toList();
  }

  private void gaps() {
    if (!expected.containsKey("gaps")) {
      return;
    }
    JsonArray all = array("gaps");
    check(all.size() == result.latency().size(), result.latency().size() + " turns have latency");
    for (int i = 0; i < Math.min(all.size(), result.latency().size()); i++) {
      within("the gap", all.getJsonArray(i), result.latency().get(i).gapMillis());
    }
  }

  private void disclosure() {
    if (!expected.containsKey("disclosure")) {
      return;
    }
    List<Result.BotAudio> all = result.botAudio();
    boolean first = !all.isEmpty() && all.getFirst().text().equals(ScriptedVoice.DISCLOSURE);
    check(first, "the disclosure is not the first that was heard");
    if (first) {
      Result.BotAudio heard = all.getFirst();
      long silence = heard.gaps().stream().mapToLong(Stretch::millis).sum();
      long millis = heard.end() - heard.start() - silence;
      check(
          millis == expected.getLong("disclosure"),
          "the disclosure was heard for " + millis + " ms");
    }
  }

  private void same(String field, List<String> found) {
    if (expected.containsKey(field)) {
      check(new JsonArray(found).equals(array(field)), field + " are " + found);
    }
  }

  private void number(String field, long found) {
    within(field, expected.getJsonArray(field), found);
  }

  private void within(String what, @Nullable JsonArray range, long found) {
    if (range != null) {
      check(
          found >= range.getLong(0) && found <= range.getLong(1),
          what + ": " + found + ", expected " + range.encode());
    }
  }

  private JsonArray array(String field) {
    return expected.getJsonArray(field, new JsonArray());
  }

  private void known(String where, JsonObject object, Set<String> fields) {
    Set<String> unknown = new TreeSet<>(object.fieldNames());
    unknown.removeAll(fields);
    check(unknown.isEmpty(), where + " has fields that nobody checks: " + unknown);
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      missed.add(otherwise);
    }
  }
}
