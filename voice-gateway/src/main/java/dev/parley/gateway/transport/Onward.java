package dev.parley.gateway.transport;

import dev.parley.adapter.UserError;
import dev.parley.gateway.access.OnceInAMinute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where calls go when their stream is over and the caller is to be put through to a human. The far
 * end of the line asks, once, by a name that it has given to the call. Thread-safe.
 */
public final class Onward {
  // both go into documents and messages as they are
  private static final Pattern DESTINATION =
      Pattern.compile(
          "\\s*([A-Za-z][A-Za-z0-9 _-]{0,40}?)\\s*=\\s*(\\+?[0-9A-Za-z*#_-]{1,40})\\s*");

  private final Map<String, String> numbers;
  private final OnceInAMinute<String> next;

  private Onward(Map<String, String> numbers, LongSupplier nanoTime) {
    this.numbers = numbers;
    this.next = new OnceInAMinute<>(nanoTime);
  }

  /**
   * @param setting the name of the setting that has the destinations
   * @param destinations such as "reception=+15550100, billing=+15550101"; empty = none
   * @throws UserError when they are no such
   */
  public static Onward of(String setting, String destinations, LongSupplier nanoTime) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (String one : destinations.isBlank() ? new String[0] : destinations.split(",", -1)) {
      Matcher parts = DESTINATION.matcher(one);
      if (!parts.matches()) {
        throw new UserError(
            setting
                + ": expected names and numbers, such as reception=+15550100, billing=+15550101;"
                + " found '"
                + one.strip()
                + "'");
      }
      numbers.put(parts.group(1), parts.group(2));
    }
    return new Onward(numbers, nanoTime);
  }

  /** The names of whom callers can be put through to; the first for those who name nobody. */
  public List<String> names() {
    return List.copyOf(numbers.keySet());
  }

  /** The number for that call; empty when it is to be hung up. */
  public String take(String call) {
    return next.take(call).orElse("");
  }

  /**
   * The way of one call, for its channel.
   *
   * @param call how the far end names it; empty = it can't be asked for
   */
  public Way way(String call) {
    return new Way(this, call);
  }

  /** Nobody can be put through. */
  public static Onward closed() {
    return new Onward(Map.of(), () -> 0);
  }

  /** One call's. */
  public record Way(Onward onward, String call) {
    public boolean isOpen() {
      return !call.isEmpty() && !onward.numbers.isEmpty();
    }

    /** The stream is over now, and the caller wants to be put through to that name. */
    public void take(String name) {
      onward.next.put(call, onward.numbers.getOrDefault(name, ""));
    }
  }
}
