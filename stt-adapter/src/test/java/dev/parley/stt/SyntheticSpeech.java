package dev.parley.stt;

import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.sampled.AudioFormat;

/** Sentences as FreeTTS says them, with a little room noise: 16 kHz. One thread at a time. */
final class SyntheticSpeech {
  private static final int SAMPLE_RATE_HZ = 16_000;
  private static final int LEAD_SAMPLES = SAMPLE_RATE_HZ * 3 / 10;
  private static final int PAUSE_SAMPLES = SAMPLE_RATE_HZ * 3 / 10;
  private static final double ROOM_NOISE = 10;
  // held here, because the log's registry holds its loggers weakly
  private static final Logger FREETTS_LOG = Logger.getLogger("com.sun.speech.freetts");

  private final Voice voice;

  SyntheticSpeech() {
    FREETTS_LOG.setLevel(Level.OFF);
    voice =
        Arrays.stream(new KevinVoiceDirectory().getVoices())
            .filter(v -> v.getName().equals("kevin16"))
            .findFirst()
            .orElseThrow();
    // with a queue at hand it starts no thread; without one it speaks on the caller's
    voice.setOutputQueue(new OutputQueue());
    voice.allocate();
    voice.setOutputQueue(null);
  }

  short[] of(String sentence) {
    Recorder recorder = new Recorder();
    voice.setAudioPlayer(recorder);
    voice.speak(sentence);
    short[] samples = new short[LEAD_SAMPLES + recorder.count + PAUSE_SAMPLES];
    System.arraycopy(recorder.samples, 0, samples, LEAD_SAMPLES, recorder.count);
    addNoise(samples);
    return samples;
  }

  static short[] silence(int millis) {
    return noise(millis, ROOM_NOISE);
  }

  static short[] noise(int millis, double deviation) {
    short[] samples = new short[SAMPLE_RATE_HZ / 1000 * millis];
    Random random = new Random(millis);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.clamp(random.nextGaussian() * deviation, -32_768, 32_767);
    }
    return samples;
  }

  private static void addNoise(short[] samples) {
    Random random = new Random(samples.length);
    for (int i = 0; i < samples.length; i++) {
      double sum = samples[i] + random.nextGaussian() * ROOM_NOISE;
      samples[i] = (short) Math.clamp(sum, -32_768, 32_767);
    }
  }

  /** What FreeTTS takes for a sound card. */
  private static final class Recorder implements AudioPlayer {
    private short[] samples = new short[SAMPLE_RATE_HZ];
    private int count;

    @Override
    public boolean write(byte[] bytes, int offset, int size) {
      for (int i = offset; i < offset + size; i += 2) {
        if (count == samples.length) {
          samples = Arrays.copyOf(samples, count * 2);
        }
        samples[count++] = (short) ((bytes[i] << 8) | (bytes[i + 1] & 0xff));
      }
      return true;
    }

    @Override
    public boolean write(byte[] bytes) {
      return write(bytes, 0, bytes.length);
    }

    @Override
    public AudioFormat getAudioFormat() {
      return new AudioFormat(SAMPLE_RATE_HZ, 16, 1, true, true);
    }

    @Override
    public void setAudioFormat(AudioFormat format) {}

    @Override
    public boolean end() {
      return true;
    }

    @Override
    public boolean drain() {
      return true;
    }

    @Override
    public void begin(int size) {}

    @Override
    public void startFirstSampleTimer() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel() {}

    @Override
    public void reset() {}

    @Override
    public void close() {}

    @Override
    public float getVolume() {
      return 1;
    }

    @Override
    public void setVolume(float volume) {}

    @Override
    public long getTime() {
      return -1;
    }

    @Override
    public void resetTime() {}

    @Override
    public void showMetrics() {}
  }
}
