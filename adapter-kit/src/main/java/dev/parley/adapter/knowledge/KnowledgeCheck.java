package dev.parley.adapter.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks for what would make a {@link Knowledge} useless or misleading, all of it at once. */
final class KnowledgeCheck {
  private static final int MAX_PROBLEMS = 10;
  private static final Pattern SLOT = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern BRACE = Pattern.compile("[{}]");
  private static final Pattern CLASS_NAME = Pattern.compile("[a-z_]+");

  private final Knowledge knowledge;
  private final List<String> problems = new ArrayList<>();

  KnowledgeCheck(Knowledge knowledge) {
    this.knowledge = knowledge;
  }

  /** Each says where, what is wrong and what to do; empty if all is well. */
  List<String> problems() {
    if (isBlank(knowledge.name())) {
      problems.add("it has no name; add a line 'name: ...'");
    }
    if (knowledge.facts().isEmpty()) {
      problems.add("it holds no facts; add at least one");
    }
    knowledge.classes().forEach(this::checkClass);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < knowledge.facts().size(); i++) {
      checkFact(i, knowledge.facts().get(i), ids);
    }
    for (String phrase : knowledge.phrases()) {
      checkText("phrase '" + phrase + "'", phrase);
    }
    if (problems.size() > MAX_PROBLEMS) {
      int more = problems.size() - MAX_PROBLEMS;
      problems.subList(MAX_PROBLEMS, problems.size()).clear();
      problems.add("and " + more + " more");
    }
    return List.copyOf(problems);
  }

  private void checkClass(String name, List<String> members) {
    if (!CLASS_NAME.matcher(name).matches()) {
      problems.add("class '" + name + "' must be named with a-z and _ only; rename it");
    }
    if (members == null || members.isEmpty()) {
      problems.add("class '" + name + "' is empty; add words or remove it");
      return;
    }
    for (String member : members) {
      if (isBlank(member) || BRACE.matcher(member).find()) {
        problems.add(
            "class '" + name + "' holds '" + member + "'; its members must be words, not slots");
      }
    }
  }

  private void checkFact(int index, Knowledge.Fact fact, Set<String> ids) {
    if (isBlank(fact.id())) {
      problems.add("fact number " + (index + 1) + " has no id; add a line 'id: ...'");
      return;
    }
    String where = "fact '" + fact.id() + "'";
    if (!ids.add(fact.id())) {
      problems.add(where + " stands there twice; rename one");
    }
    if (isBlank(fact.topic())) {
      problems.add(where + " has no topic; add a line 'topic: ...'");
    }
    if (isBlank(fact.answer())) {
      problems.add(where + " has no answer; add a line 'answer: ...'");
    }
    if (fact.questions().isEmpty()) {
      problems.add(where + " has no questions; add at least one");
    }
    for (String question : fact.questions()) {
      checkText(where + ", question '" + question + "'", question);
    }
  }

  private void checkText(String where, String text) {
    if (isBlank(text)) {
      problems.add(where + " is empty; remove it");
      return;
    }
    Matcher slots = SLOT.matcher(text);
    while (slots.find()) {
      if (!knowledge.classes().containsKey(slots.group(1))) {
        problems.add(
            where
                + " uses {"
                + slots.group(1)
                + "}, which is not among the classes "
                + knowledge.classes().keySet().stream().sorted().toList()
                + "; add it there or correct it");
      }
    }
    if (BRACE.matcher(slots.replaceAll("")).find()) {
      problems.add(where + " has a brace without its partner; slots are written {class}");
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
