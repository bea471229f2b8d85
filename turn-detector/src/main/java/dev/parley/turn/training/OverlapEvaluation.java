package dev.parley.turn.training;

import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.ThresholdNames;
import dev.parley.turn.model.TurnModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Figures of the overlaps of one file. */
final class OverlapEvaluation {
  private static final double FALSE_STOPS = 0.10;
  private static final double FEW_FALSE_STOPS = 0.05;
  private static final double LEFT_SECONDS = 0.5;
  private static final double SLOW_LAG = 0.6;
  private static final double NO_WORDS_LAG = 9;
  private static final Set<String> BACKCHANNEL_WORDS =
      Set.of(
          "yeah", "uh-huh", "um-hum", "mm-hmm", "uh-hum", "right", "oh", "okay", "ok", "yes", "hmm",
          "hm", "mmm", "huh", "sure", "yep", "really", "wow", "exactly");

  /** What would stop the bot without a model. */
  enum Rule {
    ANY_SOUND("any sound") {
      @Override
      boolean stops(OverlapMoment m) {
        return true;
      }
    },
    STILL_SPEAKING("still speaking") {
      @Override
      boolean stops(OverlapMoment m) {
        return m.voiceOn;
      }
    },
    TWO_WORDS("two words") {
      @Override
      boolean stops(OverlapMoment m) {
        return m.said.count() >= 2;
      }
    };

    final String title;

    Rule(String title) {
      this.title = title;
    }

    abstract boolean stops(OverlapMoment m);
  }

  /** Shares of the interruptions and of the others that a rule stops the bot for. */
  record RuleFigures(Rule rule, double recall, double falseStops) {}

  /** Figures at one moment after the onset. */
  record Moment(
      double seconds,
      Ranking ranking,
      double auc,
      double f1,
      double recallAtFp10,
      List<RuleFigures> rules) {
    RuleFigures figures(Rule rule) {
      return rules.stream().filter(f -> f.rule == rule).findFirst().orElseThrow();
    }
  }

  private final String file;
  private final List<OverlapRow> rows;
  private final List<OverlapRow> leftOut;
  private final ModelByRow models;
  private final CallPolicy policy;
  private final List<Moment> moments = new ArrayList<>();
  private final List<FigureTable> tables = new ArrayList<>();

  private OverlapEvaluation(
      String file, List<OverlapRow> all, ModelByRow models, CallPolicy policy) {
    this.file = file;
    this.models = models;
    this.policy = policy;
    rows = all.stream().filter(r -> r.label != OverlapRow.Label.OTHER).toList();
    leftOut = all.stream().filter(r -> r.label == OverlapRow.Label.OTHER).toList();
  }

  static OverlapEvaluation of(
      String file, List<OverlapRow> all, ModelByRow models, CallPolicy policy) {
    OverlapEvaluation evaluation = new OverlapEvaluation(file, all, models, policy);
    evaluation.measure();
    return evaluation;
  }

  String file() {
    return file;
  }

  List<Moment> moments() {
    return moments;
  }

  List<FigureTable> tables() {
    return tables;
  }

  /** How many rows there are, and by which models they were judged. */
  String heading() {
    long seen = rows.stream().filter(r -> models.isSeen(r.conversation)).count();
    return file + ": " + rows.size() + " overlaps" + Evaluation.seen(seen, models);
  }

  private void measure() {
    double[][] scores = scores(OverlapRow.Sounds.AS_LABELLED, OverlapScores.LAG);
    for (int d = 0; d < scores.length; d++) {
      double at = OverlapScores.REPORTED[d];
      Ranking r = ranking(scores[d], row -> true);
      moments.add(
          new Moment(
              at,
              r,
              r.auc(),
              r.f1(0.5),
              r.recallAt(FALSE_STOPS),
              Arrays.stream(Rule.values()).map(rule -> figures(rule, at)).toList()));
    }
    tables.add(byMoment());
    tables.add(apart(scores));
    tables.add(rules());
    streaming();
  }

  private double[][] scores(OverlapRow.Sounds sounds, double lag) {
    return OverlapScores.of(models, rows, OverlapScores.REPORTED, sounds, lag);
  }

  private FigureTable byMoment() {
    FigureTable table =
        new FigureTable(
            "Interruption or not, words 0.3 s late (in brackets: 95 % of resamples by caller)",
            "after", "AUC", "F1 at 0.5", "recall at 10 % false stops");
    for (Moment m : moments) {
      table.row(
          Figures.moment(m.seconds),
          Figures.share(m.auc, m.ranking.aucInterval()),
          Figures.share(m.f1),
          Figures.share(m.recallAtFp10, m.ranking.recallInterval(FALSE_STOPS)));
    }
    return table;
  }

  private FigureTable apart(double[][] scores) {
    List<String> header = new ArrayList<>(List.of("AUC of", "rows"));
    moments.forEach(m -> header.add(Figures.moment(m.seconds)));
    FigureTable table = new FigureTable("Apart", header, new ArrayList<>());
    Predicate<OverlapRow> all = r -> true;
    table.rows().add(aucs("all", scores, all));
    table
        .rows()
        .add(
            aucs(
                "first word is a backchannel's",
                scores,
                r -> BACKCHANNEL_WORDS.contains(r.firstWord)));
    table.rows().add(aucs("the other had 0.5 s left", scores, r -> r.botLeft >= LEFT_SECONDS));
    table
        .rows()
        .add(
            aucs(
                "noises taken for a voice",
                scores(OverlapRow.Sounds.HEARD_AS_VOICE, OverlapScores.LAG),
                all));
    table
        .rows()
        .add(aucs("words 0.6 s late", scores(OverlapRow.Sounds.AS_LABELLED, SLOW_LAG), all));
    table
        .rows()
        .add(aucs("no words at all", scores(OverlapRow.Sounds.AS_LABELLED, NO_WORDS_LAG), all));
    return table;
  }

