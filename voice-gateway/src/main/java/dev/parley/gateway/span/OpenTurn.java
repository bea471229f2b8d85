package dev.parley.gateway.span;

import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.TurnTiming;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a turn whose answer is not over: its span can only be made then, for it begins
 * when the caller fell silent. Mutable, one owner.
 */
final class OpenTurn {
  /** Something that happened in it. */
  record Happening(String name, long nanos, Attributes attributes) {}

  private static final int MOST_HAPPENINGS = 64;

  final long turn;
  final long heardNanos;
  final List<Happening> happenings = new ArrayList<>();
  @Nullable TurnTiming timing;
  @Nullable ClientTiming clientTiming;

  OpenTurn(long turn, long heardNanos) {
    this.turn = turn;
    this.heardNanos = heardNanos;
  }

  void add(Happening happening) {
    if (happenings.size() < MOST_HAPPENINGS) {
      happenings.add(happening);
    }
  }

  /** When the caller fell silent, or, if nothing was answered, when it was known that they had. */
  long beganNanos() {
    TurnTiming known = timing;
    return known == null ? heardNanos : known.audibleNanos() - known.gapNanos();
  }
}
