package dev.parley.turn.training;

import dev.parley.turn.model.Calibration;
import dev.parley.turn.model.Ngrams;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.OverlapWords;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.Tokens;
import dev.parley.turn.model.TreeEnsemble;
import dev.parley.turn.model.TurnModel;
import dev.parley.turn.model.WordWeights;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How a model is made. Word weights come first; the trees learn from scores of word weights that
 * had not seen the row's caller, else they would trust them too much. Reproducible to the bit.
 */
final class Recipe {
  /** Moments after the onset at which an overlap is looked at. */
  private static final double[] OVERLAP_SECONDS = {
    0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.2
  };

  private static final double[] PAUSE_SECONDS = {0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0, 1.3};
  private static final double LAG = 0.3;
  private static final double FIRST_SECONDS = 0.2;
  // words come in steps, some recognisers are slow, and some tell nothing before the end
  private static final double[] OTHER_LAGS = {0.1, 0.5, 0.7, 1.0, 9};
  private static final float OTHER_LAG_WEIGHT = 0.25f;
  private static final float LATE_PAUSE_WEIGHT = 0.5f;
  // the corpora know the end of a voice at once; a running detector can't tell it from a stop
  private static final double HANGOVER = 0.06;
  private static final int PARTS = 4;
  // a pause after a complete utterance is no cut-in to be blamed for
  private static final float HOLD_WEIGHT = 0.5f;
  private static final double NEW_TURN_SECONDS = 1.5;

  private static final TreeTrainer.Settings OVERLAP_TREES =
      new TreeTrainer.Settings(320, 16, 0.045, 20, 0.7, 0.6);
  private static final TreeTrainer.Settings PAUSE_TREES =
      new TreeTrainer.Settings(300, 16, 0.06, 60, 0.6, 0.6);
  private static final WordWeightsTrainer.Settings PAUSE_WORDS =
      new WordWeightsTrainer.Settings(5, 3, 6, 0.1, 0, 20);
  private static final WordWeightsTrainer.Settings UNIT_WORDS =
      new WordWeightsTrainer.Settings(10, 4, 3, 0.1, 1e-3, 0);

  /** The sets of word weights. */
  private record Words(
      OverlapWords overlap, WordWeights endings, WordWeights unfinished, WordWeights units) {
    OverlapFeatures overlapFeatures() {
      return new OverlapFeatures(overlap, endings, units);
    }

    PauseFeatures pause() {
      return new PauseFeatures(endings, unfinished, units);
    }
  }

  private static final TreeEnsemble NO_TREES =
      new TreeEnsemble(-3, new int[0], new int[0], new float[0], new int[0]);

  /** Rows for the three ensembles. */
  private record Tables(TrainingTable interruption, TrainingTable noise, TrainingTable turnOver) {
    static Tables empty() {
      return new Tables(
          new TrainingTable(OverlapFeatures.COUNT, 1 << 14),
          new TrainingTable(OverlapFeatures.COUNT, 1 << 14),
          new TrainingTable(PauseFeatures.COUNT, 1 << 14));
    }
  }

  private final Corpora corpora;
  private final Consumer<String> progress;
  private final int[] keys = new int[Ngrams.MOST];

  private Recipe(Corpora corpora, Consumer<String> progress) {
    this.corpora = corpora;
    this.progress = progress;
  }

  static TurnModel train(Corpora corpora, Map<String, String> about, Consumer<String> progress) {
    return new Recipe(corpora, progress).train(about);
  }

  private TurnModel train(Map<String, String> about) {
    Tables all = Tables.empty();
    Tables fitted = Tables.empty();
    Tables held = Tables.empty();
    for (int part = 0; part < PARTS; part++) {
      int p = part;
      progress.accept("word weights, part " + (part + 1) + " of " + PARTS);
      Words words = words(corpora.where(f -> f % PARTS != p));
      Corpora rows = corpora.where(f -> f % PARTS == p);
      addRows(words, rows, all);
      addRows(words, rows, part == PARTS - 1 ? held : fitted);
    }
    progress.accept("word weights of all");
    Words words = words(corpora);
    progress.accept("interruptions");
    TurnModel.Judge interruption =
        judge(OVERLAP_TREES, all.interruption(), fitted.interruption(), held.interruption());
    progress.accept("noises");
    TurnModel.Judge noise = judge(OVERLAP_TREES, all.noise(), fitted.noise(), held.noise());
    progress.accept("ends of turns");
    TurnModel.Judge turnOver =
        judge(PAUSE_TREES, all.turnOver(), fitted.turnOver(), held.turnOver());
    return model(about, words, interruption, noise, turnOver);
  }

  private TurnModel model(
      Map<String, String> about,
      Words words,
      TurnModel.Judge interruption,
      TurnModel.Judge noise,
      TurnModel.Judge turnOver) {
    return new TurnModel(
        about,
        conversations(),
        words.overlap,
        words.endings,
        words.unfinished,
        words.units,
        interruption,
        noise,
        turnOver,
        Map.of());
  }

  private List<String> conversations() {
    TreeSet<String> names = new TreeSet<>();
    corpora.allOverlaps().forEach(r -> names.add(r.conversation));
    corpora.allPauses().forEach(r -> names.add(r.conversation));
    corpora.words().forEach(w -> names.add(w.line().conversation()));
    return List.copyOf(names);
  }

  /** Probabilities are set right by trees that had not seen the last part. */
  private static TurnModel.Judge judge(
      TreeTrainer.Settings settings, TrainingTable all, TrainingTable fitted, TrainingTable held) {
    if (fitted.rows() == 0 || held.rows() == 0) {
      TreeEnsemble trees = all.rows() == 0 ? NO_TREES : TreeTrainer.train(settings, all);
      return new TurnModel.Judge(trees, Calibration.none());
    }
    TreeEnsemble trial = TreeTrainer.train(settings, fitted);
    Calibration calibration = CalibrationFit.of(trial, held);
    return new TurnModel.Judge(TreeTrainer.train(settings, all), calibration);
  }