  private List<String> aucs(String what, double[][] scores, Predicate<OverlapRow> part) {
    List<String> cells = new ArrayList<>(List.of(what));
    cells.add(Long.toString(rows.stream().filter(part).count()));
    for (double[] atMoment : scores) {
      cells.add(Figures.share(ranking(atMoment, part).auc()));
    }
    return cells;
  }

  private FigureTable rules() {
    List<String> header = new ArrayList<>(List.of("recall / false stops"));
    moments.forEach(m -> header.add(Figures.moment(m.seconds)));
    FigureTable table = new FigureTable("Simple rules", header, new ArrayList<>());
    for (Rule rule : Rule.values()) {
      List<String> cells = new ArrayList<>(List.of(rule.title));
      List<String> model = new ArrayList<>(List.of("  model, as few false stops"));
      for (Moment m : moments) {
        RuleFigures f = m.figures(rule);
        cells.add(Figures.share(f.recall) + " / " + Figures.share(f.falseStops));
        model.add(Figures.share(m.ranking.recallAt(f.falseStops)));
      }
      table.rows().add(cells);
      if (rule != Rule.ANY_SOUND) {
        table.rows().add(model);
      }
    }
    return table;
  }

  private RuleFigures figures(Rule rule, double at) {
    OverlapMoment m = new OverlapMoment();
    int[] stopped = new int[2];
    int[] all = new int[2];
    for (OverlapRow row : rows) {
      row.fill(m, at, OverlapScores.LAG, OverlapRow.Sounds.AS_LABELLED);
      int kind = row.label == OverlapRow.Label.INTERRUPT ? 0 : 1;
      all[kind]++;
      stopped[kind] += rule.stops(m) ? 1 : 0;
    }
    return new RuleFigures(rule, stopped[0] / (double) all[0], stopped[1] / (double) all[1]);
  }

  private void streaming() {
    FigureTable table =
        new FigureTable(
            "Asked every 0.1 s from 0.2 to 1.5 s after the onset, stopping at the first moment above a"
                + " threshold",
            "policy",
            "threshold",
            "recall",
            "backchannels that stop it",
            "noises that stop it",
            "onset to stop, p50",
            "p90");
    Map<String, Double> own = ownThresholds();
    Map<String, Double> leftOutAt = new LinkedHashMap<>(own);
    for (OverlapRow.Sounds sounds : OverlapRow.Sounds.values()) {
      String suffix =
          sounds == OverlapRow.Sounds.HEARD_AS_VOICE ? ", noises taken for a voice" : "";
      double[][] scores = OverlapScores.of(models, rows, OverlapScores.STREAMING, sounds);
      for (double share : new double[] {FEW_FALSE_STOPS, FALSE_STOPS}) {
        StopPolicy p = StopPolicy.atFalseStops(share, scores, OverlapScores.STREAMING, rows);
        String name = Figures.wholePercent(share) + " false stops";
        table.rows().add(cells(name + suffix, p));
        leftOutAt.putIfAbsent(name, p.threshold());
      }
      own.forEach(
          (name, threshold) ->
              table
                  .rows()
                  .add(
                      cells(
                          name + suffix,
                          StopPolicy.at(threshold, scores, OverlapScores.STREAMING, rows))));
    }
    tables.add(table);
    if (!leftOut.isEmpty()) {
      tables.add(leftOut(leftOutAt));
    }
  }

  /**
   * The call's, and those the model carries; these may stop more or fewer here than where they were
   * measured.
   */
  private Map<String, Double> ownThresholds() {
    Map<String, Double> own = new LinkedHashMap<>();
    own.put("calls", policy.stopAt());
    TurnModel model = models.at(0);
    for (String name : List.of(ThresholdNames.STOP_SURE, ThresholdNames.STOP)) {
      if (model.thresholds().containsKey(name)) {
        own.put("the model's " + name, (double) model.threshold(name, 1));
      }
    }
    return own;
  }

  private static List<String> cells(String policy, StopPolicy p) {
    return List.of(
        policy,
        Figures.share(p.threshold()),
        Figures.share(p.recall()),
        Figures.share(p.backchannelStops()),
        Figures.share(p.noiseStops()),
        Figures.moment(p.medianSeconds()),
        Figures.moment(p.slowSeconds()));
  }

  /** Sounds that are neither: how many would stop the bot. */
  private FigureTable leftOut(Map<String, Double> thresholds) {
    double[][] scores =
        OverlapScores.of(models, leftOut, OverlapScores.STREAMING, OverlapRow.Sounds.AS_LABELLED);
    List<String> header = new ArrayList<>(List.of("label", "rows"));
    header.addAll(thresholds.keySet());
    FigureTable table =
        new FigureTable(
            "Left out of all figures above: the share that would stop the bot",
            header,
            new ArrayList<>());
    Map<String, List<Double>> highest = new TreeMap<>();
    for (int i = 0; i < leftOut.size(); i++) {
      double most = 0;
      for (double[] atMoment : scores) {
        most = Math.max(most, atMoment[i]);
      }
      highest.computeIfAbsent(leftOut.get(i).labelName, k -> new ArrayList<>()).add(most);
    }
    highest.forEach(
        (label, most) -> {
          List<String> cells = new ArrayList<>(List.of(label, Integer.toString(most.size())));
          for (double threshold : thresholds.values()) {
            cells.add(
                Figures.share(
                    most.stream().filter(p -> p >= threshold).count() / (double) most.size()));
          }
          table.rows().add(cells);
        });
    return table;
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
