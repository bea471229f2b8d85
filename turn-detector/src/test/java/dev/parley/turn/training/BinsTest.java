package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BinsTest {
  @Test
  void aValueOfItsOwnGetsABinOfItsOwnWhileThereAreBins() {
    TrainingTable table = table(3, 1, 2, 1);
    Bins bins = Bins.of(table);

    assertEquals(3, bins.count(0));
    assertEquals(1.5f, bins.threshold(0, 1), "halfway between the values");
    assertEquals(2.5f, bins.threshold(0, 2));
    assertArrayEquals(new byte[] {2, 0, 1, 0}, bins.binned(table)[0]);
  }

  @Test
  void aFeatureThatNeverChangesHasOneBin() {
    TrainingTable table = table(7, 7, 7);
    Bins bins = Bins.of(table);

    assertEquals(1, bins.count(0));
    assertArrayEquals(new byte[3], bins.binned(table)[0]);
  }

  @Test
  void manyValuesShareTheBinsEvenly() {
    float[] values = new float[640];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 37) % 640;
    }
    TrainingTable table = table(values);
    Bins bins = Bins.of(table);

    int[] rows = new int[Bins.MOST];
    for (byte bin : bins.binned(table)[0]) {
      rows[bin]++;
    }
    int[] ten = new int[Bins.MOST];
    Arrays.fill(ten, 10);
    assertEquals(Bins.MOST, bins.count(0));
    assertArrayEquals(ten, rows);
    assertEquals(9.5f, bins.threshold(0, 1));
    assertEquals(629.5f, bins.threshold(0, Bins.MOST - 1));
  }

  @Test
  void whatAFrequentValueTakesTooMuchIsNotMissingElsewhere() {
    // 1000 rows of one value, then 126 of their own: two for each of the 63 bins left over
    float[] values = new float[1126];
    for (int i = 1000; i < values.length; i++) {
      values[i] = i;
    }
    Bins bins = Bins.of(table(values));

    assertEquals(Bins.MOST, bins.count(0));
    assertEquals(500, bins.threshold(0, 1));
    assertEquals(1001.5f, bins.threshold(0, 2));
    assertEquals(1123.5f, bins.threshold(0, Bins.MOST - 1));
  }

  @Test
  void aRareLowValueIsStillTold() {
    float[] values = new float[1000];
    Arrays.fill(values, 4);
    values[500] = 2;
    TrainingTable table = table(values);
    Bins bins = Bins.of(table);

    assertEquals(2, bins.count(0));
    assertEquals(3, bins.threshold(0, 1));
    assertEquals(0, bins.binned(table)[0][500]);
    assertEquals(1, bins.binned(table)[0][0]);
  }

  @Test
  void valuesBelowAThresholdLieInBinsBelowIt() {
    float[] values = new float[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7) % 100 / 10f - 5;
    }
    TrainingTable table = table(values);
    Bins bins = Bins.of(table);
    byte[] binned = bins.binned(table)[0];

    assertTrue(bins.count(0) > 2);
    for (int bin = 1; bin < bins.count(0); bin++) {
      for (int i = 0; i < values.length; i++) {
        assertEquals(values[i] < bins.threshold(0, bin), binned[i] < bin);
      }
    }
  }

  @Test
  void aValueAtAThresholdLiesAboveIt() {
    Bins bins = Bins.of(table(1, 3));

    assertEquals(2, bins.threshold(0, 1));
    assertArrayEquals(new byte[] {0, 1, 1}, bins.binned(table(1.99f, 2, 99))[0]);
  }

  @Test
  void eachFeatureHasItsOwnBins() {
    TrainingTable table = new TrainingTable(2, 2);
    table.add(new float[] {1, 10}, true, 1);
    table.add(new float[] {1, 20}, false, 1);
    Bins bins = Bins.of(table);

    assertEquals(1, bins.count(0));
    assertEquals(2, bins.count(1));
    assertEquals(15, bins.threshold(1, 1));
    assertArrayEquals(new byte[] {0, 1}, bins.binned(table)[1]);
  }

  private static TrainingTable table(float... values) {
    TrainingTable table = new TrainingTable(1, values.length);
    for (float value : values) {
      table.add(new float[] {value}, true, 1);
    }
    return table;
  }
}
