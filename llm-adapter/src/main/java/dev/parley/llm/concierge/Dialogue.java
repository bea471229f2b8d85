package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.adapter.knowledge.Knowledge.Fact;
import dev.parley.proto.v1.Message;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a conversation's last message. Nothing is kept: where the conversation stands
 * is worked out anew from what the caller said, message by message. Thread-safe.
 */
final class Dialogue {
  /** What the gateway sends for speech that was heard but not recognised. */
  static final String NOT_UNDERSTOOD = "[not understood]";

  // a follow-up never refers further back
  private static final int LAST_TURNS = 32;

  private static final Pattern YES =
      Pattern.compile(
          "(okay |ok |oh )?(yes|yeah|yep|yup|sure|of course|correct|right|exactly|that is right"
              + "|that's right|okay|ok|please do|i do)( please| that is right| that's right"
              + "| that is correct| it is| exactly| i do| sure)*");
  private static final Pattern NO =
      Pattern.compile(
          "(oh )?(no|nope|nah|neither|not that|none|wrong|that is wrong|that's wrong|not really)"
              + "( thank you| thanks| not that| that is wrong| that's wrong| neither| it is not)*");
  private static final Pattern FIRST =
      Pattern.compile("(yes )?(the )?(first|former)( one)?( please)?");
  private static final Pattern SECOND =
      Pattern.compile("(yes )?(the )?(second|last|latter|other)( one)?( please)?");
  private static final Pattern CANCEL =
      Pattern.compile(
          ".*\\b(cancel|never mind|forget (it|that)|stop|don't want|do not want)\\b.*|(no )?nothing");
  private static final Pattern RESTART =
      Pattern.compile(".*\\b(start (again|over)|from the (start|beginning))\\b.*");
  private static final Pattern ASKS =
      Pattern.compile(
          "(and |but )?(is|are|do|does|did|can|could|may|how|what|when|where|which|who|why|what's)\\b.*");

  private final FactIndex index;
  private final Retrieval retrieval;
  private final Replies replies;
  private final List<String> roomKinds;

  Dialogue(Knowledge knowledge, FactIndex index) {
    this.index = index;
    this.retrieval = new Retrieval(index);
    this.replies = new Replies(knowledge);
    this.roomKinds = knowledge.classes().getOrDefault("room_kind", List.of());
  }

  /** The answer to the last message. */
  String reply(List<Message> messages) {
    int[] turns =
        IntStream.range(0, messages.size())
            .filter(i -> messages.get(i).getRole() == Message.Role.USER)
            .toArray();
    DialogueState state = DialogueState.START;
    for (int t = Math.max(0, turns.length - LAST_TURNS); t < turns.length; t++) {
      int i = turns[t];
      state = next(state, messages.get(i).getText());
      boolean heard =
          i + 1 < messages.size() && messages.get(i + 1).getRole() == Message.Role.ASSISTANT;
      if (!heard && t + 1 < turns.length) {
        state = state.unheard();
      }
    }
    return turns.length == 0 ? replies.smallTalk(SmallTalk.GREETING) : state.reply();
  }

  private DialogueState next(DialogueState state, String text) {
    String said = Spoken.clean(text);
    if (text.strip().equals(NOT_UNDERSTOOD) || said.isEmpty()) {
      return notUnderstood(state);
    }
    SmallTalk talk = SmallTalk.of(said);
    if (talk == SmallTalk.ARE_YOU_HUMAN) {
      return state.sayAgain(withBooking(replies.identity(), state.booking()));
    }
    if (talk == SmallTalk.REPEAT) {
      return state.reply().isEmpty()
          ? state.say(replies.smallTalk(talk))
          : state.sayAgain(state.reply());
    }
    Booking booking = state.booking();
    if (booking != null) {
      return talk == null || talk == SmallTalk.NEVER_MIND
          ? continueBooking(state, booking, said)
          : chat(state, booking, talk);
    }
    if (!state.offered().isEmpty()) {
      DialogueState chosen = choose(state, said);
      if (chosen != null) {
        return chosen;
      }
    }
    if (!state.held().isEmpty() && YES.matcher(said).matches()) {
      return startBooking(state, state.held());
    }
    return talk == null ? answer(state, said) : state.say(replies.smallTalk(talk));
  }

  private DialogueState notUnderstood(DialogueState state) {
    Booking booking = state.booking();
    if (booking != null) {
      return state.book(booking, "Sorry, I did not understand that. " + booking.asked().question());
    }
    if (!state.offered().isEmpty() && state.misses() == 0) {
      return state.miss("Sorry, I did not understand that. " + replies.doYouMean(state.offered()));
    }
    return state.miss(replies.notUnderstood(state.misses()));
  }

  private static String withBooking(String reply, @Nullable Booking booking) {
    return booking == null ? reply : reply + " Back to your room. " + booking.asked().question();
  }

