package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript.Verdict;

/**
 * Whether a recognised text may be believed.
 *
 * @param confidence 0..1
 */
record Judgement(Verdict verdict, float confidence) {}
