package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hops that say things twice, too early or of what they were not asked, and calls without end. */
class OutOfOrderTest {
  private static final long NOW = 1_000_000_000;
  private static final String SENTENCE = "It is ten o'clock in the morning. ";

  private final Conversation conversation = new Conversation(TurnRules.standard());
  private State state = State.start();

  private List<Command> on(Event... events) {
    List<Command> commands = new ArrayList<>();
    for (Event event : events) {
      Step step = conversation.on(state, event);
      state = step.state();
      commands.addAll(step.commands());
    }
    return commands;
  }

  @Test
  void theLineOpensOnce() {
    on(new Event.Opened(NOW));

    assertEquals(List.of(), on(new Event.Opened(NOW)));
  }

  @Test
  void theModelIsStoppedWhenTheVoiceEndsBeforeIt() {
    on(new Event.Typed(NOW, "What time is it?"), new Event.TextDelta(NOW, 1, SENTENCE));

    List<Command> commands = on(new Event.PlayoutEnded(NOW, 1, SENTENCE.strip()));

    assertTrue(commands.contains(new Command.CancelGeneration(1)), commands::toString);
    assertFalse(state.armed().containsKey(Timer.MODEL));
  }

  @Test
  void allOfAnAnswerCanNotBeSentBeforeItIsWritten() {
    on(new Event.Typed(NOW, "What time is it?"), new Event.TextDelta(NOW, 1, SENTENCE));

    on(new Event.AllSent(NOW, 1, NOW));

    assertFalse(state.armed().containsKey(Timer.PLAYED));
  }

  @Test
  void aClauseReportedLateIsNotAwaitedAgain() {
    on(
        new Event.Typed(NOW, "What time is it?"),
        new Event.TextDelta(NOW, 1, SENTENCE + SENTENCE + "Y"),
        new Event.ClauseSynthesised(NOW, 1, 2));

    on(new Event.ClauseSynthesised(NOW, 1, 1));

    assertFalse(state.armed().containsKey(Timer.AUDIO));
  }

  @Test
  void aClauseThatWasNeverGivenDoesNotCountForTheNext() {
    on(
        new Event.Typed(NOW, "What time is it?"),
        new Event.TextDelta(NOW, 1, SENTENCE + "Y"),
        new Event.ClauseSynthesised(NOW, 1, 7));

    on(new Event.TextDelta(NOW, 1, "ou see. " + SENTENCE));

    assertTrue(state.armed().containsKey(Timer.AUDIO));
  }

  @Test
  void aPartialThatComesAfterTheFinalTakesNoWordsBack() {
    on(
        new Event.SpeechStarted(NOW, NOW),
        new Event.SpeechEnded(NOW, NOW),
        new Event.Final(NOW, 1, 1, Event.Heard.WORDS, "What time is it?"));

    on(new Event.Partial(NOW, 1, "What time", 9));
    Long pause = state.armed().getOrDefault(Timer.PAUSE, 0L);
    on(new Event.TimerFired(2 * NOW, Timer.PAUSE, pause));

    assertEquals(List.of(new Line.CallerSaid("What time is it?")), state.context());
  }

  @Test
  void aConversationWithoutEndForgetsItsBeginning() {
    for (int turn = 1; turn <= 250; turn++) {
      on(
          new Event.Typed(NOW, "question " + turn),
          new Event.PlayoutEnded(NOW, turn, "answer " + turn));
    }

    assertEquals(400, state.context().size());
    assertEquals(new Line.CallerSaid("question 51"), state.context().getFirst());
    assertEquals(new Line.BotSaid("answer 250", true), state.context().getLast());
  }
}
