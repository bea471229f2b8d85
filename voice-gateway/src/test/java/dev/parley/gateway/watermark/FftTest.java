package dev.parley.gateway.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FftTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 12, 320, 400})
  void itIsTheSumOfTheDefinitionAndBack(int size) {
    Random random = new Random(size);
    double[] re = random.doubles(size, -1, 1).toArray();
    double[] im = random.doubles(size, -1, 1).toArray();
    double[] outRe = new double[size];
    double[] outIm = new double[size];
    Fft fft = new Fft(size);

    fft.forward(re, im, outRe, outIm);

    for (int k = 0; k < size; k++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int i = 0; i < size; i++) {
        double angle = -2 * Math.PI * k * i / size;
        sumRe += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
        sumIm += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
      }
      assertEquals(sumRe, outRe[k], 1e-9);
      assertEquals(sumIm, outIm[k], 1e-9);
    }

    double[] backRe = new double[size];
    double[] backIm = new double[size];
    fft.inverse(outRe, outIm, backRe, backIm);
    for (int i = 0; i < size; i++) {
      assertEquals(re[i], backRe[i] / size, 1e-12);
      assertEquals(im[i], backIm[i] / size, 1e-12);
    }
  }
}
