package dev.parley.stt.sphinx;

import edu.cmu.sphinx.decoder.scorer.AcousticScorer;
import edu.cmu.sphinx.decoder.scorer.Scoreable;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores the search's tokens against the one frame that was put in. Sphinx's own scorers pull from
 * a front end and block there; a decoder that shares a thread with others must not.
 */
final class FrameFeed implements AcousticScorer {
  private final PtmScores scores;
  private boolean available;

  FrameFeed(PtmScores scores) {
    this.scores = scores;
  }

  PtmScores scores() {
    return scores;
  }

  void put(float[] features, int frameIndex) {
    scores.use(features, frameIndex);
    available = true;
  }

  /** Null tells the search that there is no frame. */
  @Override
  public @Nullable Data calculateScores(List<? extends Scoreable> tokens) {
    if (!available) {
      return null;
    }
    available = false;
    Scoreable best = null;
    float bestScore = Float.NEGATIVE_INFINITY;
    for (Scoreable token : tokens) {
      float score = token.calculateScore(scores);
      if (score > bestScore) {
        bestScore = score;
        best = token;
      }
    }
    return best;
  }

  @Override
  public @Nullable Data calculateScoresAndStoreData(List<? extends Scoreable> tokens) {
    return calculateScores(tokens);
  }

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void startRecognition() {
    available = false;
  }

  @Override
  public void stopRecognition() {}

  @Override
  public void newProperties(PropertySheet properties) {}
}
