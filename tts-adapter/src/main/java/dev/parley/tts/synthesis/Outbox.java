package dev.parley.tts.synthesis;

import dev.parley.proto.v1.SynthesizeResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is ready for the caller and not yet sent, counted in audio. Safe for several threads. */
final class Outbox {
  private final Queue<SynthesizeResponse> messages = new ArrayDeque<>();
  private long audioBytes;

  synchronized void add(SynthesizeResponse message) {
    messages.add(message);
    audioBytes += audioBytes(message);
  }

  synchronized @Nullable SynthesizeResponse poll() {
    SynthesizeResponse message = messages.poll();
    if (message != null) {
      audioBytes -= audioBytes(message);
    }
    return message;
  }

  synchronized boolean isEmpty() {
    return messages.isEmpty();
  }

  synchronized long audioBytes() {
    return audioBytes;
  }

  synchronized void clear() {
    messages.clear();
    audioBytes = 0;
  }

  private static int audioBytes(SynthesizeResponse message) {
    return message.hasAudio() ? message.getAudio().getPcm().size() : 0;
  }
}
