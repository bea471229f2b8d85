package dev.parley.tts.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SilenceTrimmerTest {
  private static final int RATE_HZ = 1_000; // a sample is a millisecond
  private static final int PEAK = 100;

  private final List<Short> out = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10, 50, 1_000})
  void onlyTenMillisecondsOfTheSilenceAroundStay(int blockSize) {
    short[] samples = new short[200];
    samples[60] = 500;
    samples[90] = -500; // 29 ms of silence inside

    SilenceTrimmer trimmer = trim(samples, blockSize, 0);

    assertEquals(50, trimmer.trimmedLead());
    assertEquals(10 + 31 + 10, out.size());
    assertEquals((short) 500, out.get(10));
    assertEquals((short) -500, out.get(40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void theLastWordIsNotCutBeforeItsEnd(int blockSize) {
    short[] samples = new short[200];
    samples[60] = 500;

    trim(samples, blockSize, 95);

    assertEquals(95 - 50, out.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void silenceAloneIsNothing(int blockSize) {
    short[] quiet = new short[100];
    quiet[50] = PEAK;

    trim(quiet, blockSize, 100);

    assertEquals(List.of(), out);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void speechFromTheFirstSampleToTheLastStaysWhole(int blockSize) {
    short[] loud = new short[40];
    Arrays.fill(loud, (short) 900);

    SilenceTrimmer trimmer = trim(loud, blockSize, 0);

    assertEquals(0, trimmer.trimmedLead());
    assertEquals(40, out.size());
  }

  private SilenceTrimmer trim(short[] samples, int blockSize, long lastWordEnd) {
    SilenceTrimmer trimmer =
        new SilenceTrimmer(
            PEAK,
            RATE_HZ,
            (from, offset, count) -> {
              for (int i = 0; i < count; i++) {
                out.add(from[offset + i]);
              }
              return true;
            });
    for (int at = 0; at < samples.length; at += blockSize) {
      trimmer.accept(samples, at, Math.min(blockSize, samples.length - at));
    }
    trimmer.finish(lastWordEnd);
    return trimmer;
  }
}
