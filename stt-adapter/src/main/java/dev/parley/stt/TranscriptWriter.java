package dev.parley.stt;

import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The response side of one stream. May be called from any thread; the observer is called by one at
 * a time and never under a lock. A caller that does not read loses partials first; when finals pile
 * up, too, the stream ends.
 */
final class TranscriptWriter {
  private static final int MAX_WAITING = 64;

  private final ServerCallStreamObserver<TranscribeResponse> responses;

  // guarded by this
  private final ArrayDeque<Transcript> waiting = new ArrayDeque<>();
  private @Nullable Status end;
  private boolean writing;
  private boolean abandoned;

  // touched by the thread that is writing
  private int unread;

  TranscriptWriter(ServerCallStreamObserver<TranscribeResponse> responses) {
    this.responses = responses;
  }

  void write(Transcript transcript) {
    synchronized (this) {
      if (end != null || abandoned) {
        return;
      }
      waiting.add(transcript);
      if (waiting.size() > MAX_WAITING) {
        end = tooSlow();
      }
    }
    drain();
  }

  /** What was written before still goes out. */
  void complete() {
    end(Status.OK);
  }

  void fail(Status status) {
    end(status);
  }

  /** The caller has gone: nothing is sent any more. */
  synchronized void abandon() {
    abandoned = true;
    waiting.clear();
  }

  private void end(Status status) {
    synchronized (this) {
      if (end != null || abandoned) {
        return;
      }
      end = status;
    }
    drain();
  }

  private void drain() {
    synchronized (this) {
      if (writing) {
        return;
      }
      writing = true;
    }
    while (true) {
      Transcript next;
      Status last;
      synchronized (this) {
        next = abandoned ? null : waiting.poll();
        last = next == null && !abandoned ? end : null;
        if (next == null && last == null) {
          writing = false;
          return;
        }
        if (last != null) {
          abandoned = true;
        }
      }
      try {
        if (next != null) {
          send(next);
        } else if (last != null) {
          finish(last);
        }
      } catch (IllegalStateException e) {
        // the caller cancelled meanwhile: gRPC has no other way to say so
        abandon();
      }
    }
  }

  private void send(Transcript transcript) {
    if (responses.isReady()) {
      unread = 0;
    } else if (!transcript.getFinal()) {
      return;
    } else if (++unread > MAX_WAITING) {
      end(tooSlow());
      return;
    }
    responses.onNext(TranscribeResponse.newBuilder().setTranscript(transcript).build());
  }

  private void finish(Status status) {
    if (status.isOk()) {
      responses.onCompleted();
    } else {
      responses.onError(status.asRuntimeException());
    }
  }

  private static Status tooSlow() {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "more than " + MAX_WAITING + " transcripts were not read; read responses as they come");
  }
}