  // answers to "do you mean ...?"; null = it is something else
  private @Nullable DialogueState choose(DialogueState state, String said) {
    List<Fact> offered = state.offered();
    if (FIRST.matcher(said).matches() || (offered.size() == 1 && YES.matcher(said).matches())) {
      return tell(state, offered.get(0), state.question());
    }
    if (offered.size() > 1 && SECOND.matcher(said).matches()) {
      return tell(state, offered.get(1), state.question());
    }
    if (YES.matcher(said).matches()) {
      return state.sayAgain(replies.whichOne(offered));
    }
    if (NO.matcher(said).matches()) {
      return state.say("Sorry. Please say it in other words, then.");
    }
    if (retrieval.find(said) instanceof Verdict.Sure sure && !offered.contains(sure.fact())) {
      return null;
    }
    Fact picked = retrieval.pick(said, offered);
    return picked == null ? null : tell(state, picked, said);
  }

  private DialogueState answer(DialogueState state, String said) {
    Verdict verdict = retrieval.find(said, state.fact(), state.question());
    SpokenSlots slots = SpokenSlots.in(said, roomKinds, null);
    boolean followsUp = state.fact() != null && Retrieval.isFollowUp(said);
    if (verdict instanceof Verdict.Sure sure
        && (followsUp || slots.isEmpty() || !saysNothingElse(said))) {
      return slots.room() == null || ASKS.matcher(said).matches()
          ? tell(state, sure.fact(), said)
          : tellOfRoom(state, sure.fact(), said, slots);
    }
    if (!slots.isEmpty() && saysNothingElse(said)) {
      SpokenSlots all = state.held().with(slots);
      return state.hold(
          all,
          Spoken.capital(Booking.describe(all))
              + ". Would you like to book a room for that, or do you have a question about it?");
    }
    if (YES.matcher(said).matches() || NO.matcher(said).matches()) {
      return state.say("All right. What would you like to know?");
    }
    if (verdict instanceof Verdict.Unsure unsure) {
      return state.offer(
          unsure.facts(), said, "I am not sure. " + replies.doYouMean(unsure.facts()));
    }
    return state.miss(replies.noIdea(state.misses()));
  }

  private boolean saysNothingElse(String said) {
    return index.terms(said).stream()
        .allMatch(
            t ->
                index.isLight(t)
                    || t.matches(
                        "p|m|pm|clock|night|peopl|person|guest|weekend|month|week|morn|even"
                            + "|afternoon"));
  }

  private DialogueState tell(DialogueState state, Fact fact, String said) {
    if (Booking.starts(fact)) {
      return startBooking(state, state.held().with(SpokenSlots.in(said, roomKinds, null)));
    }
    String again = fact.equals(state.fact()) ? "As far as I know: " : "";
    return state.tell(fact, said, again + fact.answer());
  }

  // "a mountain view room": told what it is, the caller may want it
  private DialogueState tellOfRoom(DialogueState state, Fact fact, String said, SpokenSlots slots) {
    return Booking.starts(fact)
        ? tell(state, fact, said)
        : tell(state, fact, said)
            .hold(state.held().with(slots), fact.answer() + " Would you like to book one?");
  }

  private static DialogueState startBooking(DialogueState state, SpokenSlots slots) {
    Booking booking = new Booking(slots, 0);
    return state.book(booking, "With pleasure. " + booking.next(slots));
  }

  private DialogueState chat(DialogueState state, Booking booking, SmallTalk talk) {
    if (talk == SmallTalk.DONE || talk == SmallTalk.GOODBYE) {
      return state.book(null, "Nothing is booked, then. " + replies.smallTalk(talk));
    }
    String reply = talk == SmallTalk.THANKS ? "You are welcome." : replies.smallTalk(talk);
    return state.book(booking, withBooking(reply, booking));
  }

  private DialogueState continueBooking(DialogueState state, Booking booking, String said) {
    if (RESTART.matcher(said).matches()) {
      return startBooking(state, SpokenSlots.NONE);
    }
    if (CANCEL.matcher(said).matches() && !ASKS.matcher(said).matches()) {
      return state.book(null, "All right, I have dropped that. What else can I do for you?");
    }
    if (booking.asked() == Booking.Ask.CONFIRM) {
      if (YES.matcher(said).matches()) {
        return state.book(
            null,
            "Thank you. Nothing is booked yet: please have a person at the desk confirm it. Is"
                + " there anything else?");
      }
      if (NO.matcher(said).matches()) {
        return state.book(booking, "What should be different?");
      }
    }
    SpokenSlots slots = SpokenSlots.in(said, roomKinds, booking.asked());
    Verdict verdict = retrieval.find(said);
    boolean asks = ASKS.matcher(said).matches() || slots.isEmpty();
    if (asks && verdict instanceof Verdict.Sure sure && !Booking.starts(sure.fact())) {
      return state.tell(sure.fact(), said, withBooking(sure.fact().answer(), booking));
    }
    if (!slots.isEmpty()) {
      Booking further = booking.with(slots);
      return state.book(further, further.next(slots));
    }
    Booking missed = booking.missed();
    return state.book(
        missed,
        "Sorry, I did not get that. "
            + booking.asked().question()
            + (missed.misses() > 1 ? " You can also say cancel." : ""));
  }
}
