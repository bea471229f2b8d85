package dev.parley.gateway.disclosure;

import dev.parley.gateway.audio.Pcm;
import java.util.List;

/** Disclosures that don't take a test's time: 300 ms of a tone. */
public final class TestClips {
  public static final Clips SHORT = new Clips(List.of(tone()));

  private TestClips() {}

  private static Clip tone() {
    short[] samples = new short[500 * Pcm.SAMPLES_PER_MILLI];
    for (int i = 200 * Pcm.SAMPLES_PER_MILLI; i < samples.length; i++) {
      samples[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 200 * i / Pcm.RATE_HZ));
    }
    return new Clip(
        "en",
        "Hello. You are talking to an automated AI assistant, not to a person.",
        samples,
        Clips.hash(samples));
  }
}
