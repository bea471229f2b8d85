package dev.parley.gateway.call;

import com.google.protobuf.ByteString;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import java.util.Arrays;

/**
 * Speaks the disclosure, and nothing else, whatever it is asked to speak. Needs no engine: all of
 * its audio comes at once.
 */
final class ClipStream implements SpeechStream {
  // as long as a message of a synthesis
  private static final int CHUNK_SAMPLES = 100 * Pcm.SAMPLES_PER_MILLI;

  private final Clip clip;
  private final Listener listener;
  private boolean spoken;
  private boolean over;

  ClipStream(Clip clip, Listener listener) {
    this.clip = clip;
    this.listener = listener;
  }

  @Override
  public void speak(long clause, String text) {
    if (spoken || over) {
      return;
    }
    spoken = true;
    short[] all = clip.samples();
    for (int from = 0; from < all.length && !over; from += CHUNK_SAMPLES) {
      short[] part = Arrays.copyOfRange(all, from, Math.min(all.length, from + CHUNK_SAMPLES));
      listener.audio(
          AudioChunk.newBuilder()
              .setClauseId(clause)
              .setSampleRateHz(Pcm.RATE_HZ)
              .setPcm(ByteString.copyFrom(Pcm.bytes(part)))
              .build());
    }
    if (!over) {
      listener.clauseEnded(ClauseEnd.newBuilder().setClauseId(clause).build());
    }
  }

  @Override
  public void textOver() {
    if (!over) {
      listener.ended();
    }
  }

  @Override
  public void request(int messages) {}

  @Override
  public void cancel() {
    over = true;
  }
}
