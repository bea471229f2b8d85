package dev.parley.stt.sphinx;

import java.util.concurrent.Semaphore;

/**
 * What the utterances of an engine share.
 *
 * @param utterances a permit for each that may be open
 */
record EngineParts(Workers workers, LiveDecoders live, Judge judge, Semaphore utterances) {}
