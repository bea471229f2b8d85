package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.Window;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was asked for, checked. */
final class Parameters {
  static final int MOST_MINUTES = 43_200;

  private static final int NAME_CHARS = 100;

  /** Says what is wrong and what is allowed. */
  static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message, null, false, false);
    }
  }

  private Parameters() {}

  static Window window(MultiMap asked, Instant now) {
    int minutes = number(asked, "minutes", 60, MOST_MINUTES);
    return new Window(
        now.minus(Duration.ofMinutes(minutes)), now, name(asked, "channel"), name(asked, "engine"));
  }

  static int number(MultiMap asked, String key, int otherwise, int most) {
    String text = asked.get(key);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new Refused(key + " must be a whole number from 1 to " + most);
  }

  private static @Nullable String name(MultiMap asked, String key) {
    String text = asked.get(key);
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > NAME_CHARS || text.chars().anyMatch(Character::isISOControl)) {
      throw new Refused(
          key + " must be a name of at most " + NAME_CHARS + " characters, or empty for all");
    }
    return text;
  }
}
