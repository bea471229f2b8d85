package dev.parley.stt.whisper;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a decoder: finals first, then early finals, then partials, first come first served
 * among equals. An utterance waits once, however often it asks; what it wants is asked when its
 * turn comes, so its newest audio wins. Thread-safe, and bounded by the number of utterances.
 */
final class DecodeQueue {
  /** In the order in which they are served. */
  enum Priority {
    FINAL,
    EARLY_FINAL,
    PARTIAL
  }

  private final Map<Priority, Set<WhisperUtterance>> waiting = new EnumMap<>(Priority.class);
  private boolean closed;

  /** Moves the utterance forward if it waits already; never back. */
  synchronized void put(WhisperUtterance utterance, Priority priority) {
    for (Map.Entry<Priority, Set<WhisperUtterance>> level : waiting.entrySet()) {
      if (level.getKey().compareTo(priority) <= 0 && level.getValue().contains(utterance)) {
        return;
      }
    }
    remove(utterance);
    waiting.computeIfAbsent(priority, p -> new LinkedHashSet<>()).add(utterance);
    notify();
  }

  synchronized void remove(WhisperUtterance utterance) {
    waiting.values().forEach(level -> level.remove(utterance));
  }

  /**
   * @return null once closed
   */
  synchronized @Nullable WhisperUtterance take() throws InterruptedException {
    while (!closed) {
      for (Set<WhisperUtterance> level : waiting.values()) {
        Iterator<WhisperUtterance> first = level.iterator();
        if (first.hasNext()) {
          WhisperUtterance next = first.next();
          first.remove();
          return next;
        }
      }
      wait();
    }
    return null;
  }

  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
