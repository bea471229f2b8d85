package dev.parley.llm.concierge;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.knowledge.Knowledge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures retrieval on questions that are not in the knowledge. The odd half set the thresholds,
 * the even half is only measured. {@code -Dparley.retrieval.verbose=true} prints the misses of the
 * odd half.
 */
class RetrievalQualityTest {
  private static final boolean VERBOSE = Boolean.getBoolean("parley.retrieval.verbose");
  private static final FactIndex INDEX = new FactIndex(Knowledge.load(Optional.empty()));
  private static final Retrieval RETRIEVAL = new Retrieval(INDEX);

  private record Score(int right, int askedRight, int wrong, int noIdea, int all) {
    String describe(String what) {
      return String.format(
          Locale.ROOT,
          "%s: %d questions, answered right %.1f %%, asked back with the right one %.1f %%,"
              + " wrong %.1f %%, no idea %.1f %%",
          what,
          all,
          percent(right),
          percent(askedRight),
          percent(wrong),
          percent(noIdea));
    }

    double percent(int n) {
      return 100.0 * n / all;
    }
  }

  @Test
  void paraphrasesAreAnsweredRightOrAskedBack() throws IOException {
    List<String> lines = lines("paraphrases.tsv");
    System.out.println(
        inDomain(half(lines, 0), VERBOSE).describe("in-domain, odd (set the thresholds)"));
    Score measured = inDomain(half(lines, 1), false);
    System.out.println(measured.describe("in-domain, even (held out)"));
    assertAll(
        () -> assertTrue(measured.percent(measured.right()) >= 75, measured.toString()),
        () ->
            assertTrue(
                measured.percent(measured.right() + measured.askedRight()) >= 85,
                measured.toString()),
        () -> assertTrue(measured.percent(measured.wrong()) <= 12, measured.toString()));
  }

  @Test
  void whatTheKnowledgeDoesNotHoldIsRarelyAnswered() throws IOException {
    List<String> lines = lines("out-of-domain.txt");
    for (int half = 0; half < 2; half++) {
      int sure = 0;
      int unsure = 0;
      List<String> questions = half(lines, half);
      for (String question : questions) {
        Verdict verdict = RETRIEVAL.find(Spoken.clean(question));
        sure += verdict instanceof Verdict.Sure ? 1 : 0;
        unsure += verdict instanceof Verdict.Unsure ? 1 : 0;
        if (VERBOSE && half == 0 && !(verdict instanceof Verdict.NoIdea)) {
          System.out.println("  " + question + " -> " + name(verdict));
        }
      }
      double answered = 100.0 * sure / questions.size();
      System.out.printf(
          Locale.ROOT,
          "out-of-domain, %s: %d questions, answered %.1f %%, asked back %.1f %%%n",
          half == 0 ? "odd" : "even (held out)",
          questions.size(),
          answered,
          100.0 * unsure / questions.size());
      assertTrue(answered <= 5, "answered " + answered + " %");
    }
  }

  @Test
  void everyQuestionOfTheKnowledgeFindsItsOwnFact() {
    Knowledge knowledge = Knowledge.load(Optional.empty());
    List<String> lost = new ArrayList<>();
    for (Knowledge.Fact fact : knowledge.facts()) {
      for (String question : fact.questions()) {
        String said = question.replaceAll("\\{(number|hour)}", "three").replaceAll("\\{.*?}", "");
        Verdict verdict = RETRIEVAL.find(said);
        if (!names(verdict).contains(fact.id())) {
          lost.add(question + " -> " + name(verdict));
        }
      }
    }
    int all = knowledge.facts().stream().mapToInt(f -> f.questions().size()).sum();
    assertTrue(lost.size() <= all / 50, lost.size() + " of " + all + ": " + lost);
  }

  private static Score inDomain(List<String> lines, boolean verbose) {
    int right = 0;
    int askedRight = 0;
    int wrong = 0;
    int noIdea = 0;
    for (String line : lines) {
      String[] parts = line.split("\t");
      List<String> expected = List.of(parts[1].split(","));
      Verdict verdict = RETRIEVAL.find(Spoken.clean(parts[0]));
      boolean hit = names(verdict).stream().anyMatch(expected::contains);
      switch (verdict) {
        case Verdict.Sure sure -> {
          right += hit ? 1 : 0;
          wrong += hit ? 0 : 1;
        }
        case Verdict.Unsure unsure -> {
          askedRight += hit ? 1 : 0;
          wrong += hit ? 0 : 1;
        }
        case Verdict.NoIdea none -> noIdea++;
      }
      if (verbose && !(hit && verdict instanceof Verdict.Sure)) {
        System.out.println("  " + parts[0] + " -> " + name(verdict) + ", expected " + expected);
      }
    }
    return new Score(right, askedRight, wrong, noIdea, lines.size());
  }

  private static List<String> names(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Sure sure -> List.of(sure.fact().id());
      case Verdict.Unsure unsure -> unsure.facts().stream().map(Knowledge.Fact::id).toList();
      case Verdict.NoIdea none -> List.of();
    };
  }

  private static String name(Verdict verdict) {
    return verdict.getClass().getSimpleName() + names(verdict);
  }

  private static List<String> half(List<String> lines, int which) {
    return IntStream.range(0, lines.size())
        .filter(i -> i % 2 == which)
        .mapToObj(lines::get)
        .toList();
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RetrievalQualityTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    }
  }
}