  // ---- word weights

  private Words words(Corpora from) {
    return new Words(
        OverlapWordsTrainer.train(from),
        pauseWords(from.allPauses(), PauseRow.Label.SHIFT),
        pauseWords(from.allPauses(), PauseRow.Label.UNFINISHED_HOLD),
        units(from.words()));
  }

  private WordWeights pauseWords(List<PauseRow> rows, PauseRow.Label positive) {
    WordExamples examples = new WordExamples();
    PauseMoment m = new PauseMoment();
    for (PauseRow row :
        rows.stream().sorted(Comparator.comparing((PauseRow r) -> r.caller)).toList()) {
      row.fill(m, LAG, 0);
      int n = Ngrams.ofEnding(m.said, m.before, keys);
      examples.add(keys, n, row.label == positive, row.caller.hashCode());
      row.fill(m, FIRST_SECONDS, LAG);
      if (m.isWordMissing()) {
        n = Ngrams.ofBroken(m.said, m.before, keys);
        examples.add(keys, n, row.label == positive, row.caller.hashCode());
      }
    }
    return WordWeightsTrainer.train(PAUSE_WORDS, examples);
  }

  private WordWeights units(List<Corpora.FoldedWords> lines) {
    WordExamples examples = new WordExamples();
    Tokens said = new Tokens();
    Tokens nothing = new Tokens();
    for (Corpora.FoldedWords line :
        lines.stream()
            .sorted(
                Comparator.comparing(Corpora.FoldedWords::speaker)
                    .thenComparing(Corpora.FoldedWords::line))
            .toList()) {
      List<SpokenWord> words = line.words();
      said.clear();
      for (int i = 0; i + 1 < words.size(); i++) {
        if (i > 0 && words.get(i).start() - words.get(i - 1).end() > NEW_TURN_SECONDS) {
          said.clear();
        }
        said.add(words.get(i).token());
        SpokenWord.Boundary boundary = words.get(i).boundary(words.get(i + 1));
        if (said.count() > 0 && boundary != SpokenWord.Boundary.NOT_TOLD) {
          int n = Ngrams.ofEnding(said, nothing, keys);
          examples.add(
              keys, n, boundary == SpokenWord.Boundary.COMPLETE, line.speaker().hashCode());
        }
      }
    }
    return WordWeightsTrainer.train(UNIT_WORDS, examples);
  }

  // ---- rows of features

  private static void addRows(Words words, Corpora rows, Tables tables) {
    addOverlaps(words.overlapFeatures(), rows.allOverlaps(), tables);
    addPauses(words.pause(), rows.allPauses(), tables.turnOver());
  }

  private static void addOverlaps(OverlapFeatures features, List<OverlapRow> rows, Tables tables) {
    OverlapMoment m = new OverlapMoment();
    float[] f = new float[OverlapFeatures.COUNT];
    for (int i = 0; i < rows.size(); i++) {
      OverlapRow row = rows.get(i);
      if (row.label == OverlapRow.Label.OTHER) {
        continue;
      }
      boolean isNoise = row.label == OverlapRow.Label.NONSPEECH;
      boolean claims = row.label == OverlapRow.Label.INTERRUPT;
      for (OverlapRow.Sounds sounds : OverlapRow.Sounds.values()) {
        if (!isNoise && sounds != OverlapRow.Sounds.AS_LABELLED) {
          continue;
        }
        float weight = isNoise ? 1f / OverlapRow.Sounds.values().length : 1;
        for (int k = 0; k < OVERLAP_SECONDS.length; k++) {
          double late = OTHER_LAGS[(i + k) % OTHER_LAGS.length];
          for (double lag : new double[] {LAG, late}) {
            double hangover = lag == LAG && (i + k) % 2 == 0 ? 0 : HANGOVER;
            row.fill(m, OVERLAP_SECONDS[k], lag, sounds, hangover);
            features.onset(m);
            features.words(m);
            features.fill(m, f);
            float w = lag == LAG ? weight : OTHER_LAG_WEIGHT * weight;
            tables.interruption().add(f, claims, w);
            if (!claims) {
              tables.noise().add(f, isNoise, w);
            }
          }
        }
      }
    }
  }

  private static void addPauses(PauseFeatures features, List<PauseRow> rows, TrainingTable table) {
    PauseMoment m = new PauseMoment();
    float[] f = new float[PauseFeatures.COUNT];
    for (int i = 0; i < rows.size(); i++) {
      PauseRow row = rows.get(i);
      float weight = row.label == PauseRow.Label.HOLD ? HOLD_WEIGHT : 1;
      for (int k = 0; k < PAUSE_SECONDS.length; k++) {
        double at = PAUSE_SECONDS[k];
        if (row.resumedAfter <= at) {
          continue;
        }
        row.fill(m, at, 0);
        features.words(m);
        features.fill(m, f);
        table.add(f, row.label == PauseRow.Label.SHIFT, weight);
        if ((i + k) % 2 == 0) {
          // words that are late, and durations that no recogniser told
          row.fill(m, at, i % 3 != 0 ? LAG : OTHER_LAGS[(i + k) % OTHER_LAGS.length]);
          m.lastWord = PauseMoment.UNKNOWN;
          m.wordBefore = PauseMoment.UNKNOWN;
          features.words(m);
          features.fill(m, f);
          table.add(f, row.label == PauseRow.Label.SHIFT, LATE_PAUSE_WEIGHT * weight);
        }
      }
    }
  }
}
