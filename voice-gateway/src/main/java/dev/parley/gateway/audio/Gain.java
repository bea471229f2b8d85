package dev.parley.gateway.audio;

/** Loudness of the bot's voice; changes take 10 ms, so that none is heard as a click. One owner. */
final class Gain {
  private static final int RAMP_SAMPLES = 10 * Pcm.SAMPLES_PER_MILLI;

  private float current = 1;
  private float target = 1;
  private float step;

  void rampTo(float gain) {
    target = gain;
    step = (target - current) / RAMP_SAMPLES;
  }

  /** From silence to where it was or was going. */
  void fadeIn() {
    current = 0;
    rampTo(target);
  }

  void apply(short[] frame, int length) {
    for (int i = 0; i < length; i++) {
      if (current != target) {
        advance();
      }
      if (current != 1) {
        frame[i] = Pcm.clip(Math.round((double) current * frame[i]));
      }
    }
  }

  private void advance() {
    float next = current + step;
    boolean arrived = step >= 0 ? next >= target : next <= target;
    current = arrived ? target : next;
  }
}
