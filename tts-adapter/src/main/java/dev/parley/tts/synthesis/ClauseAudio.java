package dev.parley.tts.synthesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.SynthesizeResponse;
import java.util.function.Consumer;

/** Cuts the samples of one clause into chunks of 20 ms. Mutable, of one thread at a time. */
final class ClauseAudio {
  private static final int CHUNKS_PER_SECOND = 50;

  private final long clauseId;
  private final int sampleRateHz;
  private final Consumer<SynthesizeResponse> output;
  private byte[] chunk;
  private int fill;
  private long samples;

  ClauseAudio(long clauseId, int sampleRateHz, Consumer<SynthesizeResponse> output) {
    this.clauseId = clauseId;
    this.sampleRateHz = sampleRateHz;
    this.output = output;
    this.chunk = newChunk();
  }

  /** Samples of the clause so far. */
  long samples() {
    return samples;
  }

  int millis() {
    return millis(samples);
  }

  int millis(long sample) {
    return (int) (sample * 1000 / sampleRateHz);
  }

  void add(short[] from, int offset, int count) {
    for (int i = 0; i < count; i++) {
      put(from[offset + i]);
    }
  }

  void addSilence(int millis) {
    for (long i = (long) sampleRateHz * millis / 1000; i > 0; i--) {
      put((short) 0);
    }
  }

  /** Gives out what is left of the last chunk. */
  void flush() {
    if (fill > 0) {
      ByteString pcm = UnsafeByteOperations.unsafeWrap(chunk, 0, fill);
      chunk = newChunk();
      fill = 0;
      output.accept(
          SynthesizeResponse.newBuilder()
              .setAudio(
                  AudioChunk.newBuilder()
                      .setClauseId(clauseId)
                      .setPcm(pcm)
                      .setSampleRateHz(sampleRateHz))
              .build());
    }
  }

  private void put(short sample) {
    chunk[fill++] = (byte) sample;
    chunk[fill++] = (byte) (sample >> 8);
    samples++;
    if (fill == chunk.length) {
      flush();
    }
  }

  private byte[] newChunk() {
    return new byte[sampleRateHz / CHUNKS_PER_SECOND * 2];
  }
}
