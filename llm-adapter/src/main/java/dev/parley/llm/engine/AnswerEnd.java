package dev.parley.llm.engine;

import dev.parley.proto.v1.GenerateEnd.FinishReason;
import java.util.OptionalInt;

/**
 * How an answer ended.
 *
 * @param inputTokens empty where the engine does not count
 * @param outputTokens empty where the engine does not count
 * @param attempts made upstream; 1 = no retry
 */
public record AnswerEnd(
    FinishReason reason, OptionalInt inputTokens, OptionalInt outputTokens, int attempts) {}
