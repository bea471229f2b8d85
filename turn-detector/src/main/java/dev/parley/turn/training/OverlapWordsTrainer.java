package dev.parley.turn.training;

import dev.parley.turn.model.Ngrams;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.OverlapWords;
import dev.parley.turn.model.Tokens;
import dev.parley.turn.model.WordWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the word weights for overlaps. Overlaps are few: what first words lead to, and how speech
 * comes to its end, is learned from everything that was said. Used once.
 */
final class OverlapWordsTrainer {
  private static final double LAG = 0.3;
  // when new words are looked for
  private static final double[] SECONDS = {0.6, 0.8, 1.0, 1.3};
  private static final double LASTING_SECONDS = 1.2;
  private static final double CLOSING_SECONDS = 0.7;
  // a bot's words count as context once it has talked for so long, as in the overlaps
  private static final double CONTEXT_SECONDS = 1;
  // as many as the overlaps tell
  private static final int CONTEXT_WORDS = 5;
  // neighbouring words tell much the same
  private static final int EVERY = 3;

  private static final WordWeightsTrainer.Settings CLAIMS =
      new WordWeightsTrainer.Settings(4, 3, 10, 0.1, 0, 3);
  private static final WordWeightsTrainer.Settings LASTING =
      new WordWeightsTrainer.Settings(5, 3, 5, 0.1, 0, 10);
  // the label depends little on the bot's words: weights of rare ones would be noise
  private static final WordWeightsTrainer.Settings CUES =
      new WordWeightsTrainer.Settings(6, 3, 10, 0.05, 0, 30);
  private static final WordWeightsTrainer.Settings CLOSINGS =
      new WordWeightsTrainer.Settings(10, 4, 3, 0.1, 0, 20);

  private final List<OverlapRow> rows;
  private final List<Line> lines;
  private final int[] keys = new int[Ngrams.MOST];

  /** A speaker's spurts. */
  private record Line(int group, List<Spurt> spurts) {}

  private OverlapWordsTrainer(Corpora from) {
    rows =
        from.allOverlaps().stream()
            .filter(r -> r.label != OverlapRow.Label.OTHER)
            .sorted(Comparator.comparing((OverlapRow r) -> r.caller))
            .toList();
    lines = new ArrayList<>();
    from.words().stream()
        .sorted(
            Comparator.comparing(Corpora.FoldedWords::speaker)
                .thenComparing(Corpora.FoldedWords::line))
        .forEach(w -> lines.add(new Line(w.speaker().hashCode(), Spurt.of(w.words()))));
  }

  static OverlapWords train(Corpora from) {
    OverlapWordsTrainer trainer = new OverlapWordsTrainer(from);
    return new OverlapWords(
        trainer.claims(), trainer.lasting(), trainer.cues(), trainer.closings());
  }

  private WordWeights claims() {
    WordExamples examples = new WordExamples();
    OverlapMoment m = new OverlapMoment();
    for (OverlapRow row : rows) {
      int before = 0;
      for (double at : SECONDS) {
        row.fill(m, at, LAG, OverlapRow.Sounds.AS_LABELLED);
        if (m.said.count() > before) {
          before = m.said.count();
          int n = Ngrams.ofOverlap(m.said, keys);
          examples.add(keys, n, isInterruption(row), row.caller.hashCode());
        }
      }
    }
    return WordWeightsTrainer.train(CLAIMS, examples);
  }

  private WordWeights lasting() {
    WordExamples examples = new WordExamples();
    Tokens said = new Tokens();
    for (Line line : lines) {
      for (Spurt spurt : line.spurts) {
        boolean lasts = spurt.end() - spurt.start() > LASTING_SECONDS;
        said.clear();
        for (double at : SECONDS) {
          int before = said.count();
          double heard = spurt.start() + at - LAG;
          List<SpokenWord> words = spurt.words();
          while (said.count() < words.size() && words.get(said.count()).end() <= heard) {
            said.add(words.get(said.count()).token());
          }
          if (said.count() > before) {
            examples.add(keys, Ngrams.ofOverlap(said, keys), lasts, line.group);
          }
        }
      }
    }
    return WordWeightsTrainer.train(LASTING, examples);
  }

  private WordWeights cues() {
    WordExamples examples = new WordExamples();
    OverlapMoment m = new OverlapMoment();
    Tokens nothing = new Tokens();
    for (OverlapRow row : rows) {
      row.fill(m, 0, LAG, OverlapRow.Sounds.AS_LABELLED);
      int n = Ngrams.ofEnding(m.botSaid, nothing, keys);
      examples.add(keys, n, isInterruption(row), row.caller.hashCode());
    }
    return WordWeightsTrainer.train(CUES, examples);
  }

  /** Looks at the middle of a word, when those before it are known. */
  private WordWeights closings() {
    WordExamples examples = new WordExamples();
    Tokens said = new Tokens();
    Tokens nothing = new Tokens();
    for (Line line : lines) {
      for (Spurt spurt : line.spurts) {
        List<SpokenWord> words = spurt.words();
        for (int next = EVERY; next < words.size(); next += EVERY) {
          SpokenWord word = words.get(next);
          if (word.start() - spurt.start() < CONTEXT_SECONDS) {
            continue;
          }
          said.clear();
          for (SpokenWord w : words.subList(Math.max(0, next - CONTEXT_WORDS), next)) {
            said.add(w.token());
          }
          boolean closes = spurt.end() - (word.start() + word.end()) / 2 < CLOSING_SECONDS;
          examples.add(keys, Ngrams.ofEnding(said, nothing, keys), closes, line.group);
        }
      }
    }
    return WordWeightsTrainer.train(CLOSINGS, examples);
  }

  private static boolean isInterruption(OverlapRow row) {
    return row.label == OverlapRow.Label.INTERRUPT;
  }
}
