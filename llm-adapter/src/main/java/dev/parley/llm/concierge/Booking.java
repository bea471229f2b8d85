package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A room being taken down, question by question. It ends with a summary that says that nothing is
 * booked: a person must confirm it.
 *
 * @param misses answers in a row that did not answer the question
 */
record Booking(SpokenSlots slots, int misses) {
  /** The fact that starts a booking; a knowledge without it has none. */
  static final String START_FACT = "book-room";

  /** What is asked next. */
  enum Ask {
    DAY("For which day would you like the room?"),
    TIME("At what time will you arrive?"),
    PEOPLE("For how many people?"),
    NIGHTS("For how many nights?"),
    CONFIRM("Is that right?");

    private final String question;

    Ask(String question) {
      this.question = question;
    }

    String question() {
      return question;
    }
  }

  static boolean starts(Fact fact) {
    return fact.id().equals(START_FACT);
  }

  Ask asked() {
    if (slots.day() == null) {
      return Ask.DAY;
    }
    if (slots.time() == null) {
      return Ask.TIME;
    }
    if (slots.people() == null) {
      return Ask.PEOPLE;
    }
    return slots.nights() == null ? Ask.NIGHTS : Ask.CONFIRM;
  }

  Booking with(SpokenSlots said) {
    return new Booking(slots.with(said), 0);
  }

  Booking missed() {
    return new Booking(slots, misses + 1);
  }

  /** The next question, after a word about what was just understood. */
  String next(SpokenSlots understood) {
    if (asked() == Ask.CONFIRM) {
      return summary();
    }
    String echo = describe(understood);
    return (echo.isEmpty() ? "" : Spoken.capital(echo) + ". ") + asked().question();
  }

  private String summary() {
    return "So that is "
        + (slots.room() == null ? "a room" : article(slots.room()))
        + ", "
        + describe(new SpokenSlots(slots.day(), slots.time(), slots.people(), slots.nights(), null))
        + ". I can't really book it in this demo, a person at the desk must confirm it. "
        + Ask.CONFIRM.question();
  }

  private static String article(String room) {
    return "a " + room;
  }

  /** "for two people, for Friday". */
  static String describe(SpokenSlots slots) {
    List<String> parts = new ArrayList<>();
    if (slots.room() != null) {
      parts.add(article(slots.room()));
    }
    if (slots.people() != null) {
      parts.add("for " + SpokenSlots.people(slots.people()));
    }
    if (slots.nights() != null) {
      parts.add("for " + SpokenSlots.nights(slots.nights()));
    }
    if (slots.day() != null) {
      parts.add(day(slots.day()));
    }
    if (slots.time() != null) {
      parts.add("arriving " + time(slots.time()));
    }
    return String.join(", ", parts);
  }

  private static String day(String day) {
    String named = capitalised(day);
    return day.startsWith("in ") ? named : "for " + named;
  }

  private static String time(@Nullable String time) {
    String said = String.valueOf(time);
    if (said.startsWith("in the") || said.startsWith("late")) {
      return said;
    }
    if (said.endsWith("morning") || said.endsWith("afternoon") || said.endsWith("evening")) {
      return said.contains(" in ") ? "at " + said : "in the " + said.replace("the ", "");
    }
    return "at " + said;
  }

  private static String capitalised(String day) {
    StringBuilder text = new StringBuilder();
    for (String word : day.split(" ")) {
      boolean name =
          word.matches(".+(?<!to)day|january|february|march|april|may|june|july|august|.+ber");
      text.append(text.isEmpty() ? "" : " ")
          .append(name ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : word);
    }
    return text.toString();
  }
}
