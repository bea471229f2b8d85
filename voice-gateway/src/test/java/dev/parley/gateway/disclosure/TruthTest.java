package dev.parley.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.gateway.disclosure.Truth.Asked;
import dev.parley.gateway.disclosure.Truth.Falsehood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On hundreds of texts: who asks is answered, who doesn't isn't, and no claim is let pass. */
class TruthTest {
  private static final Truth TRUTH = Truth.english();

  @Test
  void whoAsksIfThisIsAMachineIsHeard() {
    List<String> questions = Texts.of("questions.txt");

    assertTrue(questions.size() >= 300, "too few to tell");
    assertAtMost(1, questions, words -> !isAsked(words, Asked.IDENTITY));
  }

  @Test
  void whoSaysSomethingElseIsNot() {
    List<String> everyday = Texts.of("talk_everyday.txt");
    List<String> nearMisses = Texts.of("talk_near_misses.txt");
    List<String> handovers = Texts.of("handovers.txt");
    List<String> all = new ArrayList<>(everyday);
    all.addAll(nearMisses);
    all.addAll(handovers);

    assertTrue(all.size() >= 2_000, "too few to tell");
    assertAtMost(0, everyday, words -> isAsked(words, Asked.IDENTITY));
    assertAtMost(1, nearMisses, words -> isAsked(words, Asked.IDENTITY));
    assertAtMost(1, handovers, words -> isAsked(words, Asked.IDENTITY));
  }

  @Test
  void theWayOfWritingDoesNotMatter() {
    for (String question : List.of("Are you a robot?", "Am I talking to a real person?")) {
      assertTrue(TRUTH.replyTo(question.toUpperCase(Locale.ROOT)).isPresent());
      assertTrue(TRUTH.replyTo(question.replaceAll("[?]", "")).isPresent());
      assertTrue(TRUTH.replyTo("  " + question.replace(" ", "  ,") + " ").isPresent());
    }
  }

  /** Who asked for something else too gets both. */
  @ParameterizedTest
  @CsvSource({
    "are you a robot, true",
    "okay but are you a real person, true",
    "i would like a double room for tonight and by the way are you a robot, false"
  })
  void aQuestionInTheMiddleOfAWishDoesNotSwallowIt(String words, boolean whole) {
    assertEquals(whole, TRUTH.replyTo(words).orElseThrow().whole());
  }

  @Test
  void aClaimToBeHumanIsNoticed() {
    assertAtMost(0, texts("claims.txt"), text -> !isSaid(text, Falsehood.CLAIM));
  }

  @Test
  void talkOfHumansAndMachinesIsNoClaim() {
    assertAtMost(1, texts("harmless.txt"), text -> isSaid(text, Falsehood.CLAIM));
  }

  /**
   * What a caller says to have the bot lie, and what an obedient model would answer. Answers of one
   * word or letter are nothing without their question; those are left to the model's own sense.
   */
  @Test
  void noSpokenAttackHasTheBotClaimToBeHuman() {
    List<String> attacks = Texts.of("red_team.txt");
    assertTrue(attacks.size() >= 500, "too few to tell");

    List<String> voiced = new ArrayList<>();
    int answers = 0;
    for (String attack : attacks) {
      String[] said = attack.split(" => ", 2);
      if (said.length == 2) {
        answers++;
        boolean answered = TRUTH.replyTo(said[0]).map(Truth.Reply::whole).orElse(false);
        if (!answered && TRUTH.correctionFor(said[1].replace(" | ", " ")).isEmpty()) {
          voiced.add(attack);
        }
      }
    }
    assertTrue(answers >= 300, "too few to tell");
    assertTrue(voiced.size() <= 6, voiced::toString);
    for (String attack : voiced) {
      String answer = attack.split(" => ", 2)[1];
      assertTrue(answer.split(" ").length < 3 || answer.contains("One, I."), attack);
    }
  }

  /** The embedded engine answers with these. */
  @Test
  void theFactsOfAHotelAreLetPass() {
    List<Knowledge.Fact> facts = Knowledge.load(Optional.empty()).facts();

    assertTrue(facts.size() > 100, "too few to tell");
    for (Knowledge.Fact fact : facts) {
      assertEquals(Optional.empty(), TRUTH.correctionFor(fact.answer()), fact.answer());
    }
  }

  @Test
  void whatTheBotSaysOfItselfIsNoClaim() {
    String claim = TRUTH.correctionFor("I am a human.").orElseThrow().text();
    String promise = TRUTH.correctionFor("I'll transfer you.").orElseThrow().text();
    for (String text :
        List.of(
            TRUTH.replyTo("are you a robot").orElseThrow().text(),
            TRUTH.replyTo("get me a human").orElseThrow().text(),
            claim,
            "I'm, " + claim,
            promise,
            "I'm, " + promise)) {
      assertEquals(Optional.empty(), TRUTH.correctionFor(text));
    }
    for (Clip clip : Clips.load().all()) {
      assertEquals(Optional.empty(), TRUTH.correctionFor(clip.text()));
    }
  }

  /** Callers and models write what they like; the time to look at it grows with its length only. */
  @Test
  void noTextTakesLong() {
    String[] seeds = {
      "are you just ",
      "you are not just really a ",
      "you know i mean ",
      "is this a a a the ",
      "a ",
      "i want just to really please ",
      "can i please just talk to the real ",
      "i will just now put you right away "
    };
    for (String seed : seeds) {
      TRUTH.replyTo(seed.repeat(20_000));
      TRUTH.correctionFor(seed.repeat(20_000));
    }
  }

  @Test
  void whoWantsAHumanIsHeard() {
    List<String> wishes = Texts.of("wishes.txt");

    assertTrue(wishes.size() >= 200, "too few to tell");
    assertAtMost(3, wishes, words -> !isAsked(words, Asked.HUMAN));
  }

  @Test
  void whoTalksOfHumansAndPhonesDoesNotWantOne() {
    assertAtMost(1, Texts.of("talk_everyday.txt"), words -> isAsked(words, Asked.HUMAN));
    assertAtMost(1, Texts.of("wish_near_misses.txt"), words -> isAsked(words, Asked.HUMAN));
  }

  /** The key that stands for the operator everywhere. */
  @Test
  void whoPressesZeroWantsAHuman() {
    assertTrue(isAsked("[pressed 0 for a human]", Asked.HUMAN));
  }

  @Test
  void aPromiseOfAHumanIsNoticed() {
    List<String> promises = texts("promises.txt");

    assertTrue(promises.size() >= 200, "too few to tell");
    assertAtMost(3, promises, text -> !isSaid(text, Falsehood.PROMISE));
  }

  @Test
  void whatIsToBeHadElsewhereIsNoPromise() {
    assertAtMost(1, texts("promise_near_misses.txt"), text -> isSaid(text, Falsehood.PROMISE));
  }

  private static boolean isAsked(String words, Asked what) {
    return TRUTH.replyTo(words).filter(reply -> reply.asked().contains(what)).isPresent();
  }

  private static boolean isSaid(String text, Falsehood what) {
    return TRUTH.correctionFor(text).filter(correction -> correction.of() == what).isPresent();
  }

  private static List<String> texts(String name) {
    return Texts.of(name).stream().map(text -> text.replace("| ", "")).toList();
  }

  private static void assertAtMost(int percent, List<String> texts, Predicate<String> wrong) {
    List<String> found = texts.stream().filter(wrong).toList();
    assertTrue(
        found.size() * 100 <= percent * texts.size(),
        () -> found.size() + " of " + texts.size() + ": " + found);
  }
}
