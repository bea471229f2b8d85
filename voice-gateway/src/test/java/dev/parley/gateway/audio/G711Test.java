package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class G711Test {
  @ParameterizedTest
  @EnumSource
  void everyCodeSurvivesDecodingAndEncoding(G711 law) {
    for (int code = 0; code < 256; code++) {
      short sample = law.expand(code);
      // mu-law has two codes for zero; the encoder gives the positive one
      int expected = law == G711.MU_LAW && code == 0x7F ? 0xFF : code;
      assertEquals(expected, law.compress(sample) & 0xFF, "code " + code);
    }
  }

  @ParameterizedTest(name = "{0} of {1} is {2} and back {3}")
  @CsvSource({
    "MU_LAW, 0, 255, 0",
    "MU_LAW, 32767, 128, 32124",
    "MU_LAW, -32768, 0, -32124",
    "MU_LAW, 1000, 206, 988",
    "MU_LAW, -1000, 78, -988",
    "MU_LAW, 8, 254, 8",
    "A_LAW, 0, 213, 8",
    "A_LAW, -1, 85, -8",
    "A_LAW, 32767, 170, 32256",
    "A_LAW, -32768, 42, -32256",
    "A_LAW, 1000, 250, 1008",
    "A_LAW, -1000, 122, -1008",
  })
  void knownValues(G711 law, short sample, int code, short back) {
    assertEquals(code, law.compress(sample) & 0xFF);
    assertEquals(back, law.expand(code));
  }

  @ParameterizedTest
  @EnumSource
  void theNearestStepIsTaken(G711 law) {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      int back = law.expand(law.compress((short) sample) & 0xFF);
      // half a step of the segment: a 32nd of the magnitude, 8 at the bottom; clipping above
      int limit = Math.max(8, Math.abs(sample) / 32 + 8);
      boolean clipped = Math.abs(sample) > 32_124;
      assertTrue(clipped || Math.abs(back - sample) <= limit, sample + " gave " + back);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aToneKeeps36Decibels(G711 law) {
    short[] tone = Tone.of(8_000, 1_004, 8_000, 0.5);
    byte[] codes = new byte[tone.length];
    short[] back = new short[tone.length];

    law.encode(tone, 0, tone.length, codes, 0);
    law.decode(codes, 0, codes.length, back, 0);

    double signal = 0;
    double noise = 0;
    for (int i = 0; i < tone.length; i++) {
      signal += (double) tone[i] * tone[i];
      noise += Math.pow(tone[i] - back[i], 2);
    }
    double snr = 10 * Math.log10(signal / noise);
    assertTrue(snr > 36, snr + " dB");
  }

  @Test
  void worksAtOffsets() {
    byte[] codes = new byte[3];
    G711.MU_LAW.encode(new short[] {1, 2, 1000}, 2, 1, codes, 1);
    short[] back = new short[4];
    G711.MU_LAW.decode(codes, 1, 1, back, 3);

    assertEquals(988, back[3]);
  }
}
