package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.disclosure.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bot says of itself is not the model's to decide. */
class ConversationTruthTest {
  private static final TurnRules RULES = TurnRules.standard();
  private static final String CORRECTION =
      RULES.truth().correctionFor("I am a human.").orElseThrow().text();
  private static final String REPLY = RULES.truth().replyTo("are you a robot").orElseThrow().text();

  @Test
  void whoAsksIsAnsweredWithoutTheModel() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "are you a robot").until(4_000);

    assertEquals(List.of(REPLY), call.spoken());
    assertEquals(List.of(), call.asked());
    assertEquals(
        List.of(new Notice.IdentityAsked(1, REPLY)), call.told(Notice.IdentityAsked.class));
    call.audible(4_100).synthesised(4_200, 1).played(6_000, REPLY);
    assertEquals(List.of(Command.Outcome.ANSWERED), call.outcomes());
    assertEquals(List.of("caller: are you a robot", "bot: " + REPLY), call.context());
  }

  @Test
  void whatElseIsWishedIsTheModelsToAnswer() {
    String words = "i would like a double room for tonight and by the way are you a robot";
    Timeline call = Timeline.disclosed().says(2_000, 3_000, words).until(4_000);

    assertEquals(List.of(words), call.asked());
    call.text(4_000, "For how many nights? ").textOver(4_100);
    assertEquals(List.of(REPLY, " For how many nights?"), call.spoken());
  }

  @Test
  void whoTypesIsAnsweredTheSame() {
    Timeline call = Timeline.disclosed().typed(2_000, "Are you human?");

    assertEquals(List.of(REPLY), call.spoken());
    assertEquals(List.of(), call.asked());
  }

  @Test
  void aQuestionDuringTheDisclosureIsAnsweredAfterIt() {
    Timeline call = new Timeline(RULES).opened().says(200, 900, "are you a robot").until(2_000);
    assertEquals(List.of(REPLY), call.spoken());
    assertEquals(1, call.all(Command.Play.class).size(), "nothing but the disclosure may be heard");

    call.disclosurePlayed(2_500);

    assertEquals(2, call.all(Command.Play.class).size());
    assertEquals(List.of(), call.asked());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm a real person. How can I help? ",
        "I'm not a robot, I'm Sarah. ",
        "As a human being, I understand how you feel about that. "
      })
  void aClaimToBeHumanIsNotSaid(String claim) {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "who is speaking").until(4_000);

    call.text(4_000, claim).textOver(4_100);

    assertEquals(List.of(CORRECTION), call.spoken());
    assertEquals(List.of(new Notice.ClaimStopped(1)), call.told(Notice.ClaimStopped.class));
    assertEquals(1, call.all(Command.CancelGeneration.class).size());
  }

  /** Between two clauses, and with a tool called behind it. */
  @Test
  void nothingBehindAClaimIsSaidOrDone() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "who is speaking").until(4_000);

    call.text(4_000, "Thank you for asking that, ").text(4_050, "I am, of course, ");
    call.text(4_100, "a human. Shall I book it for you? ").callsTool(4_150, "book").textOver(4_200);

    String spoken = String.join("", call.spoken());
    assertTrue(spoken.endsWith(" " + CORRECTION), spoken);
    assertTrue(spoken.startsWith("Thank you for asking that,"), spoken);
    assertEquals(List.of(), call.all(Command.RunTool.class));
    assertEquals(1, call.all(Command.EndAnswer.class).stream().filter(e -> e.answer() > 1).count());
  }

  // ---- the way to a human

  @Test
  void whoWantsAHumanIsToldTheTruthWithoutTheModel() {
    String wish = "can i talk to a real person please";
    String reply = RULES.truth().replyTo(wish).orElseThrow().text();
    Timeline call = Timeline.disclosed().says(2_000, 3_000, wish).until(4_000);

    assertEquals(List.of(reply), call.spoken());
    assertEquals(List.of(), call.asked());
    assertEquals(List.of(new Notice.HumanAsked(1, reply)), call.told(Notice.HumanAsked.class));
  }

  @Test
  void whereHumansAreIsTheOperatorsToSay() {
    Truth truth = Truth.english().withHumanContact("You can call 555 0100 on weekdays.");
    Timeline call = Timeline.disclosed(RULES.with(truth)).presses(2_000, "0").until(5_000);

    assertEquals(List.of("[pressed 0 for a human]"), call.turns());
    assertTrue(call.spoken().getFirst().endsWith(" You can call 555 0100 on weekdays."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"I'll transfer you now.", "I am a human.", "Somebody will call you back."})
  void whatTheOperatorSaysThereMustBeTrueToo(String contact) {
    assertThrows(UserError.class, () -> Truth.english().withHumanContact(contact));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm transferring you to an agent now. ",
        "Please hold while I connect you. ",
        "A colleague will call you back in an hour. "
      })
  void aPromiseOfAHumanIsNotSaid(String promise) {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "my key is lost").until(4_000);

    call.text(4_000, promise).callsTool(4_050, "book").textOver(4_100);

    assertEquals(List.of(new Notice.PromiseStopped(1)), call.told(Notice.PromiseStopped.class));
    assertEquals(List.of(RULES.truth().correctionFor(promise).orElseThrow().text()), call.spoken());
    assertEquals(List.of(), call.all(Command.RunTool.class));
  }

  @Test
  void aDraftIsHeldToItToo() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .heard(3_100, "who is speaking")
            .endOfTurn(3_150, 0.5)
            .until(3_300);
    assertEquals(List.of(), call.turns(), "the turn is not over yet");

    call.text(3_350, "I am a real person. ").textOver(3_400);

    assertEquals(List.of(CORRECTION), call.spoken());
  }
}
