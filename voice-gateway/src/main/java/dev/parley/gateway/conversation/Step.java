package dev.parley.gateway.conversation;

import java.util.List;

/** What an event leads to. */
public record Step(State state, List<Command> commands) {
  public Step {
    commands = List.copyOf(commands);
  }
}
