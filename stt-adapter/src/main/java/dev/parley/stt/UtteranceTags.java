package dev.parley.stt;

import dev.parley.adapter.CallTag;
import dev.parley.proto.v1.UtteranceStart;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which turn each utterance of a stream is for. Thread-safe: utterances begin on the stream's
 * thread, and end on that of a worker.
 */
final class UtteranceTags {
  /** As many finals as may be awaited, and then some. */
  private static final int MOST = 64;

  private final CallTag stream;
  private final Map<Long, CallTag> tags =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CallTag> eldest) {
          return size() > MOST;
        }
      };

  private CallTag latest;

  UtteranceTags(CallTag stream) {
    this.stream = stream;
    this.latest = stream;
  }

  synchronized void began(UtteranceStart start) {
    latest = start.getTurn() > 0 ? stream.ofTurn(start.getTurn(), start.getTraceparent()) : stream;
    tags.put(start.getUtteranceId(), latest);
  }

  /** Of the utterance that began last. */
  synchronized CallTag latest() {
    return latest;
  }

  synchronized CallTag of(long utterance) {
    return tags.getOrDefault(utterance, stream);
  }
}
