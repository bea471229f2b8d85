package dev.parley.gateway.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/**
 * Whatever happens, in whatever order: hops that answer twice, late, or to what was never asked,
 * and timers that come when they are not due.
 */
class RandomEventsTest {
  private static final String SEED = "20261102";

  @Provide
  Arbitrary<List<Happening>> happenings() {
    return Combinators.combine(
            Arbitraries.of(Happening.Kind.class),
            number(3_000),
            number(5),
            Arbitraries.of(List.of(0, 10, 19, 20, 35, 50, 79, 80, 100)))
        .as(Happening::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  private static Arbitrary<Integer> number(int most) {
    return Arbitraries.integers().between(0, most).withDistribution(RandomDistribution.uniform());
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void whateverHappensTheHopsAreAskedSensibly(@ForAll("happenings") List<Happening> happenings) {
    Wire wire = new Wire();
    explained(wire, () -> happenings.forEach(wire::happens));
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void itListensAgainWhenTheHopsAnswer(@ForAll("happenings") List<Happening> happenings) {
    Wire wire = new Wire();
    explained(
        wire,
        () -> {
          happenings.forEach(wire::happens);
          wire.finish(Wire.Hops.ANSWER);
        });
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void itListensAgainWhenTheHopsAreSilent(@ForAll("happenings") List<Happening> happenings) {
    Wire wire = new Wire();
    explained(
        wire,
        () -> {
          happenings.forEach(wire::happens);
          wire.finish(Wire.Hops.SILENT);
        });
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void theSameEventsAlwaysGiveTheSameSteps(@ForAll("happenings") List<Happening> happenings) {
    Supplier<List<String>> run =
        () -> {
          Wire wire = new Wire();
          explained(wire, () -> happenings.forEach(wire::happens));
          return new ArrayList<>(wire.log());
        };
    if (!run.get().equals(run.get())) {
      throw new AssertionError("the same events gave other commands: " + run.get());
    }
  }

  /** With all events and commands, as nobody can read a failure of a state machine without them. */
  private static void explained(Wire wire, Runnable play) {
    try {
      play.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(e + "\n" + String.join("\n", wire.log()), e);
    }
  }
}
