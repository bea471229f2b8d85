package dev.parley.tts.freetts;

import com.sun.speech.freetts.OutputQueue;
import com.sun.speech.freetts.Utterance;
import com.sun.speech.freetts.UtteranceProcessor;
import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.text.SpokenText;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One FreeTTS voice, synchronous; for one thread at a time. */
final class KevinVoice {
  static final String NAME = "kevin16";
  static final int SAMPLE_RATE_HZ = 16_000;

  /**
   * With the gain of {@link SinkPlayer}: the noise of its recorded silence peaks at 25 to 170, its
   * softest consonants (f, th, h) at 240 to 600.
   */
  static final int SILENCE_PEAK = 170;

  // FreeTTS logs a line per utterance at FINE and stack traces at SEVERE; what fails is reported by
  // say(). Held here, because the log's registry holds its loggers weakly.
  private static final Logger FREETTS_LOG = Logger.getLogger("com.sun.speech.freetts");

  private final Voice voice;
  private @Nullable Performance performance;

  private KevinVoice(Voice voice) {
    this.voice = voice;
    // with a queue FreeTTS speaks on a thread of its own, without one on the caller's; allocate()
    // starts such a thread unless it finds a queue
    voice.setOutputQueue(new OutputQueue());
    voice.allocate();
    voice.setOutputQueue(null);
    KevinLexicon.extend(voice.getLexicon());
    addProcessor(voice, this::mark);
  }

  /** Loads so many voices; they share nothing, since each brings its own lexicon. */
  static List<KevinVoice> load(int count) {
    FREETTS_LOG.setLevel(Level.OFF);
    return IntStream.range(0, count).mapToObj(i -> new KevinVoice(find())).toList();
  }

  static boolean isOnClassPath() {
    return KevinVoiceDirectory.class.getResource("cmu_us_kal16.bin") != null;
  }

  void say(SpokenText piece, double rate, SpeechSink sink) throws SpeechException {
    KevinScript script = KevinScript.of(piece);
    if (script.isEmpty()) {
      return;
    }
    Performance now = new Performance(script, sink);
    performance = now;
    voice.setDurationStretch((float) (1 / rate));
    voice.setAudioPlayer(now.player());
    try {
      boolean whole = voice.speak(script.text());
      if (!whole && !now.player().isStopped()) {
        throw new SpeechException(
            SpeechException.Reason.BROKEN,
            "FreeTTS could not say a piece of " + piece.words().size() + " words; rephrase it");
      }
    } finally {
      performance = null;
    }
  }

  // runs when all durations of a sentence are known and none of its samples is computed yet
  private void mark(Utterance utterance) {
    Performance now = performance;
    if (now != null) {
      now.mark(utterance);
    }
  }

  private static Voice find() {
    for (Voice voice : new KevinVoiceDirectory().getVoices()) {
      if (voice.getName().equals(NAME)) {
        return voice;
      }
    }
    throw new IllegalStateException("freetts-1.2.2.jar has no voice " + NAME);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // FreeTTS is older than generics
  private static void addProcessor(Voice voice, UtteranceStep step) {
    List processors = voice.getUtteranceProcessors();
    processors.add(step);
  }

  /** A step of FreeTTS's chain that can't fail. */
  @FunctionalInterface
  private interface UtteranceStep extends UtteranceProcessor {
    @Override
    void processUtterance(Utterance utterance);
  }
}
