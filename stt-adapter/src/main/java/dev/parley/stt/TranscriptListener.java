package dev.parley.stt;

import dev.parley.proto.v1.Transcript;
import io.grpc.Status;

/** Where a recognition's results go. */
public interface TranscriptListener {
  void transcript(Transcript transcript);

  /**
   * The recognition is broken and gives nothing more; the status says what happened and what to do.
   */
  void failed(Status status);
}
