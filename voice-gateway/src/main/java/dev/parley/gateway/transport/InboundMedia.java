package dev.parley.gateway.transport;

import dev.parley.gateway.audio.LineCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The caller's audio, in numbered chunks, as PCM at 16 kHz. A chunk that overtook others waits for
 * them; what is missing becomes silence, so that the time of what follows stays right; what comes
 * too late or twice is left out. One owner.
 */
public final class InboundMedia {
  /** Longer than this nobody was on the line. */
  private static final long LONGEST_GAP_MILLIS = 2_000;

  private final LineCodec codec;
  private final int patience;
  private final TreeMap<Long, byte[]> waiting = new TreeMap<>();
  private long last;

  /**
   * @param patience how many chunks wait for one that is missing; 0 where none overtakes another
   */
  public InboundMedia(LineCodec codec, int patience) {
    this.codec = codec;
    this.patience = patience;
  }

  LineCodec.Format format() {
    return codec.format();
  }

  /**
   * @param chunk its number, from 1
   * @return any whole number of samples at 16 kHz
   */
  public short[] take(long chunk, byte[] audio) {
    if (chunk > last) {
      waiting.put(chunk, audio);
    }
    byte[] all = {};
    while (!waiting.isEmpty()
        && (last == 0 || waiting.firstKey() == last + 1 || waiting.size() > patience)) {
      Map.Entry<Long, byte[]> next = waiting.pollFirstEntry();
      all = joined(all, gapBefore(next.getKey(), next.getValue().length));
      all = joined(all, next.getValue());
      last = next.getKey();
    }
    return codec.decode(all);
  }

  private byte[] gapBefore(long chunk, int chunkBytes) {
    long most = LONGEST_GAP_MILLIS * codec.format().bytesPerMilli();
    // bounded before it is multiplied: numbers come from outside
    long missing = last == 0 ? 0 : Math.min(chunk - last - 1, most) * chunkBytes;
    return codec.format().silence(Math.toIntExact(Math.min(missing, most)));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
