package dev.parley.turn;

import java.util.ArrayList;
import java.util.List;

/** When the caller's voice was there, ms of their audio. One owner, the detector. */
final class VoiceTrack {
  private static final double MILLIS = 1_000;
  // some stops of consonants are as long; any longer, and a voice that has ended would go on
  private static final long GAP_MILLIS = 40;

  private long now;
  private long lastVoice = -1;
  private long stretchStart = -1;
  private boolean speaking;

  void at(long nowMillis, boolean isSpeaking, boolean isFrameActive) {
    now = nowMillis;
    speaking = isSpeaking;
    if (isSpeaking && isFrameActive) {
      lastVoice = nowMillis;
    }
  }

  void started(long atMillis, long nowMillis) {
    now = nowMillis;
    speaking = true;
    stretchStart = atMillis;
    lastVoice = Math.max(lastVoice, nowMillis);
  }

  void ended(long atMillis) {
    speaking = false;
    lastVoice = atMillis;
  }

  long now() {
    return now;
  }

  long lastVoice() {
    return lastVoice;
  }

  long stretchStart() {
    return stretchStart;
  }

  boolean isSpeaking() {
    return speaking;
  }

  long silent() {
    return now - lastVoice;
  }

  boolean isOn() {
    return silent() <= GAP_MILLIS;
  }

  /** Of the newest stretch of voice, as far as it has gone. */
  long stretch() {
    return Math.max(0, (isOn() ? now : lastVoice) - stretchStart);
  }

  static List<Float> list(float[] row) {
    List<Float> list = new ArrayList<>(row.length);
    for (float f : row) {
      list.add(f);
    }
    return List.copyOf(list);
  }

  static float seconds(long millis) {
    return (float) (millis / MILLIS);
  }
}
