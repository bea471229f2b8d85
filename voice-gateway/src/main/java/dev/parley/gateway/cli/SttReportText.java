package dev.parley.gateway.cli;

import dev.parley.gateway.evaluate.Percentiles;
import dev.parley.gateway.evaluate.Sample;
import dev.parley.gateway.evaluate.SampleResult;
import dev.parley.gateway.evaluate.SampleResult.Outcome;
import dev.parley.gateway.evaluate.SttReport;
import dev.parley.gateway.evaluate.WordErrors;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Shows an evaluation of speech to text: progress on standard error, figures on standard output.
 */
final class SttReportText {
  private final Terminal terminal;

  SttReportText(Terminal terminal) {
    this.terminal = terminal;
  }

  void progress(int number, int count, Sample sample) {
    String text = "[" + number + "/" + count + "] " + sample.name();
    if (terminal.errMode() == Terminal.Liveliness.LIVE) {
      terminal.rewrite(terminal.err(), text);
    } else {
      terminal.note(text);
    }
  }

  void endProgress() {
    if (terminal.errMode() == Terminal.Liveliness.LIVE) {
      terminal.erase(terminal.err());
    }
  }

  void line(SampleResult result) {
    WordErrors errors = result.errors();
    terminal.line(
        String.format(
            Locale.ROOT,
            "%-24s %2d of %2d words wrong  final %s  %s",
            result.sample().name(),
            errors.errors(),
            errors.words(),
            millis(result.finalMillis()),
            heard(result)));
  }

  private String heard(SampleResult result) {
    return switch (result.verdict()) {
      case UNDERSTOOD -> result.heard();
      case NOT_UNDERSTOOD ->
          terminal.yellow("not understood")
              + (result.detail().isEmpty() ? "" : " (guess: " + result.detail() + ")");
      case NO_SPEECH -> terminal.yellow("no speech heard");
      case FAILED -> terminal.red("failed: " + result.detail());
    };
  }

  void summary(SttReport report) {
    WordErrors errors = report.errors();
    terminal.line("");
    TextTable table =
        new TextTable()
            .row(
                "engine",
                report.engine() + (report.model().isEmpty() ? "" : " (" + report.model() + ")"))
            .row("files", Integer.toString(report.results().size()))
            .row(
                "word error rate",
                String.format(
                    Locale.ROOT, "%.1f %% of %d words", 100 * errors.rate(), errors.words()))
            .row("understood", report.count(Outcome.UNDERSTOOD) + " of " + report.results().size())
            .row("real-time factor", String.format(Locale.ROOT, "%.3f", report.realTimeFactor()))
            .row(
                "first partial",
                percentiles(report.firstPartialMillis()) + " from the beginning of the voice")
            .row("final", percentiles(report.finalMillis()) + " from the end of the voice");
    if (report.count(Outcome.FAILED) > 0) {
      table.row("failed", Long.toString(report.count(Outcome.FAILED)));
    }
    table.lines().forEach(terminal::line);
  }

  static JsonObject json(SttReport report) {
    WordErrors errors = report.errors();
    return new JsonObject()
        .put("engine", report.engine())
        .put("files", report.results().size())
        .put("words", errors.words())
        .put("wer", rounded(errors.rate()))
        .put("rtf", rounded(report.realTimeFactor()))
        .put("first_partial_ms", json(report.firstPartialMillis()))
        .put("final_ms", json(report.finalMillis()))
        .put("model", report.model())
        .put("word_errors", errors.errors())
        .put("understood", report.count(Outcome.UNDERSTOOD))
        .put("not_understood", report.count(Outcome.NOT_UNDERSTOOD))
        .put("no_speech", report.count(Outcome.NO_SPEECH))
        .put("failed", report.count(Outcome.FAILED));
  }

  /** null where nothing was measured. */
  private static JsonObject json(Optional<Percentiles> p) {
    return new JsonObject()
        .put("p50", p.map(x -> tenths(x.p50())).orElse(null))
        .put("p95", p.map(x -> tenths(x.p95())).orElse(null));
  }

  private static double rounded(double figure) {
    return Math.round(figure * 1e4) / 1e4;
  }

  private static double tenths(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  private static String percentiles(Optional<Percentiles> p) {
    return p.map(
            x -> String.format(Locale.ROOT, "%.0f ms (median), %.0f ms (95 %%)", x.p50(), x.p95()))
        .orElse("none");
  }

  private static String millis(OptionalDouble figure) {
    return figure.isPresent()
        ? String.format(Locale.ROOT, "%5.0f ms", figure.getAsDouble())
        : "    -   ";
  }
}
