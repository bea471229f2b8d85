package dev.parley.gateway.disclosure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The phrases of one language, by section. A resource of lines: {@code [section]}, {@code #
 * comment}, {@code name = phrase | phrase} for a list, and phrases, each a {@link Phrase}. The
 * section {@code same} has {@code heard = meant}, the section {@code say} holds text as it is.
 */
final class PhraseBook {
  /** Some minutes of a caller's speech; the time to look grows with the length. */
  private static final int MAX_HEARD_CHARS = 2_000;

  /** What a bot says of itself doesn't reach further back than the few sentences before it. */
  private static final int MAX_SAID_CHARS = 600;

  private static final Pattern WORD = Pattern.compile("[^ .,~]+");

  private final Map<String, String> lists = new HashMap<>();
  private final Map<String, List<Pattern>> phrases = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final SpokenText spelling;

  private PhraseBook(List<String> lines) {
    Map<String, String> same = new HashMap<>();
    String section = "";
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (section.equals("say")) {
        texts.add(line);
      } else if (section.equals("same")) {
        for (String heard : line.substring(0, equals).split("\\|", -1)) {
          same.put(heard.strip(), line.substring(equals + 1).strip());
        }
      } else if (equals > 0) {
        String list = Phrase.expression(line.substring(equals + 1), lists);
        lists.put(line.substring(0, equals).strip(), list);
      } else {
        phrases
            .computeIfAbsent(section, s -> new ArrayList<>())
            .add(Phrase.compile(line.strip(), lists));
      }
    }
    spelling = new SpokenText(same);
  }

  /**
   * @param kind what the phrases are for, the first part of the resource's name
   * @param language ISO 639-1, such as "en"
   * @throws IllegalArgumentException if there are no phrases for that language
   */
  static PhraseBook read(String kind, String language) {
    String name = kind + "_" + language + ".txt";
    try (InputStream in = PhraseBook.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "No phrases for the language '"
                + language
                + "': the resource "
                + PhraseBook.class.getPackageName().replace('.', '/')
                + "/"
                + name
                + " is missing. Add it, or use 'en'.");
      }
      return new PhraseBook(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + name + " can't be read", e);
    }
  }

  /**
   * Whether a caller's turn, as the recogniser wrote it, has a phrase of a section, those of the
   * exceptions left out.
   *
   * @return how many words of the turn are not of such phrases; -1 if there is none
   */
  int hears(String section, List<String> exceptions, String utterance) {
    String meant =
        withoutAll(
            exceptions,
            spelling.of(utterance.substring(Math.max(0, utterance.length() - MAX_HEARD_CHARS))));
    return finds(section, meant)
        ? (int) WORD.matcher(without(section, meant)).results().count()
        : -1;
  }

  /**
   * Whether the end of what a bot says has a phrase of a section, those of the exceptions left out.
   */
  boolean says(String section, List<String> exceptions, String text) {
    String spoken = spelling.of(text.substring(Math.max(0, text.length() - MAX_SAID_CHARS)));
    return finds(section, withoutAll(exceptions, spoken));
  }

  private String withoutAll(List<String> sections, String spoken) {
    String left = spoken;
    for (String section : sections) {
      left = without(section, left);
    }
    return left;
  }

  /** The first text of the section {@code say}. */
  String text() {
    return texts.getFirst();
  }

  /** What is said instead where the caller can be put through to a human. */
  String textWithTransfer() {
    return texts.getLast();
  }

  private boolean finds(String section, String spoken) {
    return phrases.getOrDefault(section, List.of()).stream()
        .anyMatch(p -> p.matcher(spoken).find());
  }

  /** The text with other signs in place of all phrases of a section; as long as it was. */
  private String without(String section, String spoken) {
    StringBuilder left = new StringBuilder(spoken);
    for (Pattern phrase : phrases.getOrDefault(section, List.of())) {
      Matcher matcher = phrase.matcher(spoken);
      while (matcher.find()) {
        for (int i = matcher.start(); i < matcher.end(); i++) {
          if (left.charAt(i) != ' ') {
            left.setCharAt(i, '~');
          }
        }
      }
    }
    return left.toString();
  }
}
