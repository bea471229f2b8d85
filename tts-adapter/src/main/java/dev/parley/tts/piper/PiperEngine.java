package dev.parley.tts.piper;

import dev.parley.adapter.UserError;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.text.SpokenText;
import io.github.givimad.piperjni.PiperJNI;
import io.github.givimad.piperjni.PiperVoice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One voice, one piece at a time. The native call can't be stopped, so pieces are short; what a
 * cancelled one still computes is thrown away.
 */
final class PiperEngine implements SpeechEngine {
  static final String NAME = "piper";

  private static final Logger LOG = LoggerFactory.getLogger(PiperEngine.class);

  /** Four threads inside at once aborted the process every time: espeak-ng has global state. */
  private static final ReentrantLock NATIVE = new ReentrantLock();

  /** A medium voice takes about 0.25 s for so many. */
  private static final int PIECE_WORDS = 12;

  private static final int SILENCE_PEAK = 200;

  // Piper scales every piece to full scale; -3 dB leaves room to resample
  private static final double GAIN = 0.7;

  private final PiperJNI piper;
  private final PiperVoice voice;
  private final EngineProfile profile;

  private PiperEngine(PiperJNI piper, PiperVoice voice, String name) {
    this.piper = piper;
    this.voice = voice;
    this.profile =
        new EngineProfile(
            NAME,
            name,
            "neural voice, in-process; bundles espeak-ng (GPL-3)",
            voice.getSampleRate(),
            List.of(name),
            false,
            false,
            PIECE_WORDS,
            1,
            SILENCE_PEAK);
  }

  static PiperEngine open(PiperVoiceFiles files) {
    LOG.info("Piper bundles espeak-ng, GPL-3: mind the licence before you pass it on");
    NATIVE.lock();
    try {
      PiperJNI piper = new PiperJNI();
      boolean needsEspeak = files.phonemes() == PiperVoiceFiles.Phonemes.ESPEAK;
      piper.initialize(needsEspeak, false); // unpacks 18.5 MB of espeak-ng data
      PiperVoice voice = piper.loadVoice(files.model(), files.config());
      piper.textToAudio(voice, "hello."); // the first inference is the slow one
      String name = files.model().getFileName().toString().replaceFirst("\\.onnx$", "");
      return new PiperEngine(piper, voice, name);
    } catch (IOException | PiperJNI.NotInitialized | RuntimeException | LinkageError e) {
      throw new UserError(
          "Piper can't load "
              + files.model()
              + " ("
              + e.getMessage()
              + "); check the voice and that this platform has Piper, or set tts.engine = freetts",
          e);
    } finally {
      NATIVE.unlock();
    }
  }

  @Override
  public EngineProfile profile() {
    return profile;
  }

  @Override
  public void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException {
    short[] samples = synthesise(piece, cancellation);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (samples[i] * GAIN);
    }
    int block = profile.sampleRateHz() / 50;
    for (int at = 0; at < samples.length; at += block) {
      if (!sink.audio(samples, at, Math.min(block, samples.length - at))) {
        return;
      }
    }
  }

  private short[] synthesise(SpokenText piece, Cancellation cancellation) throws SpeechException {
    NATIVE.lock();
    try {
      return cancellation.isCancelled() ? new short[0] : piper.textToAudio(voice, piece.text());
    } catch (IOException | PiperJNI.NotInitialized | RuntimeException e) {
      throw new SpeechException(
          SpeechException.Reason.BROKEN,
          "Piper could not say a piece of "
              + piece.words().size()
              + " words ("
              + e.getMessage()
              + ")",
          e);
    } finally {
      NATIVE.unlock();
    }
  }

  // the voice itself is left to the end of the process: the library frees it in a way that corrupts
  // the heap
  @Override
  public void close() {
    NATIVE.lock();
    try {
      piper.terminate();
    } finally {
      NATIVE.unlock();
    }
  }
}
