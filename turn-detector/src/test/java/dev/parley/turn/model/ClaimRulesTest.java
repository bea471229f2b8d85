package dev.parley.turn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimRulesTest {
  private static final String ASKED = "Thank you. Which day suits you best?";
  private static final String ASKING = "Thank you. Which day suits";
  private static final String TOLD = "Which day suits you? I have Monday.";

  @ParameterizedTest
  @ValueSource(strings = {"stop", "wait wait", "no no hold on", "Excuse me,", "okay stop it"})
  void stopWordsClaimTheTurn(String said) {
    assertTrue(leastClaim(TOLD, said) > 0.9);
  }

  @Test
  void aStopWordDeepInASentenceSaysNothing() {
    assertEquals(0, leastClaim(TOLD, "yeah they told me to stop there"));
  }

  @Test
  void aNoClaimsTheTurn() {
    assertEquals(0.8, leastClaim(TOLD, "no"), 1e-6);
    assertEquals(0, leastClaim(TOLD, "oh no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ASKED, ASKED + " ", ASKING, "How", "Would you like"})
  void anAnswerToWhatTheBotAsksClaimsTheTurn(String bot) {
    assertTrue(leastClaim(bot, "Thursday") > 0.8);
    assertTrue(leastClaim(bot, "uh Thursday") > 0.8);
    assertEquals(0, leastClaim(bot, "mm-hmm okay"));
    assertEquals(0, leastClaim(bot, "a m"));
    assertEquals(0, leastClaim(bot, "well i"));
    assertEquals(0, leastClaim(bot, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {TOLD, "", " ", "The day is", ASKED + " It"})
  void whoTellsSomethingIsNotAnswered(String bot) {
    assertEquals(0, leastClaim(bot, "Thursday"));
  }

  private static double leastClaim(String bot, String caller) {
    ClaimRules rules = new ClaimRules();
    rules.botSaid(bot);
    Tokens said = new Tokens();
    said.set(caller, 0);
    return rules.leastClaim(said);
  }
}
