package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateEnd.FinishReason;
import dev.parley.proto.v1.GenerateRequest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Answers from a {@link Knowledge}. Keeps nothing between requests; tools are not called. */
public final class Concierge implements LanguageEngine {
  private final ConciergeOptions options;
  private final Knowledge knowledge;
  private final FactIndex index;
  private final Dialogue dialogue;

  public Concierge(Knowledge knowledge, ConciergeOptions options) {
    this.options = options;
    this.knowledge = knowledge;
    this.index = new FactIndex(knowledge);
    this.dialogue = new Dialogue(knowledge, index);
  }

  @Override
  public EngineDescription describe() {
    int facts = knowledge.facts().size();
    return EngineDescription.newBuilder()
        .setEngine("concierge")
        .setModel(knowledge.name() + ", " + facts + " facts")
        .setLabel("retrieval over " + facts + " facts, not a large model")
        .setReason(options.reason())
        .build();
  }

  @Override
  public AnswerEnd answer(GenerateRequest request, AnswerSink sink) throws InterruptedException {
    long startNanos = System.nanoTime();
    List<String> words = words(dialogue.reply(request.getMessagesList()));
    int limit = request.getSettings().getMaxTokens();
    boolean cut = limit > 0 && words.size() > limit;
    List<String> said = cut ? words.subList(0, limit) : words;
    for (int i = 0; i < said.size(); i++) {
      // from the start, not from the last word: small delays do not add up
      sleepUntil(
          startNanos
              + options.firstToken().toNanos()
              + i * Duration.ofSeconds(1).toNanos() / options.tokensPerSecond());
      sink.text(said.get(i));
    }
    return new AnswerEnd(
        cut ? FinishReason.LENGTH : FinishReason.STOP,
        OptionalInt.empty(),
        OptionalInt.of(said.size()),
        1);
  }

  /** White space stays with the word before it, so that a clause is complete when its end comes. */
  private static List<String> words(String text) {
    return List.of(text.split("(?<=\\s)(?=\\S)"));
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    index.close();
  }
}
