package dev.parley.gateway.simulate;

import dev.parley.gateway.simulate.Scenario.OverlapVerdict;
import dev.parley.gateway.simulate.Scenario.Reply;
import dev.parley.gateway.simulate.Scenario.Speech;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random conversations. Each word of the caller is said once in a conversation, so that it can be
 * followed; each runs on for a minute after the last sound, so that all is decided at its end.
 */
final class RandomScenarios {
  private static final long REST_MILLIS = 60_000;
  private static final int SHORTEST_WORD_MILLIS = 80;

  /** Something the caller says; the gap is the silence before it. */
  private record Said(
      int gap, int length, int words, int sttDelay, int endOfTurn, List<OverlapVerdict> curve) {}

  private record TypedText(int at, int words) {}

  /** toolMillis 0 = no tool. */
  private record Answer(int words, int firstToken, int duration, int toolMillis, boolean fails) {}

  private record World(boolean canPause, int disclosure, int firstByte, int perChar) {}

  private RandomScenarios() {}

  static Arbitrary<Scenario> any() {
    return Combinators.combine(
            said().list().ofMinSize(1).ofMaxSize(6),
            typed().list().ofMaxSize(2),
            answer().list().ofMinSize(1).ofMaxSize(5),
            world())
        .as(RandomScenarios::scenario);
  }

  private static Arbitrary<Integer> between(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform())
        .shrinkTowards(least);
  }

  private static Arbitrary<Said> said() {
    Arbitrary<Integer> gap =
        Arbitraries.frequencyOf(
            Tuple.of(4, between(20, 900)),
            Tuple.of(4, between(900, 3_500)),
            Tuple.of(1, between(3_500, 12_000)));
    Arbitrary<Integer> length =
        Arbitraries.frequencyOf(Tuple.of(2, between(80, 700)), Tuple.of(3, between(700, 3_000)));
    Arbitrary<Integer> words =
        Arbitraries.frequencyOf(Tuple.of(1, between(0, 0)), Tuple.of(4, between(1, 6)));
    Arbitrary<Integer> delay =
        Arbitraries.frequencyOf(Tuple.of(3, between(0, 400)), Tuple.of(1, between(400, 1_500)));
    return Combinators.combine(gap, length, words, delay, between(0, 100), curve()).as(Said::new);
  }

  private static Arbitrary<List<OverlapVerdict>> curve() {
    Arbitrary<OverlapVerdict> verdict =
        Combinators.combine(between(60, 1_500), between(0, 100))
            .as((at, percent) -> new OverlapVerdict(at, percent / 100.0));
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(List.of(meant(), backchannel(), noise()))),
        Tuple.of(
            1,
            verdict
                .list()
                .ofMaxSize(4)
                .map(
                    all ->
                        all.stream()
                            .sorted(Comparator.comparingLong(OverlapVerdict::atMillis))
                            .toList())));
  }

  private static List<OverlapVerdict> meant() {
    return List.of(new OverlapVerdict(200, 0.6), new OverlapVerdict(500, 0.92));
  }

  private static List<OverlapVerdict> backchannel() {
    return List.of(new OverlapVerdict(200, 0.45), new OverlapVerdict(500, 0.08));
  }

  private static List<OverlapVerdict> noise() {
    return List.of(new OverlapVerdict(200, 0.4), new OverlapVerdict(500, 0.04));
  }

  private static Arbitrary<TypedText> typed() {
    return Combinators.combine(between(0, 20_000), between(1, 3)).as(TypedText::new);
  }

  private static Arbitrary<Answer> answer() {
    Arbitrary<Integer> words =
        Arbitraries.frequencyOf(Tuple.of(1, between(0, 0)), Tuple.of(9, between(1, 30)));
    Arbitrary<Integer> firstToken =
        Arbitraries.frequencyOf(Tuple.of(9, between(0, 1_500)), Tuple.of(1, between(1_500, 8_000)));
    Arbitrary<Integer> duration =
        Arbitraries.frequencyOf(Tuple.of(9, between(0, 3_000)), Tuple.of(1, between(3_000, 9_000)));
    Arbitrary<Integer> tool =
        Arbitraries.frequencyOf(
            Tuple.of(3, between(0, 0)),
            Tuple.of(1, between(1, 2_500)),
            Tuple.of(1, between(2_500, 12_000)));
    Arbitrary<Boolean> fails = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
    return Combinators.combine(words, firstToken, duration, tool, fails).as(Answer::new);
  }

  private static Arbitrary<World> world() {
    Arbitrary<Integer> disclosure =
        Arbitraries.frequencyOf(Tuple.of(2, between(0, 0)), Tuple.of(1, between(500, 5_000)));
    Arbitrary<Integer> firstByte =
        Arbitraries.frequencyOf(Tuple.of(9, between(0, 800)), Tuple.of(1, between(3_000, 5_000)));
    return Combinators.combine(Arbitraries.of(true, false), disclosure, firstByte, between(20, 80))
        .as(World::new);
  }

  private static Scenario scenario(
      List<Said> said, List<TypedText> typed, List<Answer> answers, World world) {
    List<UserUtterance> user = new ArrayList<>();
    Words words = new Words();
    long at = 0;
    for (Said s : said) {
      long start = at + s.gap();
      at = start + s.length();
      String text = words.next(Math.min(s.words(), s.length() / SHORTEST_WORD_MILLIS));
      user.add(
          new UserUtterance(
              start, at, text, false, s.sttDelay(), s.endOfTurn() / 100.0, s.curve()));
    }
    for (TypedText t : typed) {
      user.add(new UserUtterance(t.at(), t.at(), words.next(t.words()), true, 0, 1, List.of()));
      at = Math.max(at, t.at());
    }
    user.sort(Comparator.comparingLong(UserUtterance::startMillis));
    return new Scenario(
        "random",
        "",
        world.canPause(),
        world.disclosure(),
        user,
        replies(user, answers),
        new Speech(world.firstByte(), world.perChar()),
        at + REST_MILLIS);
  }

  /** An answer of its own to whatever of the caller's words may make a turn together. */
  private static List<Reply> replies(List<UserUtterance> user, List<Answer> answers) {
    List<String> texts = user.stream().map(UserUtterance::text).filter(t -> !t.isEmpty()).toList();
    List<Reply> replies = new ArrayList<>();
    for (int from = 0; from < texts.size(); from++) {
      for (int to = from + 1; to <= texts.size(); to++) {
        int number = replies.size();
        Answer a = answers.get(number % answers.size());
        replies.add(
            new Reply(
                String.join(" ", texts.subList(from, to)),
                content(number, a.words()),
                a.firstToken(),
                a.duration(),
                a.toolMillis() == 0 ? "" : "tool" + number,
                a.toolMillis(),
                a.fails()));
      }
    }
    return replies;
  }

  private static String content(int number, int words) {
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < words; i++) {
      String stop = i == words - 1 || i % 7 == 6 ? "." : i % 4 == 3 ? "," : "";
      content.append(i == 0 ? "" : " ").append("answer").append(number).append(stop);
    }
    return content.toString();
  }

  /** w1, w2, w3, ... */
  private static final class Words {
    private int last;

    String next(int count) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        words.add("w" + ++last);
      }
      return String.join(" ", words);
    }
  }
}
