package dev.parley.stt.sphinx;

/** What the acoustic model scores: cepstra less their mean, with first and second differences. */
final class Features {
  /** Frames after the current one that its differences look at. */
  static final int LOOKAHEAD = 3;

  private Features() {}

  /**
   * @param available frames to look at; the first and the last are repeated beyond the ends
   * @param into 39 values
   */
  static void compute(Cepstra cepstra, int available, int index, float[] mean, float[] into) {
    int n = PtmModel.DIMENSIONS;
    float[] centre = cepstra.frame(index);
    float[] before1 = cepstra.frame(Math.max(index - 1, 0));
    float[] before2 = cepstra.frame(Math.max(index - 2, 0));
    float[] before3 = cepstra.frame(Math.max(index - 3, 0));
    float[] after1 = cepstra.frame(Math.min(index + 1, available - 1));
    float[] after2 = cepstra.frame(Math.min(index + 2, available - 1));
    float[] after3 = cepstra.frame(Math.min(index + 3, available - 1));
    for (int i = 0; i < n; i++) {
      into[i] = centre[i] - mean[i];
      into[n + i] = after2[i] - before2[i];
      into[2 * n + i] = (after3[i] - before1[i]) - (after1[i] - before3[i]);
    }
  }

  /** Of the frames so far, drawn towards a prior that counts as some frames more. */
  static float[] mean(Cepstra cepstra, int available, float[] prior, int priorFrames) {
    double[] sum = new double[PtmModel.DIMENSIONS];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (double) prior[i] * priorFrames;
    }
    for (int f = 0; f < available; f++) {
      float[] frame = cepstra.frame(f);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += frame[i];
      }
    }
    float[] mean = new float[sum.length];
    int frames = Math.max(1, available + priorFrames);
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / frames);
    }
    return mean;
  }
}
