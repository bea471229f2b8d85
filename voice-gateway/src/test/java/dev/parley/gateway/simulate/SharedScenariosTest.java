package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.gateway.SharedFiles;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.simulate.EarTrack.Stretch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The scenarios beside the project, checked the way their own script checks them; skipped where
 * they are absent.
 */
class SharedScenariosTest {
  private static final long RAMP_MILLIS = 20;

  @TestFactory
  Stream<DynamicTest> everySharedScenarioHolds() throws IOException {
    Path folder = SharedFiles.at("scenarios");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
    assertFalse(files.isEmpty(), "no scenarios in " + folder);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> holds(file)));
  }

  private static void holds(Path file) throws IOException {
    JsonObject json = new JsonObject(Files.readString(file));
    Result result = Simulation.run(Scenario.read(file), TurnRules.standard());
    List<String> missed = new Check(json.getJsonObject("expect"), result).missed();
    assertEquals(List.of(), missed, () -> ScenariosTest.told(missed, result));
  }

  /** One scenario's {@code expect}; mutable, used once. */
  private static final class Check {
    private final JsonObject expected;
    private final Result result;
    private final List<Result.BotAudio> answers;
    private final List<String> missed = new ArrayList<>();

    Check(JsonObject expected, Result result) {
      this.expected = expected;
      this.result = result;
      this.answers = result.botAudio().stream().filter(a -> !isDisclosure(a)).toList();
    }

    private static boolean isDisclosure(Result.BotAudio audio) {
      return audio.text().equals("[disclosure]");
    }

    List<String> missed() {
      answers();
      silentAndQuiet();
      same("user_turns", result.userTurns().stream().map(Result.UserTurn::text).toList());
      same("tool_calls", result.toolRuns().stream().map(Result.ToolRun::name).toList());
      same("context_roles", result.context().stream().map(Result.Said::role).toList());
      modelCalls();
      for (Object words : array("context_has_not")) {
        need(
            result.context().stream().noneMatch(l -> l.text().contains(words.toString())),
            "the context contains " + words);
      }
      disclosure();
      latency();
      need(
          result.scenario().canPause() || result.sentAheadMaxMillis() <= 200,
          "sent " + result.sentAheadMaxMillis() + " ms ahead");
      return missed;
    }

    private void answers() {
      if (!expected.containsKey("answers")) {
        return;
      }
      JsonArray all = array("answers");
      need(all.size() == answers.size(), answers.size() + " answers, expected " + all.size());
      for (int i = 0; i < Math.min(all.size(), answers.size()); i++) {
        answer("answer " + i, all.getJsonObject(i), answers.get(i));
      }
    }

    private void answer(String name, JsonObject x, Result.BotAudio a) {
      atMost(name + " starts", x.getLong("starts_by"), a.start());
      atLeast(name + " starts", x.getLong("starts_after"), a.start());
      atMost(name + " ends", x.getLong("ends_by"), a.end());
      long gap = a.gaps().stream().mapToLong(Stretch::millis).sum();
      atMost(name + "'s silence", x.getLong("gap_max"), gap);
      Boolean complete = x.getBoolean("complete");
      if (complete != null) {
        need(complete != a.interrupted(), name + " interrupted: " + a.interrupted());
        need(
            !complete || a.heardText().strip().equals(a.text().strip()),
            name + ": heard only " + a.heardText());
      }
      JsonArray words = x.getJsonArray("heard_words");
      if (words != null) {
        long heard = a.heardText().isBlank() ? 0 : a.heardText().strip().split("\\s+").length;
        atLeast(name + "'s heard words", words.getLong(0), heard);
        atMost(name + "'s heard words", words.getLong(1), heard);
      }
      String text = x.getString("text");
      need(text == null || text.equals(a.text().strip()), name + " is " + a.text());
    }

    private void silentAndQuiet() {
      for (int i = 0; i < array("silent").size(); i++) {
        JsonArray range = array("silent").getJsonArray(i);
        for (Result.BotAudio a : result.botAudio()) {
          for (Stretch part : parts(a)) {
            long overlap =
                Math.min(part.end(), range.getLong(1)) - Math.max(part.start(), range.getLong(0));
            need(overlap <= RAMP_MILLIS, "audible in " + range + ": " + part);
          }
        }
      }
      for (int i = 0; i < array("quiet_by").size(); i++) {
        long at = array("quiet_by").getLong(i);
        boolean audible =
            result.botAudio().stream().flatMap(a -> parts(a).stream()).anyMatch(p -> has(p, at));
        boolean low = result.lowered().stream().anyMatch(p -> has(p, at));
        need(!audible || low, "at full voice at " + at);
      }
    }

    private static boolean has(Stretch part, long at) {
      return part.start() <= at && at < part.end();
    }

    private static List<Stretch> parts(Result.BotAudio a) {
      List<Stretch> parts = new ArrayList<>();
      long from = a.start();
      for (Stretch gap : a.gaps()) {
        parts.add(new Stretch(from, gap.start()));
        from = gap.end();
      }
      parts.add(new Stretch(from, a.end()));
      return parts;
    }

    private void modelCalls() {
      atMost("model calls", expected.getLong("llm_calls_max"), result.modelCalls().size());
      String last = expected.getString("last_llm_user");
      if (last != null) {
        need(
            !result.modelCalls().isEmpty() && result.modelCalls().getLast().lastUser().equals(last),
            "model calls are " + result.modelCalls());
      }
    }

    private void disclosure() {
      Long least = expected.getLong("disclosure_heard");
      if (least == null) {
        return;
      }
      List<Result.BotAudio> said = result.botAudio().stream().filter(Check::isDisclosure).toList();
      long firstAnswer =
          answers.stream().mapToLong(Result.BotAudio::start).min().orElse(Long.MAX_VALUE);
      need(
          !said.isEmpty() && said.getLast().end() <= firstAnswer,
          "the disclosure is not the first that was heard");
      long heard =
          said.stream()
              .mapToLong(a -> parts(a).stream().mapToLong(Stretch::millis).sum())
              .max()
              .orElse(0);
      atLeast("the disclosure's length", least, heard);
    }

    private void latency() {
      for (Result.Latency l : result.latency()) {
        long sum = l.segments().stream().mapToLong(Result.Segment::millis).sum();
        need(sum == l.gapMillis(), "segments sum to " + sum + ", gap " + l.gapMillis());
        need(l.segments().stream().allMatch(s -> s.millis() >= 0), "negative segment in " + l);
      }
      Long turns = expected.getLong("latency_turns");
      atLeast("latency records", turns, result.latency().size());
    }

    private void same(String field, List<String> found) {
      if (expected.containsKey(field)) {
        need(new JsonArray(found).equals(array(field)), field + " are " + found);
      }
    }

    private JsonArray array(String field) {
      return Objects.requireNonNullElseGet(expected.getJsonArray(field), JsonArray::new);
    }

    private void atMost(String what, @Nullable Long most, long found) {
      need(most == null || found <= most, what + ": " + found + ", at most " + most);
    }

    private void atLeast(String what, @Nullable Long least, long found) {
      need(least == null || found >= least, what + ": " + found + ", at least " + least);
    }

    private void need(boolean holds, String otherwise) {
      if (!holds) {
        missed.add(otherwise);
      }
    }
  }
}
