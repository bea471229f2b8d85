package dev.parley.stt.sphinx;

import edu.cmu.sphinx.frontend.FloatData;
import edu.cmu.sphinx.util.LogMath;

/**
 * Senone scores of the current frame, computed when asked for. Mutable, owned by one decoder. The
 * search hands it to every senone as "the data": that keeps the senones themselves free of state
 * (Sphinx's own cache scores inside the shared model, so no two recognisers could share one).
 */
final class PtmScores extends FloatData {
  private static final int TOP = 4;

  private final PtmModel model;
  private final float toLogBase;
  private final float[] feature = new float[PtmModel.STREAMS * PtmModel.DIMENSIONS];
  private final float[] densities = new float[PtmModel.DENSITIES];

  private final int[] bookFrame;
  private final float[] bookBest;
  private final int[] topDensity;
  private final float[] topLikelihood;
  private final int[] senoneFrame;
  private final float[] senoneScore;

  // unique over the life of this object, so that caches need no clearing
  private int stamp;
  private int frame;

  PtmScores(PtmModel model) {
    super(new float[0], Cepstra.SAMPLE_RATE_HZ, 0);
    this.model = model;
    this.toLogBase = LogMath.getLogMath().lnToLog(1f);
    int books = model.codebooks();
    bookFrame = new int[books];
    bookBest = new float[books];
    topDensity = new int[books * PtmModel.STREAMS * TOP];
    topLikelihood = new float[books * PtmModel.STREAMS * TOP];
    senoneFrame = new int[model.senones()];
    senoneScore = new float[model.senones()];
  }

  /** Moves to another frame; its feature is copied. */
  void use(float[] features, int frameIndex) {
    System.arraycopy(features, 0, feature, 0, feature.length);
    frame = frameIndex;
    stamp++;
  }

  /** End of the current frame, ms from the start of the utterance. */
  @Override
  public long getCollectTime() {
    return (frame + 1L) * Cepstra.FRAME_MILLIS;
  }

  /** Log likelihood in the base of {@link LogMath}. */
  float senone(int senone) {
    if (senoneFrame[senone] != stamp) {
      senoneFrame[senone] = stamp;
      senoneScore[senone] = compute(senone);
    }
    return senoneScore[senone];
  }

  /** Log likelihood of the frame as the likeliest sound of silence and noise, in the same base. */
  float noise() {
    float best = Float.NEGATIVE_INFINITY;
    for (int senone : model.noiseSenones()) {
      best = Math.max(best, senone(senone));
    }
    return best;
  }

  private float compute(int senone) {
    int book = model.codebook(senone);
    if (bookFrame[book] != stamp) {
      bookFrame[book] = stamp;
      scoreBook(book);
    }
    // the three streams' mixtures are summed linearly, so one logarithm is enough
    double product = 1;
    for (int stream = 0; stream < PtmModel.STREAMS; stream++) {
      int row = (book * PtmModel.STREAMS + stream) * TOP;
      float sum = 0;
      for (int i = row; i < row + TOP; i++) {
        sum += topLikelihood[i] * model.weight(senone, stream, topDensity[i]);
      }
      product *= sum;
    }
    return (bookBest[book] + (float) Math.log(product)) * toLogBase;
  }

  private void scoreBook(int book) {
    float best = 0;
    for (int stream = 0; stream < PtmModel.STREAMS; stream++) {
      model.score(book, stream, feature, densities);
      int row = (book * PtmModel.STREAMS + stream) * TOP;
      selectTop(row);
      float max = topLikelihood[row];
      for (int i = row; i < row + TOP; i++) {
        topLikelihood[i] = (float) Math.exp(topLikelihood[i] - max);
      }
      best += max;
    }
    bookBest[book] = best;
  }

  /** The {@value #TOP} best densities, best first, as logs. */
  private void selectTop(int row) {
    for (int i = row; i < row + TOP; i++) {
      topLikelihood[i] = Float.NEGATIVE_INFINITY;
    }
    for (int g = 0; g < PtmModel.DENSITIES; g++) {
      float value = densities[g];
      if (value <= topLikelihood[row + TOP - 1]) {
        continue;
      }
      int place = row + TOP - 1;
      while (place > row && topLikelihood[place - 1] < value) {
        topLikelihood[place] = topLikelihood[place - 1];
        topDensity[place] = topDensity[place - 1];
        place--;
      }
      topLikelihood[place] = value;
      topDensity[place] = g;
    }
  }
}
