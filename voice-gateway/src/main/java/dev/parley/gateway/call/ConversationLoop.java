package dev.parley.gateway.call;

import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.State;
import dev.parley.gateway.conversation.Step;
import dev.parley.gateway.conversation.TurnRules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Keeps the state of one conversation: events in, commands out, in order. An event that comes while
 * a command is carried out waits until all commands of the event before are. One owner.
 */
public final class ConversationLoop {
  private final String disclosure;
  private final Conversation conversation;
  private final Consumer<Command> hands;
  private final Deque<Event> inbox = new ArrayDeque<>();
  private State state = State.start();
  private boolean handling;
  private long nanos;
  private boolean over;

  /**
   * @param hands carries commands out
   */
  public ConversationLoop(TurnRules rules, Consumer<Command> hands) {
    this.disclosure = rules.disclosure();
    this.conversation = new Conversation(rules);
    this.hands = hands;
  }

  public void handle(Event event) {
    if (over) {
      return;
    }
    inbox.add(event);
    if (handling) {
      return;
    }
    handling = true;
    try {
      while (!over && !inbox.isEmpty()) {
        Event next = inbox.remove();
        nanos = next.nanos();
        Step step = conversation.on(state, next);
        state = step.state();
        step.commands().forEach(hands);
      }
    } finally {
      handling = false;
    }
  }

  public State state() {
    return state;
  }

  /** The words every call begins with. */
  String disclosure() {
    return disclosure;
  }

  /** When the event that is being handled happened; its commands belong to that moment. */
  long nanos() {
    return nanos;
  }

  /** Nothing is handled any more. */
  void close() {
    over = true;
    inbox.clear();
  }
}
