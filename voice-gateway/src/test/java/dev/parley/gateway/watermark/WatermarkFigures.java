package dev.parley.gateway.watermark;

import dev.parley.gateway.OneHop;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.watermark.Detection.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How well the mark is found and what it costs, printed. A measurement for people: no test depends
 * on it.
 *
 * <pre>mvn -pl voice-gateway -am package -DskipTests
 * cd voice-gateway/target
 * java -cp 'test-classes:classes:lib/*' dev.parley.gateway.watermark.WatermarkFigures</pre>
 */
final class WatermarkFigures {
  private static final List<String> SENTENCES =
      List.of(
          "We have a corner room on the fourth floor that looks out over the old harbour.",
          "Breakfast is served from half past six until ten, on Sundays until eleven o'clock.",
          "The pool is on the roof, and it is open for guests from seven to nine at night.",
          "You can leave your luggage with us until the evening, there is no charge for that.",
          "A taxi to the airport takes about twenty five minutes when there is little traffic.",
          "I can book a table for four people in the restaurant for seven thirty this evening.",
          "Your room has a desk, a kettle, a safe, and a window that opens onto the garden.",
          "Please tell me on which day you would like to arrive, and how long you want to stay.",
          "Parking costs eighteen dollars a night, and the garage is right below the building.",
          "The museum is closed on Mondays, but the gallery across the street is open all week.",
          "Yes, dogs are welcome, as long as they don't mind the cat who lives in the lobby.",
          "If you would like a late check out, we can keep your room until two in the afternoon.");
  private static final double UNMARKED = Double.NEGATIVE_INFINITY;
  private static final int ROUNDS = 200;
  private static final double NANOS_PER_MICRO = 1_000;

  private WatermarkFigures() {}

  public static void main(String[] args) throws Exception {
    Map<String, short[]> clips = new LinkedHashMap<>();
    for (Clip clip : Clips.load().all()) {
      clips.put(clip.language(), Sounds.wholeFrames(clip.samples()));
    }
    Map<String, short[]> sentences = new LinkedHashMap<>();
    for (String sentence : SENTENCES) {
      sentences.put(sentence, Sounds.wholeFrames(Pcm.samples(OneHop.speak(sentence))));
    }
    for (double level : new double[] {-27, -30}) {
      printBoth("clips", clips, level);
      printBoth("sentences", sentences, level);
    }
    print("unmarked clips, mu-law", clips, UNMARKED, Sounds::telephone);
    print("unmarked sentences, mu-law", sentences, UNMARKED, Sounds::telephone);
    cost(clips.values().iterator().next());
    System.exit(0); // the voice's threads
  }

  private static void printBoth(String what, Map<String, short[]> speech, double level) {
    String all = String.format(Locale.ROOT, "%.0f dB, %d %s, mu-law", level, speech.size(), what);
    print(all, speech, level, Sounds::telephone);
    print(all + ", 20 dB noise", speech, level, pcm -> Sounds.noisy(Sounds.telephone(pcm), 20));
  }

  private static void print(
      String what, Map<String, short[]> speech, double level, UnaryOperator<short[]> line) {
    WatermarkDetector detector = new WatermarkDetector(WatermarkKey.PUBLIC);
    double smallest = Double.MAX_VALUE;
    double largest = 0;
    double lowDb = Double.MAX_VALUE;
    double highDb = -Double.MAX_VALUE;
    int windows = 0;
    int found = 0;
    for (short[] pcm : speech.values()) {
      short[] marked = Sounds.marked(pcm, new Watermark(WatermarkKey.PUBLIC, level));
      double db = Sounds.differenceDb(pcm, marked);
      lowDb = Math.min(lowDb, db);
      highDb = Math.max(highDb, db);
      for (Window window : detector.detect(line.apply(marked)).windows()) {
        if (window.hasSpeech()) {
          windows++;
          found += window.detected() ? 1 : 0;
          smallest = Math.min(smallest, window.z());
          largest = Math.max(largest, window.z());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-42s %-26s z %5.2f to %5.2f  found in %d of %d windows%n",
        what,
        level == UNMARKED ? "" : String.format(Locale.ROOT, "level %.2f to %.2f dB", lowDb, highDb),
        smallest,
        largest,
        found,
        windows);
  }

  private static void cost(short[] speech) {
    long[] voiced = new long[ROUNDS * speech.length / Pcm.FRAME_SAMPLES];
    int n = 0;
    short[] silence = new short[Pcm.FRAME_SAMPLES];
    long[] silent = new long[voiced.length];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      Watermark mark = new Watermark(WatermarkKey.PUBLIC);
      short[] pcm = speech.clone();
      for (int at = 0; at < pcm.length; at += Pcm.FRAME_SAMPLES) {
        boolean counts = round >= 0 && pcm[at] != 0;
        long start = System.nanoTime();
        mark.mark(pcm, at, Pcm.FRAME_SAMPLES);
        long between = System.nanoTime();
        if (counts) {
          voiced[n++] = between - start;
        }
      }
    }
    Watermark mark = new Watermark(WatermarkKey.PUBLIC);
    for (int i = 0; i < silent.length; i++) {
      long start = System.nanoTime();
      mark.mark(silence, 0, silence.length);
      silent[i] = System.nanoTime() - start;
    }
    print("a frame of speech", Arrays.copyOf(voiced, n));
    print("a silent frame", silent);
  }

  private static void print(String what, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-24s p50 %6.2f   p99 %6.2f us%n",
        what,
        nanos[nanos.length / 2] / NANOS_PER_MICRO,
        nanos[(int) (nanos.length * 0.99)] / NANOS_PER_MICRO);
  }
}
