package dev.parley.gateway.history;

import dev.parley.gateway.observe.CallFacts;
import java.time.Instant;

/** One thing to be kept. */
sealed interface Entry {
  record CallOpened(CallFacts call) implements Entry {}

  record CallClosed(String call, Instant at) implements Entry {}

  record Turn(TurnEntry turn) implements Entry {}

  record Overlap(OverlapEntry overlap) implements Entry {}

  record Trouble(TroubleEntry trouble) implements Entry {}
}
