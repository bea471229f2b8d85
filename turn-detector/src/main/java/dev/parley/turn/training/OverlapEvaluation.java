package dev.parley.turn.training;

import dev.parley.turn.model.OverlapMoment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Figures of one file of overlaps. */
final class OverlapEvaluation {
  private static final double FALSE_STOPS = 0.10;
  private static final double LEFT_SECONDS = 0.5;
  private static final Set<String> BACKCHANNEL_WORDS =
      Set.of(
          "yeah", "uh-huh", "um-hum", "mm-hmm", "uh-hum", "right", "oh", "okay", "ok", "yes", "hmm",
          "hm", "mmm", "huh", "sure", "yep", "really", "wow", "exactly");

  /** Figures at one moment after the onset. */
  record Moment(double auc, double f1, double recallAtFp10) {}

  private final String file;
  private final List<OverlapRow> rows;
  private final Map<String, Moment> moments = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  private OverlapEvaluation(String file, List<OverlapRow> rows) {
    this.file = file;
    this.rows = rows;
  }

  static OverlapEvaluation of(String file, List<OverlapRow> all, ModelByRow models) {
    OverlapEvaluation evaluation =
        new OverlapEvaluation(
            file, all.stream().filter(r -> r.label != OverlapRow.Label.OTHER).toList());
    evaluation.measure(models);
    return evaluation;
  }

  String file() {
    return file;
  }

  Map<String, Moment> moments() {
    return moments;
  }

  List<String> lines() {
    return lines;
  }

  private void measure(ModelByRow models) {
    long seen = rows.stream().filter(r -> models.index(r.conversation, r.fold) != 0).count();
    lines.add("overlap: " + file + ", " + rows.size() + " rows" + Evaluation.seen(seen));
    double[][] scores =
        OverlapScores.of(models, rows, OverlapScores.REPORTED, OverlapRow.Sounds.AS_LABELLED);
    lines.add("  after   AUC                  F1     recall at 10 % false stops");
    for (int d = 0; d < scores.length; d++) {
      Ranking r = ranking(scores[d], row -> true);
      Moment moment = new Moment(r.auc(), r.f1(0.5), r.recallAt(FALSE_STOPS));
      moments.put(Double.toString(OverlapScores.REPORTED[d]), moment);
      lines.add(
          String.format(
              Locale.ROOT,
              "  %.1f s   %.3f (%s)  %.3f  %.3f (%s)",
              OverlapScores.REPORTED[d],
              moment.auc,
              r.aucInterval(),
              moment.f1,
              moment.recallAtFp10,
              r.recallInterval(FALSE_STOPS)));
    }
    apart("first word is a backchannel's", scores, r -> BACKCHANNEL_WORDS.contains(r.firstWord));
    apart("the other had 0.5 s left", scores, r -> r.botLeft >= LEFT_SECONDS);
    apart(
        "sounds without speech taken for a voice",
        OverlapScores.of(models, rows, OverlapScores.REPORTED, OverlapRow.Sounds.HEARD_AS_VOICE),
        r -> true);
    for (double at : OverlapScores.REPORTED) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  rules at %.1f s (recall / false stops): %s, %s, %s",
              at,
              rule("any sound", at, m -> true),
              rule("still speaking", at, m -> m.voiceOn),
              rule("two words", at, m -> m.said.count() >= 2)));
    }
    for (OverlapRow.Sounds sounds : OverlapRow.Sounds.values()) {
      double[][] streaming = OverlapScores.of(models, rows, OverlapScores.STREAMING, sounds);
      lines.add(policy(0.05, streaming, sounds));
      lines.add(policy(FALSE_STOPS, streaming, sounds));
    }
  }

  private void apart(String what, double[][] scores, Predicate<OverlapRow> part) {
    StringBuilder line = new StringBuilder("  AUC, " + what + ":");
    for (double[] atMoment : scores) {
      line.append(String.format(Locale.ROOT, " %.3f", ranking(atMoment, part).auc()));
    }
    lines.add(line.toString());
  }

  private String rule(String name, double at, Predicate<OverlapMoment> stops) {
    OverlapMoment m = new OverlapMoment();
    int[] stopped = new int[2];
    int[] all = new int[2];
    for (OverlapRow row : rows) {
      row.fill(m, at, OverlapScores.LAG, OverlapRow.Sounds.AS_LABELLED);
      int kind = row.label == OverlapRow.Label.INTERRUPT ? 0 : 1;
      all[kind]++;
      stopped[kind] += stops.test(m) ? 1 : 0;
    }
    return String.format(
        Locale.ROOT,
        "%s %.3f / %.3f",
        name,
        stopped[0] / (double) all[0],
        stopped[1] / (double) all[1]);
  }

  private String policy(double share, double[][] scores, OverlapRow.Sounds sounds) {
    StopPolicy p = StopPolicy.atFalseStops(share, scores, OverlapScores.STREAMING, rows);
    return String.format(
        Locale.ROOT,
        "  streaming, %.0f %% false stops%s: recall %.3f, backchannels that stop %.3f,"
            + " other sounds %.3f, to the stop %.1f s (median), %.1f s (90 %%); threshold %.3f",
        100 * share,
        sounds == OverlapRow.Sounds.HEARD_AS_VOICE ? ", sounds taken for a voice" : "",
        p.recall(),
        p.backchannelStops(),
        p.noiseStops(),
        p.medianSeconds(),
        p.slowSeconds(),
        p.threshold());
  }

  private Ranking ranking(double[] scores, Predicate<OverlapRow> part) {
    int[] kept = IntStream.range(0, rows.size()).filter(i -> part.test(rows.get(i))).toArray();
    double[] s = new double[kept.length];
    boolean[] positive = new boolean[kept.length];
    String[] callers = new String[kept.length];
    for (int i = 0; i < kept.length; i++) {
      OverlapRow row = rows.get(kept[i]);
      s[i] = scores[kept[i]];
      positive[i] = row.label == OverlapRow.Label.INTERRUPT;
      callers[i] = row.caller;
    }
    return new Ranking(s, positive, callers);
  }
}
