package dev.parley.gateway.audio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Positions for a line that confirms by named marks: a mark sent after some audio comes back when
 * that audio was played. A clear makes such a line return every mark at once, so marks from before
 * it prove nothing and are forgotten. One owner; positions are those of {@link Playout#sentMillis}.
 */
public final class LineMarks {
  private static final int SPACING_MILLIS = 100;

  // over six seconds of audio: a line that owes more has stopped confirming
  private static final int MOST_PENDING = 64;

  private record Pending(String name, long sentMillis) {}

  private final Deque<Pending> pending = new ArrayDeque<>(MOST_PENDING);
  private long names;
  private long spacedFromMillis;
  private boolean afterClear;

  /** Ask after each frame: the name of a mark to send now, or null while none is due. */
  public @Nullable String due(long sentMillis) {
    if (afterClear) {
      // a clear took audio back, so the count goes on from a lower place
      afterClear = false;
      spacedFromMillis = sentMillis;
    }
    return sentMillis - spacedFromMillis >= SPACING_MILLIS ? last(sentMillis) : null;
  }

  /** The name of the mark that ends an answer: its return says that all of it was played. */
  public String last(long sentMillis) {
    if (pending.size() == MOST_PENDING) {
      pending.removeFirst();
    }
    names++;
    String name = "played-" + names;
    pending.addLast(new Pending(name, sentMillis));
    spacedFromMillis = sentMillis;
    afterClear = false;
    return name;
  }

  /** The line was told to drop what it has not played. */
  public void cleared() {
    pending.clear();
    afterClear = true;
  }

  /**
   * A mark came back.
   *
   * @return what was played by then since the call began, for {@link Playout#acked}; empty for a
   *     name that says nothing: unknown, come back before, or set before the last clear
   */
  public OptionalLong returned(String name) {
    boolean known = false;
    for (Pending mark : pending) {
      known |= mark.name.equals(name);
    }
    if (!known) {
      return OptionalLong.empty();
    }
    Pending mark = pending.removeFirst();
    while (!mark.name.equals(name)) {
      // what was sent earlier was played earlier: those can say nothing new
      mark = pending.removeFirst();
    }
    return OptionalLong.of(mark.sentMillis);
  }
}
