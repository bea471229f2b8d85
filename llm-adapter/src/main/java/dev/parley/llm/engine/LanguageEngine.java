package dev.parley.llm.engine;

import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateRequest;
import io.grpc.StatusException;

/** Something that answers conversations. Thread-safe: many answers are under way at once. */
public interface LanguageEngine extends AutoCloseable {
  EngineDescription describe();

  /**
   * Writes one answer to the sink and returns how it ended. Runs on a virtual thread of its own and
   * may wait there; interrupting that thread ends the generation at once, upstream included.
   *
   * @param request already checked; the system prompt is in its messages
   * @throws StatusException when there is no answer, or only a part of one: what happened and what
   *     to do, without secrets
   */
  AnswerEnd answer(GenerateRequest request, AnswerSink sink)
      throws InterruptedException, StatusException;

  @Override
  void close();
}
