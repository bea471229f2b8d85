package dev.parley.gateway.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void nothingMeasuredGivesNoFigure() {
    assertEquals(Optional.empty(), Percentiles.of(List.of()));
  }

  @Test
  void oneMeasurementIsBoth() {
    assertEquals(Optional.of(new Percentiles(7, 7)), Percentiles.of(List.of(7.0)));
  }

  @Test
  void everyFigureIsAMeasurementThatHappened() {
    List<Double> values = DoubleStream.iterate(100, v -> v - 1).limit(100).boxed().toList();
    assertEquals(Optional.of(new Percentiles(50, 95)), Percentiles.of(values));
  }
}
