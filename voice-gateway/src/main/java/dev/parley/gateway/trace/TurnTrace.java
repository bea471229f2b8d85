package dev.parley.gateway.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moments of one turn. Segments are the time between one known moment and the next, so they sum
 * to the gap by construction; a moment that never came is absent and its time belongs to the next
 * one that did. A value.
 *
 * @param moments monotonic nanoseconds
 */
public record TurnTrace(Map<Moment, Long> moments) {
  /** Nothing has happened. */
  public static final TurnTrace START = new TurnTrace(Map.of());

  public TurnTrace {
    EnumMap<Moment, Long> copy = new EnumMap<>(Moment.class);
    copy.putAll(moments);
    moments = Collections.unmodifiableMap(copy);
  }

  /**
   * In the order in which they follow each other; the name is that of the segment that ends there.
   */
  public enum Moment {
    /** The last voiced sample of the caller; the gap begins here. */
    SPEECH_END("speech end"),
    /** Voice activity detection was sure that the voice had ended. */
    SILENCE_SEEN("voice activity"),
    /** The pause had been long enough to be the end of the turn. */
    TURN_OVER("turn decision"),
    /** The transcript was there. */
    TRANSCRIBED("transcript"),
    /** What the bot had to say before, such as the disclosure, was over. */
    FLOOR_FREE("wait for the floor"),
    /** The last result of a tool was there. */
    TOOLS("tools"),
    FIRST_TOKEN("model first token"),
    FIRST_CLAUSE("first clause"),
    FIRST_AUDIO("synthesis first audio"),
    /** The first frame of the answer left for the caller; the gap ends here. */
    PLAYOUT("playout");

    private final String segment;

    Moment(String segment) {
      this.segment = segment;
    }
  }

  /** The names of all segments, in the order in which they follow each other. */
  public static List<String> segmentNames() {
    return EnumSet.complementOf(EnumSet.of(Moment.SPEECH_END)).stream()
        .map(moment -> moment.segment)
        .toList();
  }

  /** Time between two moments, named for the later one. */
  public record Segment(String name, long nanos) {}

  /** The first time counts. */
  public TurnTrace reached(Moment moment, long nanos) {
    return has(moment) ? this : reachedAgain(moment, nanos);
  }

  /** The last time counts. */
  public TurnTrace reachedAgain(Moment moment, long nanos) {
    EnumMap<Moment, Long> more = new EnumMap<>(Moment.class);
    more.putAll(moments);
    more.put(moment, nanos);
    return new TurnTrace(more);
  }

  /** The latest moment so far. */
  public long latest() {
    return moments.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE);
  }

  public boolean has(Moment moment) {
    return moments.containsKey(moment);
  }

  /**
   * From the end of speech (or, typed, from the question) to the first audio; empty while one of
   * them is missing.
   */
  public List<Segment> segments() {
    if (!has(Moment.PLAYOUT)) {
      return List.of();
    }
    List<Segment> segments = new ArrayList<>();
    @Nullable Long before = null;
    for (Map.Entry<Moment, Long> e : moments.entrySet()) {
      // a transcript that was there before the turn was over cost nothing
      long at = before == null ? e.getValue() : Math.max(before, e.getValue());
      if (before != null) {
        segments.add(new Segment(e.getKey().segment, at - before));
      }
      before = at;
    }
    return segments;
  }

  public long gapNanos() {
    return segments().stream().mapToLong(Segment::nanos).sum();
  }
}
