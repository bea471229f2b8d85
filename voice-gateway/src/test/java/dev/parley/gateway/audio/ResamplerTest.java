package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ResamplerTest {
  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (int from : new TreeSet<>(Resampler.RATES_HZ)) {
      for (int to : new TreeSet<>(Resampler.RATES_HZ)) {
        pairs.add(Arguments.of(from, to));
      }
    }
    return pairs;
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void aToneOf1KilohertzKeeps70Decibels(int from, int to) {
    short[] output = convert(Tone.of(from, 1_000, from / 2, 0.5), from, to);

    double snr = Tone.snrDb(output, to, 1_000, output.length / 5, output.length * 4 / 5);
    double amplitude = Tone.amplitude(output, to, 1_000, output.length / 5, output.length * 4 / 5);

    assertTrue(snr >= 70, snr + " dB");
    assertTrue(Math.abs(amplitude - 0.5) < 0.001, "amplitude " + amplitude);
  }

  @ParameterizedTest(name = "{2} Hz from {0} to {1}")
  @CsvSource({
    "16000, 8000, 4100",
    "16000, 8000, 5000",
    "22050, 8000, 6000",
    "48000, 8000, 5000",
    "48000, 16000, 9000",
    "44100, 16000, 12000",
    "48000, 11025, 6000",
    "24000, 16000, 8500",
  })
  void whatTheLowerRateCantCarryIsGone(int from, int to, int hertz) {
    short[] output = convert(Tone.of(from, hertz, from / 2, 0.5), from, to);

    double level = Pcm.rmsDbfs(output, output.length / 5, output.length * 3 / 5);
    double input = 20 * Math.log10(0.5 / Math.sqrt(2));

    assertTrue(level - input <= -70, level - input + " dB");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({"8000, 16000", "8000, 48000", "11025, 16000", "22050, 48000"})
  void noImageOfTheToneAppearsAbove(int from, int to) {
    short[] output = convert(Tone.of(from, 3_000, from / 2, 0.5), from, to);

    double snr = Tone.snrDb(output, to, 3_000, output.length / 5, output.length * 4 / 5);

    assertTrue(snr >= 70, snr + " dB");
  }

  @Test
  void theTelephoneBandPasses() {
    short[] output = convert(Tone.of(8_000, 3_300, 4_000, 0.5), 8_000, 16_000);

    double loss = 20 * Math.log10(Tone.amplitude(output, 16_000, 3_300, 2_000, 6_000) / 0.5);

    assertTrue(Math.abs(loss) < 0.5, loss + " dB");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void theDelayIsAsTold(int from, int to) {
    // 100 Hz: the lag is unambiguous up to half a period, 5 ms
    short[] output = convert(Tone.of(from, 100, from / 2, 0.5), from, to);
    Resampler resampler = new Resampler(from, to);

    double found = Tone.delaySamples(output, to, 100, output.length / 5, output.length * 4 / 5);

    assertTrue(Math.abs(found - resampler.delaySamples()) < 0.1, "found " + found);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void anyCuttingIntoBlocksGivesTheSameSamples(int from, int to) {
    Random random = new Random(from + to);
    short[] input = new short[9_000];
    for (int i = 0; i < input.length; i++) {
      input[i] = (short) random.nextInt(1 << 16);
    }
    short[] whole = convert(input, from, to);

    Resampler resampler = new Resampler(from, to);
    short[] pieces = new short[whole.length + resampler.maxFlush() + 64];
    int written = 0;
    for (int done = 0; done < input.length; ) {
      int part = Math.min(input.length - done, random.nextInt(700));
      int before = written;
      written += resampler.process(input, done, part, pieces, written);
      assertTrue(written - before <= resampler.maxOutput(part), "more than maxOutput");
      done += part;
    }
    int flushed = resampler.flush(pieces, written);

    assertTrue(flushed <= resampler.maxFlush(), "more than maxFlush");
    assertArrayEquals(whole, Arrays.copyOf(pieces, written + flushed));
  }

  @Test
  void aFlushedResamplerStartsAnew() {
    Resampler resampler = new Resampler(8_000, 16_000);
    short[] tone = Tone.of(8_000, 440, 800, 0.5);
    short[] first = new short[4_000];
    short[] second = new short[4_000];

    int length = resampler.process(tone, 0, 800, first, 0);
    length += resampler.flush(first, length);
    int again = resampler.process(tone, 0, 800, second, 0);
    again += resampler.flush(second, again);

    assertEquals(length, again);
    assertArrayEquals(first, second);
  }

  @Test
  void loudSoundIsClippedNotWrapped() {
    short[] square = new short[1_600];
    Arrays.fill(square, 0, 800, Short.MAX_VALUE);
    Arrays.fill(square, 800, 1_600, Short.MIN_VALUE);

    short[] output = convert(square, 16_000, 48_000);

    int jumps = 0;
    for (int i = 1; i < output.length; i++) {
      if (Math.abs(output[i] - output[i - 1]) > 60_000) {
        jumps++;
      }
    }
    assertEquals(0, jumps);
  }

  @Test
  void unknownRatesAreRefused() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Resampler(12_345, 16_000));

    assertTrue(refusal.toString().contains("12345"), refusal.toString());
  }

  private static short[] convert(short[] input, int from, int to) {
    Resampler resampler = new Resampler(from, to);
    short[] output = new short[resampler.maxOutput(input.length) + resampler.maxFlush()];
    int written = resampler.process(input, 0, input.length, output, 0);
    written += resampler.flush(output, written);
    return Arrays.copyOf(output, written);
  }
}
