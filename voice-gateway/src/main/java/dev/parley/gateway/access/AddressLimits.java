package dev.parley.gateway.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one address may open connections, and how many it may have. What comes from this
 * machine is not counted: a proxy on it speaks for many. Thread-safe; memory is bounded by what
 * knocks within a minute, and refuses more addresses than it can remember.
 */
public final class AddressLimits {
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final int MOST_ADDRESSES = 50_000;

  private static final class Visitor {
    final Deque<Long> knocks = new ArrayDeque<>();
    int inside;
  }

  private final int mostAtOnce;
  private final int mostPerMinute;
  private final LongSupplier nanoTime;
  private final Map<String, Visitor> visitors = new HashMap<>();

  public AddressLimits(int mostAtOnce, int mostPerMinute, LongSupplier nanoTime) {
    this.mostAtOnce = mostAtOnce;
    this.mostPerMinute = mostPerMinute;
    this.nanoTime = nanoTime;
  }

  /** Whether that address may open one more; if so it must {@link #leave}. */
  public synchronized boolean enter(String address) {
    long now = nanoTime.getAsLong();
    if (visitors.size() >= MOST_ADDRESSES) {
      visitors.values().removeIf(one -> one.inside == 0 && isLongAgo(one, now));
      if (visitors.size() >= MOST_ADDRESSES) {
        return false;
      }
    }
    Visitor visitor = visitors.computeIfAbsent(address, a -> new Visitor());
    while (!visitor.knocks.isEmpty() && now - visitor.knocks.getFirst() > MINUTE_NANOS) {
      visitor.knocks.removeFirst();
    }
    if (visitor.inside >= mostAtOnce || visitor.knocks.size() >= mostPerMinute) {
      return false;
    }
    visitor.knocks.addLast(now);
    visitor.inside++;
    return true;
  }

  private static boolean isLongAgo(Visitor visitor, long now) {
    return visitor.knocks.isEmpty() || now - visitor.knocks.getLast() > MINUTE_NANOS;
  }

  public synchronized void leave(String address) {
    Visitor visitor = visitors.get(address);
    if (visitor != null) {
      visitor.inside--;
      if (visitor.inside == 0 && isLongAgo(visitor, nanoTime.getAsLong())) {
        visitors.remove(address);
      }
    }
  }
}
