package dev.parley.gateway.client;

/**
 * The gain of what is played. It changes over 10 ms, so that nobody hears a click. Mutable, owned
 * by its earpiece.
 */
final class Loudness {
  private static final int RAMP_SAMPLES = 160;

  private double gain = 1;
  private double target = 1;
  private double step;

  /** Anything above 0 dB counts as full voice: a caller's end never makes the bot louder. */
  void rampTo(double gainDb) {
    target = Math.pow(10, Math.min(0, gainDb) / 20);
    step = (target - gain) / RAMP_SAMPLES;
  }

  /** s16le; silence passes too, so that a ramp takes its time whether or not the bot speaks. */
  void apply(byte[] pcm) {
    for (int i = 0; i + 1 < pcm.length; i += 2) {
      if (gain != target) {
        double next = gain + step;
        gain = step >= 0 ? Math.min(next, target) : Math.max(next, target);
      }
      if (gain != 1) {
        int sample = (pcm[i + 1] << 8) | (pcm[i] & 0xFF);
        int lowered = (int) Math.round(gain * sample);
        pcm[i] = (byte) lowered;
        pcm[i + 1] = (byte) (lowered >> 8);
      }
    }
  }
}
