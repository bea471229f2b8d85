package dev.parley.stt.sphinx;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.util.LogMath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the acoustic model of sphinx4-data: its phones as Sphinx's own loader does, its Gaussians
 * into a {@link PtmModel}.
 */
final class PtmLoader extends Sphinx3Loader {
  private static final String FOLDER = "/edu/cmu/sphinx/models/en-us/en-us/";
  private static final Set<String> NOISES = Set.of("SIL", "+NSN+");
  private static final int HEADER_LINES = 7;
  private static final float WEIGHT_FLOOR = 1e-7f;
  private static final float VARIANCE_FLOOR = 1e-4f;

  private @Nullable PtmModel model;

  PtmLoader(UnitManager units) {
    super(folder(), units, 0f, WEIGHT_FLOOR, VARIANCE_FLOOR, 4, true);
  }

  PtmModel model() {
    return Objects.requireNonNull(model, "load() comes first");
  }

  @Override
  protected void loadModelFiles() throws IOException, URISyntaxException {
    meansPool = loadDensityFile("means", -Float.MAX_VALUE);
    variancePool = loadDensityFile("variances", VARIANCE_FLOOR);
    mixtureWeights = loadMixtureWeights("mixture_weights", WEIGHT_FLOOR);
    transitionsPool = loadTransitionMatrices("transition_matrices");
    modelProps = loadModelProps("feat.params");
    senonePool = new Pool<>("senones");
    for (int i = 0; i < mixtureWeights.getStatesNum(); i++) {
      senonePool.put(i, new PtmSenone(i));
    }
    model = build();
    loadHMMPool(true, getDataStream("mdef"));
  }

  /** Sphinx tells the log about every table it has read. */
  @Override
  public void logInfo() {}

  @Override
  protected InputStream getDataStream(String file) throws IOException {
    InputStream in = PtmLoader.class.getResourceAsStream(FOLDER + file);
    if (in == null) {
      throw new IOException("acoustic model file " + file + " is missing; is sphinx4-data there?");
    }
    return in;
  }

  private static URL folder() {
    return Objects.requireNonNull(
        PtmLoader.class.getResource(FOLDER + "means"), "sphinx4-data is not on the class path");
  }

  private PtmModel build() throws IOException {
    int books = meansPool.size() / PtmModel.DENSITIES;
    float[][] means = new float[books][];
    float[][] precisions = new float[books][];
    float[][] norms = new float[books][PtmModel.DENSITIES];
    for (int book = 0; book < books; book++) {
      means[book] = new float[PtmModel.DIMENSIONS * PtmModel.DENSITIES];
      precisions[book] = new float[PtmModel.DIMENSIONS * PtmModel.DENSITIES];
      for (int g = 0; g < PtmModel.DENSITIES; g++) {
        float[] mean = meansPool.get(book * PtmModel.DENSITIES + g);
        float[] variance = variancePool.get(book * PtmModel.DENSITIES + g);
        double logFactor = -0.5 * PtmModel.DIMENSIONS * Math.log(2 * Math.PI);
        for (int d = 0; d < PtmModel.DIMENSIONS; d++) {
          means[book][d * PtmModel.DENSITIES + g] = mean[d];
          precisions[book][d * PtmModel.DENSITIES + g] = -1f / (2f * variance[d]);
          logFactor -= 0.5 * Math.log(variance[d]);
        }
        norms[book][g] = (float) logFactor;
      }
    }
    List<int[]> noises = new ArrayList<>();
    int[] codebooks = readCodebooks(noises);
    return new PtmModel(
        means,
        precisions,
        norms,
        linearWeights(),
        codebooks,
        noises.stream().flatMapToInt(Arrays::stream).toArray());
  }

  private float[] linearWeights() {
    int senones = mixtureWeights.getStatesNum();
    float[] weights = new float[senones * PtmModel.STREAMS * PtmModel.DENSITIES];
    LogMath log = LogMath.getLogMath();
    int i = 0;
    for (int senone = 0; senone < senones; senone++) {
      for (int stream = 0; stream < PtmModel.STREAMS; stream++) {
        for (int g = 0; g < PtmModel.DENSITIES; g++) {
          weights[i++] = (float) log.logToLinear(mixtureWeights.get(senone, stream, g));
        }
      }
    }
    return weights;
  }

  /** Every senone's codebook is that of its phone, which is also its transition matrix's number. */
  private int[] readCodebooks(List<int[]> noises) throws IOException {
    int[] codebooks = new int[mixtureWeights.getStatesNum()];
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(getDataStream("mdef"), StandardCharsets.US_ASCII))) {
      int header = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() || line.charAt(0) == '#' || header++ < HEADER_LINES) {
          continue;
        }
        // base left right position attribute matrix senone senone senone N
        StringTokenizer fields = new StringTokenizer(line);
        String phone = fields.nextToken();
        fields.nextToken();
        fields.nextToken();
        fields.nextToken();
        fields.nextToken();
        int book = Integer.parseInt(fields.nextToken());
        int[] senones = new int[fields.countTokens() - 1];
        for (int i = 0; i < senones.length; i++) {
          senones[i] = Integer.parseInt(fields.nextToken());
          codebooks[senones[i]] = book;
        }
        if (NOISES.contains(phone)) {
          noises.add(senones);
        }
      }
    }
    return codebooks;
  }
}
