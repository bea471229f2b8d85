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
final class DecodeQueue<T> {
  /** In the order in which they are served. */
  enum Priority {
    FINAL,
    EARLY_FINAL,
    PARTIAL
  }

  private final Map<Priority, Set<T>> waiting = new EnumMap<>(Priority.class);
  private boolean closed;

  /** Moves the utterance forward if it waits already; never back. */
  synchronized void put(T waiter, Priority priority) {
    for (Map.Entry<Priority, Set<T>> level : waiting.entrySet()) {
      if (level.getKey().compareTo(priority) <= 0 && level.getValue().contains(waiter)) {
        return;
      }
    }
    remove(waiter);
    waiting.computeIfAbsent(priority, p -> new LinkedHashSet<>()).add(waiter);
    notify();
  }

  synchronized void remove(T waiter) {
    waiting.values().forEach(level -> level.remove(waiter));
  }

  /**
   * @return null once closed
   */
  synchronized @Nullable T take() throws InterruptedException {
    while (!closed) {
      for (Set<T> level : waiting.values()) {
        Iterator<T> first = level.iterator();
        if (first.hasNext()) {
          T next = first.next();
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
