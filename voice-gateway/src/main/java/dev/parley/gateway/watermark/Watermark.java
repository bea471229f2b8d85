package dev.parley.gateway.watermark;

import dev.parley.gateway.audio.Pcm;
import java.util.Arrays;

/**
 * Marks the bot's voice of one call as it is played; one owner. PCM 16 bit mono 16 kHz, in frames
 * of 20 ms. The mark is a noise of 0.5 to 3 kHz, filtered by the speech's own spectral envelope, 27
 * dB below the speech; the same second of noise again and again, by which it is found. Needs no
 * sound that comes later than the frame and adds no delay. About 6 KB of state; nothing is
 * allocated after construction.
 */
public final class Watermark {
  /** Power of the mark in relation to that of the speech. */
  static final double LEVEL_DB = -27;

  private static final int FRAME = Pcm.FRAME_SAMPLES;
  private static final int PART = FRAME / 4;
  private static final int BEFORE = FRAME / 2;
  private static final int FALL = FRAME / 4;
  private static final int ORDER = 14;

  // Within its band the mark stays 18 dB below the speech. Only an "s" or a hum, with little in
  // that
  // band, gets less mark than LEVEL_DB by this.
  private static final double MAX_IN_BAND_DB = 9;
  private static final double BAND_SHARE =
      (Sequence.HIGH_HZ - Sequence.LOW_HZ) / (Pcm.RATE_HZ / 2.0);

  private static final float[] WINDOW = window();

  private final float[] wave;
  private final double level;
  private final double maxScale;
  private final Lpc lpc = new Lpc(ORDER);
  private final float[] heard = new float[BEFORE + FRAME];
  private final float[] windowed = new float[BEFORE + FRAME];
  private final float[] noise = new float[FRAME];
  private final float[] lattice = new float[ORDER + 1];
  private final float[] reflections = new float[ORDER];
  private final float[] previous = new float[ORDER];
  private boolean atRest = true;
  private double lastPower;
  private float lastGain;
  private float lastScale;
  private int position;

  public Watermark(WatermarkKey key) {
    this(key, LEVEL_DB);
  }

  /** At another level, for measurements. */
  Watermark(WatermarkKey key, double levelDb) {
    wave = key.wave();
    level = Math.pow(10, levelDb / 10);
    maxScale = Math.sqrt(level * Math.pow(10, MAX_IN_BAND_DB / 10) * BAND_SHARE);
  }

  /**
   * Marks in place the next frames that are played. Every frame of the call must come here, silent
   * ones too, since the mark goes on by the samples it was given; digital silence stays as it is.
   *
   * @param length samples, a multiple of {@link Pcm#FRAME_SAMPLES}
   * @throws IllegalArgumentException when it is another number of samples; nothing is marked then
   */
  public void mark(short[] pcm, int offset, int length) {
    if (length % FRAME != 0) {
      throw new IllegalArgumentException(
          "expected whole frames of " + FRAME + " samples, found " + length + " samples");
    }
    for (int at = offset; at < offset + length; at += FRAME) {
      markFrame(pcm, at);
    }
  }

  private void markFrame(short[] pcm, int offset) {
    if (isSilent(pcm, offset, FRAME)) {
      rest();
    } else {
      for (int i = 0; i < FRAME; i++) {
        heard[BEFORE + i] = pcm[offset + i];
      }
      analyse();
      add(pcm, offset, shapedNoise());
      System.arraycopy(heard, FRAME, heard, 0, BEFORE);
    }
    position = (position + FRAME) % wave.length;
  }

  private void rest() {
    if (!atRest) {
      Arrays.fill(heard, 0);
      Arrays.fill(lattice, 0);
      Arrays.fill(previous, 0);
      lastPower = 0;
      lastGain = 0;
      atRest = true;
    }
  }

  private void analyse() {
    for (int i = 0; i < windowed.length; i++) {
      windowed[i] = heard[i] * WINDOW[i];
    }
    lpc.analyse(windowed, windowed.length);
  }

  /** Fills {@link #noise} as loud as speech would be; gives the factor that makes a mark of it. */
  private float shapedNoise() {
    float[] target = lpc.reflections();
    double error = lpc.relativeError();
    double speech = 0;
    double shaped = 0;
    for (int part = 0; part < FRAME; part += PART) {
      for (int k = 0; k < ORDER; k++) {
        // half way first: a sudden change of the filter would click
        reflections[k] = part == 0 ? (previous[k] + target[k]) / 2 : target[k];
      }
      double power = 0;
      for (int i = BEFORE + part; i < BEFORE + part + PART; i++) {
        power += heard[i] * heard[i];
      }
      float gain = (float) Math.sqrt(error * (power + lastPower) / (2 * PART));
      for (int i = 0; i < PART; i++) {
        float excitation = lastGain + (gain - lastGain) * (i + 1) / PART;
        float sample = filtered(excitation * wave[position + part + i]);
        noise[part + i] = sample;
        shaped += sample * sample;
      }
      speech += power;
      lastPower = power;
      lastGain = gain;
    }
    System.arraycopy(target, 0, previous, 0, ORDER);
    return (float) Math.min(maxScale, Math.sqrt(level * speech / (shaped + 1)));
  }

  /** All-pole lattice: stable for any reflections, also between those of two frames. */
  private float filtered(float input) {
    float forward = input;
    for (int k = ORDER - 1; k >= 0; k--) {
      forward -= reflections[k] * lattice[k];
      lattice[k + 1] = lattice[k] + reflections[k] * forward;
    }
    lattice[0] = forward;
    return forward;
  }

  private void add(short[] pcm, int offset, float scale) {
    float from = atRest ? scale : lastScale;
    for (int part = 0; part < FRAME; part += PART) {
      if (isSilent(pcm, offset + part, PART)) {
        continue;
      }
      for (int i = part; i < part + PART; i++) {
        float factor = from + (scale - from) * (i + 1) / FRAME;
        int sample = pcm[offset + i] + Math.round(factor * noise[i]);
        pcm[offset + i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
      }
    }
    lastScale = scale;
    atRest = false;
  }

  private static boolean isSilent(short[] pcm, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (pcm[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Rises slowly, falls quickly: most weight on the frame, none on what comes later. */
  private static float[] window() {
    float[] window = new float[BEFORE + FRAME];
    int rise = window.length - FALL;
    for (int i = 0; i < rise; i++) {
      window[i] = (float) (0.54 - 0.46 * StrictMath.cos(Math.PI * i / (rise - 1)));
    }
    for (int i = 0; i < FALL; i++) {
      window[rise + i] = (float) StrictMath.cos(Math.PI / 2 * i / FALL);
    }
    return window;
  }
}
