package dev.parley.tts.synthesis;

import dev.parley.tts.text.Break;

/** Silence after what was said, by how it ended; milliseconds. */
public record Pauses(int commaMillis, int sentenceMillis) {
  int millisAfter(Break ending) {
    return switch (ending) {
      case NONE -> 0;
      case COMMA -> commaMillis;
      case SENTENCE, QUESTION, EXCLAMATION -> sentenceMillis;
    };
  }
}
