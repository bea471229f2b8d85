package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.adapter.knowledge.Knowledge.Fact;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sentences that are not in the knowledge. */
final class Replies {
  private static final int EXAMPLE_TOPICS = 4;

  private final String domain;
  private final String topics;
  private final String example;

  Replies(Knowledge knowledge) {
    this.domain = knowledge.name();
    this.topics = largestTopics(knowledge);
    this.example = question(knowledge.facts().get(knowledge.facts().size() / 6));
  }

  private static String largestTopics(Knowledge knowledge) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    knowledge.facts().forEach(f -> sizes.merge(f.topic(), 1, Integer::sum));
    List<String> names =
        sizes.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
            .limit(EXAMPLE_TOPICS)
            .map(e -> e.getKey().replace('-', ' '))
            .toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** The first of its questions that needs no filling in. */
  static String question(Fact fact) {
    return Spoken.quote(
        fact.questions().stream()
            .filter(q -> q.indexOf('{') < 0)
            .findFirst()
            .orElse(fact.questions().get(0).replaceAll("[{}]", "").replace('_', ' ')));
  }

  String identity() {
    return "I am an AI voice assistant, not a person, and no large language model either. I look up"
        + " my answers in a small collection of facts about this "
        + domain
        + ".";
  }

  String capabilities() {
    return "You can ask me about this " + domain + ", for example about " + topics + ".";
  }

  String smallTalk(SmallTalk kind) {
    return switch (kind) {
      case ARE_YOU_HUMAN -> identity();
      case CAPABILITIES -> capabilities();
      case REPEAT -> "I have not said anything yet. " + capabilities();
      case NEVER_MIND -> "All right. What else can I do for you?";
      case WAIT -> "All right. Just speak when you are ready.";
      case THANKS -> "You are welcome. Is there anything else?";
      case DONE, GOODBYE -> "Thank you for calling. Goodbye.";
      case HOW_ARE_YOU -> "Everything works, thank you. How can I help you?";
      case GREETING -> "Hello. How can I help you?";
    };
  }

  String notUnderstood(int before) {
    return before == 0
        ? "Sorry, I heard you, but I did not understand. " + capabilities()
        : "I am sorry, I did not understand that either. Please say it in a few simple words, such"
            + " as: "
            + example
            + "?";
  }

  String noIdea(int before) {
    return before == 0
        ? "I am afraid I don't know that. " + capabilities()
        : "I can't answer that either, I only know a few things about this "
            + domain
            + ". Try a question such as: "
            + example
            + "?";
  }

  String doYouMean(List<Fact> facts) {
    String first = "Do you mean: " + question(facts.get(0)) + "?";
    return facts.size() == 1 ? first : first + " Or: " + question(facts.get(1)) + "?";
  }

  String whichOne(List<Fact> facts) {
    return "Which one, the first or the second? " + doYouMean(facts);
  }
}
