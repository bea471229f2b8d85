package dev.parley.gateway.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WatermarkKeyTest {
  @TempDir private Path folder = Path.of("unset");

  @Test
  void aFileIsTheSameKeyAsItsBytes() throws IOException {
    byte[] secret = "0123456789abcdef\n".getBytes(StandardCharsets.US_ASCII);
    Path file = Files.write(folder.resolve("key"), secret);

    assertArrayEquals(WatermarkKey.of(secret).wave(), WatermarkKey.read(file).wave());
  }

  @Test
  void anotherBitIsAnotherKey() {
    byte[] secret = new byte[32];
    byte[] other = new byte[32];
    other[31] = 1;

    assertFalse(Arrays.equals(WatermarkKey.of(secret).wave(), WatermarkKey.of(other).wave()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 4_097})
  void aKeyThatIsTooShortOrTooLongIsRefused(int length) throws IOException {
    Path file = Files.write(folder.resolve("key"), new byte[length]);

    UserError error = assertThrows(UserError.class, () -> WatermarkKey.read(file));
    assertTrue(error.toString().contains("16 to 4096 bytes, found " + length), error.toString());
    assertTrue(error.toString().contains(file.toString()), error.toString());
    assertThrows(IllegalArgumentException.class, () -> WatermarkKey.of(new byte[length]));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");

    UserError error = assertThrows(UserError.class, () -> WatermarkKey.read(missing));
    assertTrue(error.toString().contains("missing"), error.toString());
  }

  @Test
  void theNoiseHasAPowerOfOneAndNothingOutsideItsBand() {
    int rate = 16_000;
    float[] wave = WatermarkKey.PUBLIC.wave();
    double[] samples = new double[rate];
    double power = 0;
    for (int i = 0; i < rate; i++) {
      samples[i] = wave[i];
      power += samples[i] * samples[i] / rate;
    }
    double[] re = new double[rate];
    double[] im = new double[rate];
    new Fft(rate).forward(samples, new double[rate], re, im);

    assertEquals(1, power, 1e-6);
    for (int hz = 0; hz <= rate / 2; hz++) {
      double amplitude = Math.hypot(re[hz], im[hz]) / rate;
      assertEquals(hz >= 500 && hz <= 3_000 ? 0.01414 : 0, amplitude, 1e-5, hz + " Hz");
    }
  }
}
