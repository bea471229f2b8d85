package dev.parley.stt.sphinx;

import dev.parley.adapter.knowledge.Knowledge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What callers may say, word by word: the questions and phrases of the knowledge, with the {class}
 * slots filled.
 */
final class DomainSentences {
  /**
   * @param words lower case
   * @param weight the fillings of one template share its weight
   */
  record Sentence(List<String> words, double weight) {}

  private static final Pattern SLOT = Pattern.compile("\\{([^}]+)}");
  private static final int MAX_FILLINGS = 150;
  // an answer to a question back ("today", "two people") is said far more often than any one
  // question; without this "two thirty" is heard as "to thirty"
  private static final double PHRASE_WEIGHT = 3;

  /**
   * What people say while somebody else speaks, whatever the subject. Without these "mm-hmm" is
   * heard as the nearest words of the domain.
   */
  private static final List<String> OVER_OTHERS =
      List.of(
          "mhm",
          "mm",
          "uh-huh",
          "okay",
          "yeah",
          "yes",
          "right",
          "i see",
          "stop",
          "wait",
          "wait stop",
          "wait a moment",
          "hold on",
          "no");

  private DomainSentences() {}

  static List<Sentence> of(Knowledge knowledge) {
    List<Sentence> sentences = new ArrayList<>();
    knowledge
        .facts()
        .forEach(f -> f.questions().forEach(q -> expand(q, 1, knowledge.classes(), sentences)));
    knowledge.phrases().forEach(p -> expand(p, PHRASE_WEIGHT, knowledge.classes(), sentences));
    OVER_OTHERS.forEach(p -> expand(p, PHRASE_WEIGHT, Map.of(), sentences));
    return sentences;
  }

  /**
   * All combinations of the slots' members, or an even sample where they are too many. A template
   * of many combinations weighs more, but not as many times more.
   */
  private static void expand(
      String template, double weight, Map<String, List<String>> classes, List<Sentence> into) {
    long combinations = 1;
    Matcher slots = SLOT.matcher(template);
    while (slots.find()) {
      combinations *= members(classes, slots.group(1)).size();
    }
    int fillings = (int) Math.min(combinations, MAX_FILLINGS);
    double share = weight * (1 + Math.log((double) combinations)) / fillings;
    for (int i = 0; i < fillings; i++) {
      into.add(new Sentence(fill(template, i * combinations / fillings, classes), share));
    }
  }

  private static List<String> fill(
      String template, long combination, Map<String, List<String>> classes) {
    long[] rest = {combination};
    String text =
        SLOT.matcher(template)
            .replaceAll(
                slot -> {
                  List<String> members = members(classes, slot.group(1));
                  String member = members.get((int) (rest[0] % members.size()));
                  rest[0] /= members.size();
                  return Matcher.quoteReplacement(member);
                });
    return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  private static List<String> members(Map<String, List<String>> classes, String name) {
    List<String> members = classes.getOrDefault(name, List.of());
    return members.isEmpty() ? List.of("") : members;
  }
}
