package dev.parley.gateway.call;

import dev.parley.gateway.conversation.PauseRule;
import dev.parley.turn.EndOfTurn;
import dev.parley.turn.PauseState;
import dev.parley.turn.SilenceRule;

/** The turn detector's rule as the conversation asks for it. */
final class SilenceWait implements PauseRule {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final EndOfTurn rule = SilenceRule.standard();

  @Override
  public long waitNanos(String text) {
    return rule.waitMillis(PauseState.of(text)) * NANOS_PER_MILLI;
  }
}
