package dev.parley.tts.openai;

import dev.parley.tts.engine.SpeechSink;
import java.nio.ByteBuffer;

/**
 * Little-endian bytes, however they were cut on the way, to blocks of samples for a sink. Mutable,
 * of one thread.
 */
final class PcmDecoder {
  private static final int BLOCK_SAMPLES = OpenAiSpeechEngine.SAMPLE_RATE_HZ / 50;

  private final SpeechSink sink;
  private final short[] block = new short[BLOCK_SAMPLES];
  private int fill;
  private long samples;
  private int lowByte = -1;

  PcmDecoder(SpeechSink sink) {
    this.sink = sink;
  }

  long samples() {
    return samples;
  }

  /** Takes all bytes; false = the sink wants no more. */
  boolean accept(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int next = bytes.get() & 0xff;
      if (lowByte < 0) {
        lowByte = next;
      } else {
        block[fill++] = (short) (lowByte | (next << 8));
        lowByte = -1;
        if (fill == block.length && !flush()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Gives what is left; half a sample at the end is nothing. */
  boolean flush() {
    samples += fill;
    int count = fill;
    fill = 0;
    return count == 0 || sink.audio(block, 0, count);
  }
}
