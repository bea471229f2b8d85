package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command.Notice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers are put through to a human when they want it, and only then. */
class ConversationTransferTest {
  private static final TurnRules RULES =
      TurnRules.standard().with(TurnRules.standard().truth().transferringTo("reception"));
  private static final String REPLY = "I will put you through to a person now.";

  // ---- the caller wants it

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i want to talk to a human",
        "can you put me through to a real person please",
        "i would like a double room from monday and could i speak to somebody at the reception about it",
      })
  void whoWantsAHumanIsPutThroughAfterTheWordsThatSaySo(String wish) {
    Timeline call = Timeline.disclosed(RULES).says(2_000, 3_000, wish).until(4_000);

    assertEquals(List.of(REPLY), call.spoken());
    assertEquals(List.of(), call.asked());
    assertEquals(List.of(new Notice.HumanAsked(1, REPLY)), call.told(Notice.HumanAsked.class));
    call.audible(4_100).synthesised(4_200, 1);
    assertEquals(List.of(), call.all(Command.Transfer.class));

    call.played(6_000, REPLY);
    assertEquals(List.of(6_000L), call.times(Command.Transfer.class));
    assertEquals("reception", call.all(Command.Transfer.class).getFirst().to());
    assertEquals(List.of(), call.all(Command.HangUp.class));
  }

  @Test
  void whoAsksForBothHearsTheTruthFirst() {
    Timeline call =
        Timeline.disclosed(RULES)
            .says(2_000, 3_000, "are you a robot i want to talk to a human")
            .until(4_000);

    String told = "You are talking to an automated AI assistant, not to a person. " + REPLY;
    assertEquals(told, String.join("", call.spoken()));
    call.audible(4_100).synthesised(4_200, 2).played(6_000, told);
    assertEquals(1, call.all(Command.Transfer.class).size());
  }

  @Test
  void whoSpeaksOverItStays() {
    Timeline call =
        Timeline.disclosed(RULES).says(2_000, 3_000, "i want to talk to a human").until(4_000);
    call.audible(4_100).hearing("I will").typed(4_500, "no wait").until(60_000);

    assertEquals(List.of(), call.all(Command.Transfer.class));
  }

  @Test
  void aGuessThatWasWrongPutsNobodyThrough() {
    Timeline call = Timeline.disclosed(RULES).says(2_000, 3_000, "i want to talk to a human", 0.6);
    call.until(3_500).voiceFrom(3_600).voiceTo(4_000).endOfTurn(4_100, 0.95);
    call.heard(4_200, "not today i would like to book a room").until(5_000);

    assertEquals(1, call.all(Command.DropAnswer.class).size(), "it was begun as a guess");
    assertEquals(1, call.asked().size());
    assertEquals(List.of(), call.all(Command.Transfer.class));
  }

  // ---- the model wants it

  /** The model asks to put the caller through in the turn at 2000 to 3000. */
  private static Timeline wantsTo(TurnRules rules) {
    return Timeline.thinking(rules)
        .callsTool(3_500, "a")
        .textOver(3_500)
        .transferAsked(3_600, "a", "billing");
  }

  @Test
  void theModelMustAskTheCallerFirst() {
    Timeline call = wantsTo(RULES);

    assertTrue(call.lastAsked().getLast().startsWith("tool: not yet"), call.lastAsked().toString());
    String question = "Shall I put you through to billing?";
    call.answers(3_900, question).played(5_000, question).until(9_000);
    assertEquals(List.of(question), call.spoken());
    assertEquals(List.of(), call.all(Command.Transfer.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Shall I put you through to the reception?",
        "I can connect you with somebody at the reception if you like.",
        "Would you like to be transferred to a colleague?",
        "If you like, I can transfer you to our billing team.",
      })
  void toOfferItIsTrue(String offer) {
    Timeline call = Timeline.thinking(RULES).answers(3_500, offer);
    assertEquals(offer, String.join("", call.spoken()));

    Timeline elsewhere = Timeline.thinking().answers(3_500, offer);
    assertTrue(elsewhere.spoken().getLast().strip().startsWith("I have to correct that"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I am transferring you to the reception.",
        "A colleague will call you back. Shall I put you through?",
        "Shall I put you through? I have told my manager about it.",
      })
  void whatIsNotDoneIsNotSaid(String promise) {
    Timeline call = Timeline.thinking(RULES).text(3_500, promise).textOver(3_500).until(3_600);
    assertTrue(
        call.spoken().getLast().strip().startsWith("I have to correct that"),
        call.spoken().toString());
  }

  @Test
  void whenTheCallerAgreedItMaySayThatItDoes() {
    Timeline call = wantsTo(RULES).answers(3_900, "Shall I?").played(5_000, "Shall I?");
    call.says(6_000, 6_500, "yes").until(7_000).callsTool(7_100, "b").textOver(7_100);
    call.transferAsked(7_200, "b", "billing").answers(7_400, "I am putting you through now.");

    assertEquals("I am putting you through now.", call.spoken().getLast());
    call.played(8_500, "I am putting you through now.");
    assertEquals(List.of(8_500L), call.times(Command.Transfer.class));
    assertEquals("billing", call.all(Command.Transfer.class).getFirst().to());
  }

  @Test
  void toAgreeToOneIsNotToAgreeToTheOther() {
    Timeline call = wantsTo(RULES).answers(3_900, "Shall I?").played(5_000, "Shall I?");
    call.says(6_000, 6_500, "yes").until(7_000).callsTool(7_100, "b").textOver(7_100);
    call.endAsked(7_200, "b");
    assertTrue(call.lastAsked().getLast().startsWith("tool: not yet"), call.lastAsked().toString());

    call.answers(7_400, "Shall I?").played(8_000, "Shall I?");
    call.typed(9_000, "yes").callsTool(9_100, "c").textOver(9_100);
    call.transferAsked(9_200, "c", "reception").answers(9_400, "So.").played(9_900, "So.");
    assertEquals(List.of(), call.all(Command.Transfer.class));
    assertEquals(List.of(), call.all(Command.HangUp.class));
  }

  @Test
  void aPromiseBeforeIsNotSaid() {
    Timeline call =
        Timeline.thinking(RULES).text(3_500, "I am putting you through now. ").until(3_600);

    assertEquals(
        List.of(
            "I have to correct that: I can put you through to a person, but only when you ask me to."),
        call.spoken());
  }

  @Test
  void whereNobodyCanBePutThroughNobodyIs() {
    Timeline call =
        Timeline.disclosed().says(2_000, 3_000, "i want to talk to a human").until(4_000);
    call.audible(4_100).synthesised(4_200, 1).played(6_000, call.spoken().getFirst());

    assertEquals(List.of("I can't put you through to a person from here."), call.spoken());
    assertEquals(List.of(), call.all(Command.Transfer.class));
  }
}
