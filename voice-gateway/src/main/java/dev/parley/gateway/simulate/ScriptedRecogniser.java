package dev.parley.gateway.simulate;

import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.Event.Heard;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The recogniser of one call: what the caller said since the utterance was begun comes word by word
 * in partials, and whole in a final, if the utterance was not dropped.
 */
final class ScriptedRecogniser {
  private final VirtualTime time;
  private final Consumer<Event> conversation;
  private final List<UserUtterance> said = new ArrayList<>();
  private long utterance;

  ScriptedRecogniser(VirtualTime time, Consumer<Event> conversation) {
    this.time = time;
    this.conversation = conversation;
  }

  /** The caller's voice is heard to begin. */
  void hears(UserUtterance spoken) {
    said.add(spoken);
    long from = utterance;
    String[] words = words(spoken);
    for (int i = 1; i <= words.length; i++) {
      long length = spoken.endMillis() - spoken.startMillis();
      long at = spoken.startMillis() + i * length / words.length + spoken.sttDelayMillis();
      time.atMillis(at, () -> partial(from, spoken));
    }
  }

  private void partial(long of, UserUtterance spoken) {
    if (of == utterance && of != 0 && said.contains(spoken)) {
      String text = textUpTo(time.millis());
      conversation.accept(new Event.Partial(time.nanos(), utterance, text, text.length()));
    }
  }

  /** An utterance begins with the sound that made it begin. */
  void begin(long id, UserUtterance spoken) {
    said.clear();
    utterance = id;
    if (!spoken.typed()) {
      hears(spoken);
    }
  }

  void finish(long id, long finish) {
    if (id != utterance || said.isEmpty()) {
      return;
    }
    UserUtterance last = said.getLast();
    String text = textUpTo(Long.MAX_VALUE);
    Heard heard = text.isEmpty() ? Heard.NOTHING : Heard.WORDS;
    time.atMillis(
        last.endMillis() + last.sttDelayMillis(),
        () -> {
          if (id == utterance) {
            conversation.accept(new Event.Final(time.nanos(), id, finish, heard, text));
          }
        });
  }

  void drop(long id) {
    if (id == utterance) {
      utterance = 0;
      said.clear();
    }
  }

  private String textUpTo(long millis) {
    List<String> known = new ArrayList<>();
    for (UserUtterance spoken : said) {
      String[] words = words(spoken);
      long length = spoken.endMillis() - spoken.startMillis();
      for (int i = 1; i <= words.length; i++) {
        if (spoken.startMillis() + i * length / words.length + spoken.sttDelayMillis() <= millis) {
          known.add(words[i - 1]);
        }
      }
    }
    return String.join(" ", known);
  }

  private static String[] words(UserUtterance spoken) {
    return spoken.text().isBlank() ? new String[0] : spoken.text().strip().split("\\s+");
  }
}
