package dev.parley.gateway.conversation;

import java.util.List;

/**
 * Decides what happens in one call: a state and an event give the next state and the commands to be
 * carried out. Pure: the same state and event always give the same step.
 *
 * <p>{@link CallerTurn} follows the caller's words to the end of the turn, {@link BotTurn} the
 * answer to the caller's ear, {@link ToolTurn} its tools, {@link Floor} decides when both make
 * sounds at once, {@link CallTime} what is due without anybody having said anything.
 */
public final class Conversation {
  private final TurnRules rules;

  public Conversation(TurnRules rules) {
    this.rules = rules;
  }

  public Step on(State before, Event event) {
    if (before.isOver()) {
      return new Step(before, List.of());
    }
    Move m = new Move(rules, before, event.nanos());
    switch (event) {
      case Event.Opened e -> CallTime.opened(m);
      case Event.Stopping e -> CallTime.stopping(m);
      case Event.LineBack e -> BotTurn.lineBack(m);
      case Event.SpeechStarted e -> CallerTurn.speechStarted(m, e);
      case Event.SpeechEnded e -> CallerTurn.speechEnded(m, e);
      case Event.EndOfTurnEstimated e -> CallerTurn.endOfTurn(m, e);
      case Event.OverlapEstimated e -> Floor.estimated(m, e);
      case Event.Partial e -> CallerTurn.partial(m, e);
      case Event.Final e -> CallerTurn.finalTranscript(m, e);
      case Event.TranscriptionFailed e -> CallerTurn.transcriptionFailed(m, e);
      case Event.Typed e -> CallerTurn.typed(m, e);
      case Event.KeyPressed e -> Keys.pressed(m, e);
      case Event.TextDelta e -> BotTurn.text(m, e);
      case Event.ToolCalled e -> BotTurn.toolCalled(m, e);
      case Event.GenerationEnded e -> BotTurn.generationEnded(m, e);
      case Event.GenerationFailed e -> BotTurn.generationFailed(m, e);
      case Event.ToolReturned e -> ToolTurn.returned(m, e);
      case Event.EndAsked e -> ToolTurn.endAsked(m, e);
      case Event.AudioArrived e -> BotTurn.audioArrived(m, e);
      case Event.ClauseSynthesised e -> BotTurn.clauseSynthesised(m, e);
      case Event.SynthesisFailed e -> BotTurn.synthesisFailed(m, e);
      case Event.PlayoutStarted e -> BotTurn.playoutStarted(m, e);
      case Event.RanDry e -> BotTurn.ranDry(m, e);
      case Event.AllSent e -> BotTurn.allSent(m, e);
      case Event.PlayoutEnded e -> BotTurn.playoutEnded(m, e);
      case Event.TimerFired e -> timer(m, e);
    }
    CallTime.whenQuiet(m);
    return m.done();
  }

  private static void timer(Move m, Event.TimerFired e) {
    if (!m.comes(e)) {
      return;
    }
    switch (e.timer()) {
      case PAUSE -> CallerTurn.pauseOver(m);
      case SPECULATE -> CallerTurn.speculationDue(m);
      case TRANSCRIPT -> CallerTurn.transcriptOverdue(m);
      case YIELD -> Floor.yieldedTooLong(m);
      case MODEL -> BotTurn.modelOverdue(m);
      case FILLER -> ToolTurn.takesTime(m);
      case TOOL -> ToolTurn.overdue(m);
      case AUDIO -> BotTurn.audioOverdue(m);
      case PLAYED -> BotTurn.playedOverdue(m);
      case REMIND -> m.reminderDue = true;
      case KEYS -> Keys.over(m);
      case IDLE -> CallTime.silentForLong(m);
      case LONGEST -> CallTime.lastedLong(m);
    }
  }
}
