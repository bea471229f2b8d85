package dev.parley.stt.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;

/**
 * One native state. Owned by one thread from its first decode until it is closed: two threads in
 * one state end the process.
 */
final class NativeDecoder implements AutoCloseable {
  static final int SAMPLE_RATE_HZ = 16_000;
  // whisper.cpp looks at 30 s at a time; a bit less, so that padding never opens a second window
  static final int MAX_SAMPLES = 29 * SAMPLE_RATE_HZ;

  // up to 1.01 s of audio gives no text at all
  private static final int MIN_SAMPLES = 11 * SAMPLE_RATE_HZ / 10;
  // a word that ends with the audio is often lost
  private static final int TAIL_SAMPLES = SAMPLE_RATE_HZ / 4;
  // below about 100 it loops on some audio, whatever its length
  private static final int MIN_CONTEXT = 128;
  private static final int FULL_CONTEXT = 1_500;

  private final WhisperJNI library;
  private final WhisperContext context;
  private final WhisperState state;
  private boolean closed;

  NativeDecoder(WhisperJNI library, WhisperContext context, WhisperState state) {
    this.library = library;
    this.context = context;
    this.state = state;
  }

  /**
   * Takes 50 ms to seconds, and can't be stopped.
   *
   * @param samples at most {@link #MAX_SAMPLES}
   * @param language one that the model has
   * @return what the model wrote, as it stands
   */
  String decode(short[] samples, String language) {
    if (closed) {
      throw new IllegalStateException("the decoder is closed");
    }
    if (samples.length > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "expected at most " + MAX_SAMPLES + " samples, found " + samples.length);
    }
    float[] padded = new float[Math.max(MIN_SAMPLES, samples.length + TAIL_SAMPLES)];
    for (int i = 0; i < samples.length; i++) {
      padded[i] = samples[i] / 32_768f;
    }
    NativeModel.lookups().lock();
    try {
      int code =
          library.fullWithState(
              context, state, params(padded.length, language), padded, padded.length);
      if (code != 0) {
        throw new IllegalStateException("whisper_full answered " + code);
      }
      StringBuilder text = new StringBuilder();
      int segments = library.fullNSegmentsFromState(state);
      for (int i = 0; i < segments; i++) {
        text.append(library.fullGetSegmentTextFromState(state, i));
      }
      return text.toString();
    } finally {
      NativeModel.lookups().unlock();
    }
  }

  private static WhisperFullParams params(int samples, String language) {
    WhisperFullParams params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
    // several decoders of one thread beat one of several: OpenMP's threads spin while they wait
    params.nThreads = 1;
    params.audioCtx = audioContext(samples);
    params.language = language;
    params.noTimestamps = true;
    params.singleSegment = true;
    params.noContext = true;
    params.suppressBlank = true;
    // else a doubtful window is decoded up to three times
    params.temperatureInc = 0;
    params.printProgress = false;
    params.printRealtime = false;
    params.printTimestamps = false;
    params.printSpecial = false;
    return params;
  }

  /** 50 positions a second and some more, in steps: 7 to 20 times cheaper than the full 30 s. */
  static int audioContext(int samples) {
    int needed = (int) Math.ceil(samples * 50.0 / SAMPLE_RATE_HZ) + 64;
    int stepped = (needed + 63) / 64 * 64;
    return Math.min(FULL_CONTEXT, Math.max(MIN_CONTEXT, stepped));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      NativeModel.free(state);
    }
  }
}
