package dev.parley.stt.sphinx;

import dev.parley.adapter.knowledge.Knowledge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  // coprime to any class size that matters, so that two slots of a class don't walk in step
  private static final int STRIDE = 7919;

  private DomainSentences() {}

  static List<Sentence> of(Knowledge knowledge) {
    List<Sentence> sentences = new ArrayList<>();
    knowledge
        .facts()
        .forEach(f -> f.questions().forEach(q -> expand(q, knowledge.classes(), sentences)));
    knowledge.phrases().forEach(p -> expand(p, knowledge.classes(), sentences));
    return sentences;
  }

  /**
   * As many sentences as the largest class of the template has members: each member is there at
   * least once, pairs are sampled. All combinations of three slots would be tens of thousands.
   */
  private static void expand(
      String template, Map<String, List<String>> classes, List<Sentence> into) {
    int fillings = 1;
    Matcher slots = SLOT.matcher(template);
    while (slots.find()) {
      fillings = Math.max(fillings, classes.getOrDefault(slots.group(1), List.of()).size());
    }
    for (int i = 0; i < fillings; i++) {
      int filling = i;
      int[] slot = {0};
      String text =
          SLOT.matcher(template)
              .replaceAll(
                  m -> Matcher.quoteReplacement(member(classes, m.group(1), filling, slot[0]++)));
      into.add(new Sentence(words(text), 1.0 / fillings));
    }
  }

  private static String member(
      Map<String, List<String>> classes, String name, int filling, int slot) {
    List<String> members = classes.getOrDefault(name, List.of());
    return members.isEmpty()
        ? ""
        : members.get((int) ((filling + (long) slot * STRIDE * (filling + 1)) % members.size()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().toLowerCase(java.util.Locale.ROOT).split("\\s+"))
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
