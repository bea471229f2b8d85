package dev.parley.gateway.conversation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That the model wanted the call to end, which it may when the caller has had a turn to agree.
 *
 * @param turn in which it last did
 * @param transferTo see {@link Parting}
 */
record Farewell(long turn, @Nullable String transferTo) {
  /** So many turns later the caller has been asked. */
  private static final int TURNS_TO_AGREE = 2;

  /** Whether the caller may have agreed by now to what the model wants again. */
  boolean isAgreed(long turnNow, @Nullable String wanted) {
    return turnNow > turn && turnNow - turn <= TURNS_TO_AGREE && Objects.equals(wanted, transferTo);
  }
}
