package dev.parley.stt.sphinx;

/**
 * The phonetically tied Gaussians of an acoustic model, laid out for scoring. Immutable, shared by
 * all decoders; what changes with every frame is in {@link PtmScores}.
 */
final class PtmModel {
  /** Cepstra, their first and second differences. */
  static final int STREAMS = 3;

  static final int DIMENSIONS = 13;
  static final int DENSITIES = 128;

  private final float[][] means;
  private final float[][] precisions;
  private final float[][] norms;
  private final float[] weights;
  private final int[] codebookOfSenone;
  private final int[] noiseSenones;

  /**
   * @param means by codebook and stream, dimension-major so that scoring runs over densities
   * @param precisions -1 / (2 variance), laid out alike
   * @param norms log of the Gaussians' factors
   * @param weights linear mixture weights by senone, stream, density
   * @param noiseSenones the senones of silence and noise
   */
  PtmModel(
      float[][] means,
      float[][] precisions,
      float[][] norms,
      float[] weights,
      int[] codebookOfSenone,
      int[] noiseSenones) {
    this.means = means;
    this.precisions = precisions;
    this.norms = norms;
    this.weights = weights;
    this.codebookOfSenone = codebookOfSenone;
    this.noiseSenones = noiseSenones;
  }

  int codebooks() {
    return means.length / STREAMS;
  }

  int senones() {
    return codebookOfSenone.length;
  }

  int codebook(int senone) {
    return codebookOfSenone[senone];
  }

  /** Not to be changed. */
  int[] noiseSenones() {
    return noiseSenones;
  }

  float weight(int senone, int stream, int density) {
    return weights[(senone * STREAMS + stream) * DENSITIES + density];
  }

  /** Log densities of one stream of one codebook. */
  void score(int codebook, int stream, float[] feature, float[] into) {
    int book = codebook * STREAMS + stream;
    float[] mean = means[book];
    float[] precision = precisions[book];
    System.arraycopy(norms[book], 0, into, 0, DENSITIES);
    // densities innermost: the JIT vectorises it, all 42 codebooks then cost about 20 us a frame
    for (int d = 0; d < DIMENSIONS; d++) {
      float x = feature[stream * DIMENSIONS + d];
      int row = d * DENSITIES;
      for (int g = 0; g < DENSITIES; g++) {
        float difference = x - mean[row + g];
        into[g] += difference * difference * precision[row + g];
      }
    }
  }
}
