package dev.parley.stt.sphinx;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DoubleData;
import edu.cmu.sphinx.frontend.frequencywarp.MelFrequencyFilterBank;
import edu.cmu.sphinx.frontend.transform.DiscreteCosineTransform2;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.transform.Lifter;
import org.jspecify.annotations.Nullable;

/**
 * The cepstra of an utterance, computed as its audio comes. Mutable, owned by one utterance. The
 * transforms are Sphinx's, with the acoustic model's parameters; framing is done here because
 * Sphinx's windower waits for audio that is not there yet.
 */
final class Cepstra {
  static final int SAMPLE_RATE_HZ = 16_000;
  static final int FRAME_MILLIS = 10;

  private static final int SHIFT = SAMPLE_RATE_HZ * FRAME_MILLIS / 1000;
  private static final int WINDOW = 410;
  // digital silence (a muted line, a padded file) has a cepstrum no microphone has, and would spoil
  // the mean of the
  // whole utterance; the background of a quiet room is about this loud
  private static final double DITHER = 16;
  private static final double PREEMPHASIS = 0.97;
  private static final double[] HAMMING = hamming();

  private final WindowSource source = new WindowSource();
  private final Lifter last = pipeline(source);

  private final double[] window = new double[WINDOW];
  private int filled;
  private double previous;
  private int noise = 1;

  private float[][] frames = new float[256][];
  private int count;
  private final Voicing voicing = new Voicing();

  void add(short[] samples) {
    voicing.add(samples);
    for (short exact : samples) {
      double sample = exact + dither();
      window[filled++] = sample - PREEMPHASIS * previous;
      previous = sample;
      if (filled == WINDOW) {
        addFrame();
        System.arraycopy(window, SHIFT, window, 0, WINDOW - SHIFT);
        filled = WINDOW - SHIFT;
      }
    }
  }

  /** A fixed sequence, so that the same audio always gives the same text. */
  private double dither() {
    noise = noise * 1_664_525 + 1_013_904_223;
    return DITHER * (noise / (double) Integer.MAX_VALUE);
  }

  int count() {
    return count;
  }

  /** Not to be changed. */
  float[] frame(int index) {
    return frames[index];
  }

  /** How periodic the sound of a frame is, 0..1: vowels are near 1, breath and noise are not. */
  float voicing(int index) {
    return voicing.frame(index);
  }

  /** Log energy of a frame, in units of its own. */
  float loudness(int index) {
    return frames[index][0];
  }

  private void addFrame() {
    double[] tapered = new double[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      tapered[i] = window[i] * HAMMING[i];
    }
    source.next = new DoubleData(tapered, SAMPLE_RATE_HZ, 0);
    double[] cepstrum = ((DoubleData) last.getData()).getValues();
    float[] frame = new float[PtmModel.DIMENSIONS];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (float) cepstrum[i];
    }
    if (count == frames.length) {
      frames = java.util.Arrays.copyOf(frames, count * 2);
    }
    frames[count++] = frame;
  }

  private static Lifter pipeline(WindowSource source) {
    // feat.params of the model: -lowerf 130 -upperf 6800 -nfilt 25 -transform dct -lifter 22
    DiscreteFourierTransform spectrum = new DiscreteFourierTransform(512, false);
    MelFrequencyFilterBank mel = new MelFrequencyFilterBank(130, 6800, 25);
    DiscreteCosineTransform2 cosine = new DiscreteCosineTransform2(25, PtmModel.DIMENSIONS);
    Lifter lifter = new Lifter(22);
    spectrum.setPredecessor(source);
    mel.setPredecessor(spectrum);
    cosine.setPredecessor(mel);
    lifter.setPredecessor(cosine);
    spectrum.initialize();
    mel.initialize();
    cosine.initialize();
    lifter.initialize();
    return lifter;
  }

  private static double[] hamming() {
    double[] window = new double[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
    }
    return window;
  }

  /** Gives the transforms one window at a time. */
  private static final class WindowSource extends BaseDataProcessor {
    private @Nullable DoubleData next;

    @Override
    public @Nullable Data getData() {
      DoubleData window = next;
      next = null;
      return window;
    }
  }
}
