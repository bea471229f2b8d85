package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands after an answer.
 *
 * @param fact told last, which follow-ups refer to
 * @param question that it answered
 * @param offered facts the caller was asked to choose from
 * @param booking under way
 * @param held said without a context, kept for a booking that may follow
 * @param misses turns in a row that could not be answered
 * @param reply the answer
 */
record DialogueState(
    @Nullable Fact fact,
    String question,
    List<Fact> offered,
    @Nullable Booking booking,
    SpokenSlots held,
    int misses,
    String reply) {

  static final DialogueState START =
      new DialogueState(null, "", List.of(), null, SpokenSlots.NONE, 0, "");

  /** Something was said that leaves open what it is about. */
  DialogueState say(String text) {
    return new DialogueState(fact, question, List.of(), booking, SpokenSlots.NONE, 0, text);
  }

  /** The same is still open. */
  DialogueState sayAgain(String text) {
    return new DialogueState(fact, question, offered, booking, held, misses, text);
  }

  DialogueState tell(Fact told, String asked, String text) {
    return new DialogueState(told, asked, List.of(), booking, SpokenSlots.NONE, 0, text);
  }

  DialogueState offer(List<Fact> facts, String asked, String text) {
    return new DialogueState(fact, asked, facts, booking, SpokenSlots.NONE, 0, text);
  }

  DialogueState hold(SpokenSlots slots, String text) {
    return new DialogueState(fact, question, List.of(), booking, slots, 0, text);
  }

  DialogueState book(@Nullable Booking next, String text) {
    return new DialogueState(fact, question, List.of(), next, SpokenSlots.NONE, 0, text);
  }

  DialogueState miss(String text) {
    return new DialogueState(fact, question, offered, booking, held, misses + 1, text);
  }

  /** The caller never heard the question back, so nothing they say answers it. */
  DialogueState unheard() {
    return new DialogueState(fact, question, List.of(), booking, held, misses, reply);
  }
}
