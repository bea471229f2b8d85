package dev.parley.stt;

import dev.parley.proto.v1.EngineDescription;

/** A loaded recogniser with its bounded pool of workers. Thread-safe. */
public interface RecognitionEngine extends AutoCloseable {
  EngineDescription describe();

  /** true if the language (BCP 47 tag) can be recognised. */
  boolean speaks(String language);

  /**
   * One per gRPC stream. Never blocks.
   *
   * @param transcripts called from worker threads, one call at a time per recognition, never after
   *     close() or discard of the utterance has returned
   */
  Recognition open(RecognitionOptions options, TranscriptListener transcripts);

  /** Stops the workers; running decodes are waited for, since native ones can't be stopped. */
  @Override
  void close();
}
