package dev.parley.gateway.client;

import java.util.Arrays;

/**
 * Something a scripted caller says.
 *
 * @param pcm 16 kHz mono s16le
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Recording(String name, byte[] pcm) {
  public int frames() {
    return (pcm.length + Earpiece.FRAME_BYTES - 1) / Earpiece.FRAME_BYTES;
  }

  /** The n-th 20 ms; the last one is filled up with silence. */
  byte[] frame(int index) {
    int from = index * Earpiece.FRAME_BYTES;
    // copyOfRange pads with zeros beyond the end
    return Arrays.copyOfRange(pcm, from, from + Earpiece.FRAME_BYTES);
  }
}
