package dev.parley.gateway.evaluate;

import dev.parley.gateway.evaluate.SampleResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures over all recordings. */
public record SttReport(String engine, String model, List<SampleResult> results) {
  public SttReport {
    results = List.copyOf(results);
  }

  public WordErrors errors() {
    return results.stream().map(SampleResult::errors).reduce(WordErrors.NONE, WordErrors::plus);
  }

  /** Real-time factor: compute time for a second of audio, all partials included. */
  public double realTimeFactor() {
    double computeMillis = results.stream().mapToLong(SampleResult::computeMicros).sum() / 1e3;
    double audioMillis = results.stream().mapToDouble(SampleResult::audioMillis).sum();
    return audioMillis == 0 ? 0 : computeMillis / audioMillis;
  }

  public Optional<Percentiles> firstPartialMillis() {
    return percentiles(SampleResult::firstPartialMillis);
  }

  public Optional<Percentiles> finalMillis() {
    return percentiles(SampleResult::finalMillis);
  }

  public long count(Outcome outcome) {
    return results.stream().filter(r -> r.verdict() == outcome).count();
  }

  private Optional<Percentiles> percentiles(Function<SampleResult, OptionalDouble> figure) {
    List<Double> values = new ArrayList<>();
    results.forEach(r -> figure.apply(r).ifPresent(values::add));
    return Percentiles.of(values);
  }
}
