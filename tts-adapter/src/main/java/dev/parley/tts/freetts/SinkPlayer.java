package dev.parley.tts.freetts;

import com.sun.speech.freetts.audio.AudioPlayer;
import dev.parley.tts.engine.SpeechSink;
import javax.sound.sampled.AudioFormat;

/**
 * What FreeTTS takes for a sound card. Turns its big-endian blocks of at most 32 ms into samples
 * with the voice's fixed gain; saying false to a block ends the synthesis.
 */
final class SinkPlayer implements AudioPlayer {
  /** The voice's loudest speech peaks at 19,000: this lifts it to 22,800, just under -3 dBFS. */
  static final double GAIN = 1.2;

  /** -3 dBFS: what comes after must have room to resample. */
  static final int MAX_PEAK = 23_197;

  private final SpeechSink sink;
  private short[] block = new short[512];
  private long samplesGiven;
  private long toSkip;
  private boolean stopped;

  SinkPlayer(SpeechSink sink) {
    this.sink = sink;
  }

  long samplesGiven() {
    return samplesGiven;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Drops so many of the samples that come next. */
  void skip(long samples) {
    toSkip = samples;
  }

  @Override
  public boolean write(byte[] bytes, int offset, int size) {
    if (stopped) {
      return false;
    }
    int count = size / 2;
    if (block.length < count) {
      block = new short[count];
    }
    for (int i = 0; i < count; i++) {
      int sample = (bytes[offset + 2 * i] << 8) | (bytes[offset + 2 * i + 1] & 0xff);
      block[i] = (short) Math.clamp(Math.round(sample * GAIN), -MAX_PEAK, MAX_PEAK);
    }
    int skipped = (int) Math.min(toSkip, count);
    toSkip -= skipped;
    samplesGiven += count - skipped;
    stopped = !sink.audio(block, skipped, count - skipped);
    return !stopped;
  }

  @Override
  public boolean write(byte[] bytes) {
    return write(bytes, 0, bytes.length);
  }

  @Override
  public boolean end() {
    return !stopped;
  }

  @Override
  public boolean drain() {
    return !stopped;
  }

  @Override
  public AudioFormat getAudioFormat() {
    return new AudioFormat(KevinVoice.SAMPLE_RATE_HZ, 16, 1, true, true);
  }

  @Override
  public float getVolume() {
    return 1;
  }

  @Override
  public long getTime() {
    return samplesGiven * 1000 / KevinVoice.SAMPLE_RATE_HZ;
  }

  // the rest is about a device, and there is none

  @Override
  public void setAudioFormat(AudioFormat format) {}

  @Override
  public void begin(int size) {}

  @Override
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void reset() {}

  @Override
  public void cancel() {}

  @Override
  public void close() {}

  @Override
  public void setVolume(float volume) {}

  @Override
  public void resetTime() {}

  @Override
  public void startFirstSampleTimer() {}

  @Override
  public void showMetrics() {}
}
