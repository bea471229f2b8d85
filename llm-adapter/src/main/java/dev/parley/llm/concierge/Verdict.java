package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge.Fact;
import java.util.List;

/** What retrieval makes of a question. */
sealed interface Verdict {
  record Sure(Fact fact) implements Verdict {}

  /** One or two facts that might be meant. */
  record Unsure(List<Fact> facts) implements Verdict {}

  record NoIdea() implements Verdict {}
}
