package dev.parley.gateway.conversation;

/**
 * Something that happens in a random conversation.
 *
 * @param afterMillis since what happened before
 * @param choice which of the things that it may happen to: 0 is the newest, more are older
 * @param percent the probability it is about, if any
 */
record Happening(Kind kind, int afterMillis, int choice, int percent) {
  enum Kind {
    SPEECH_ENDED,
    SPEECH_STARTED,
    OPENED,
    LINE_BACK,
    END_OF_TURN,
    OVERLAP,
    PARTIAL,
    FINAL,
    FINAL_OF_NOTHING,
    FINAL_NOT_UNDERSTOOD,
    TRANSCRIPTION_FAILED,
    TYPED,
    KEY,
    TEXT,
    SENTENCE,
    TOOL_CALLED,
    GENERATION_ENDED,
    GENERATION_FAILED,
    TOOL_RETURNED,
    END_ASKED,
    STOPPING,
    AUDIO_ARRIVED,
    CLAUSE_SYNTHESISED,
    SYNTHESIS_FAILED,
    PLAYOUT_STARTED,
    RAN_DRY,
    ALL_SENT,
    PLAYOUT_ENDED,
    TIMER
  }
}
