package dev.parley.turn;

import dev.parley.turn.model.ShippedModel;
import dev.parley.turn.model.ThresholdNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the detector makes of a sound over the bot while no word of it is recognised, as a table.
 * Where the recordings are at hand:
 *
 * <pre>mvn -pl turn-detector -am test-compile
 * mvn -pl turn-detector org.codehaus.mojo:exec-maven-plugin:3.6.4:java \
 *   -Dexec.classpathScope=test -Dexec.mainClass=dev.parley.turn.SoundCheck</pre>
 *
 * The column "voice" is what voice activity alone would stop the bot for.
 */
final class SoundCheck {
  private static final String ANSWER = "breakfast is served from seven to ten in the";
  private static final int BEFORE_MILLIS = 1200;
  private static final int AFTER_MILLIS = 1000;

  /**
   * @param isVoice voice activity started: with nothing else, the bot stops
   * @param highest P(interruption)
   * @param stopMillis after its beginning, the sound reached the threshold of one false stop in
   *     ten; -1 if it never did
   */
  record Outcome(boolean isVoice, double highest, long stopMillis) {
    boolean stops() {
      return stopMillis >= 0;
    }
  }

  /** One kind of sound. */
  record Row(String kind, List<Outcome> outcomes) {
    static Row of(String kind, List<Path> files) throws IOException {
      List<Outcome> outcomes = new ArrayList<>();
      for (Path file : files) {
        outcomes.add(overTheBot(Recordings.samples(file)));
      }
      return new Row(kind, outcomes);
    }

    long voices() {
      return outcomes.stream().filter(Outcome::isVoice).count();
    }

    long stops() {
      return outcomes.stream().filter(Outcome::stops).count();
    }

    long reaching(double threshold) {
      return outcomes.stream().filter(o -> o.highest() >= threshold).count();
    }

    /** -1 where nothing stopped the bot. */
    long medianMillis() {
      long[] times =
          outcomes.stream()
              .filter(Outcome::stops)
              .mapToLong(Outcome::stopMillis)
              .sorted()
              .toArray();
      return times.length == 0 ? -1 : times[times.length / 2];
    }
  }

  private SoundCheck() {}

  public static void main(String[] args) throws IOException {
    double sure = threshold(ThresholdNames.STOP_SURE);
    System.out.printf(
        "%-18s %10s %10s %10s %10s %10s%n",
        "sound", "recordings", "voice", "stop, 10 %", "stop, 5 %", "median ms");
    for (Row row : rows()) {
      System.out.printf(
          "%-18s %10d %10d %10d %10d %10d%n",
          row.kind(),
          row.outcomes().size(),
          row.voices(),
          row.stops(),
          row.reaching(sure),
          row.medianMillis());
    }
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String kind :
        List.of(
            "coughing",
            "laughing",
            "lip-smacking",
            "nose-blowing",
            "panting",
            "sighing",
            "sneezing",
            "teeth-chattering",
            "throat-clearing",
            "tongue-clicking",
            "yawning")) {
      rows.add(Row.of(kind, Recordings.in(Recordings.folder("nonverbal/" + kind))));
    }
    rows.add(Row.of("noise", Recordings.in(Recordings.folder("noise"))));
    rows.add(Row.of("speech", Recordings.in(Recordings.folder("speech"))));
    return rows;
  }

  /** In room tone, without the loudspeaker's samples. */
  static Outcome overTheBot(short[] sound) {
    return overTheBot(sound, new short[0]);
  }

  static Outcome overTheBot(short[] sound, short[] loudspeaker) {
    TurnDetector detector = open();
    detector.bot(BotActivity.SPEAKING, ANSWER);
    double stop = threshold(ThresholdNames.STOP);
    int lead = BEFORE_MILLIS * Frame.RATE_HZ / 1000;
    int millis = BEFORE_MILLIS + sound.length * 1000 / Frame.RATE_HZ + AFTER_MILLIS;
    short[] heard = mixed(new Sound().silence(millis).pcm(), lead, sound);
    short[] played = mixed(new short[heard.length], lead, loudspeaker);
    boolean isVoice = false;
    double highest = 0;
    long stopMillis = -1;
    for (int i = 0; i + Frame.SAMPLES <= heard.length; i += Frame.SAMPLES) {
      if (loudspeaker.length > 0) {
        detector.loudspeaker(played, i);
      }
      detector.frame(heard, i);
      isVoice |= detector.isVoice();
      highest = Math.max(highest, detector.interruption());
      if (stopMillis < 0 && detector.interruption() >= stop) {
        stopMillis = detector.positionMillis() - detector.overlapOnsetMillis();
      }
    }
    return new Outcome(isVoice, highest, stopMillis);
  }

  private static short[] mixed(short[] under, int at, short[] sound) {
    for (int i = 0; i < sound.length && at + i < under.length; i++) {
      int sum = under[at + i] + sound[i];
      under[at + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
    }
    return under;
  }

  private static double threshold(String name) {
    return ShippedModel.get().threshold(name, 1);
  }

  private static TurnDetector open() {
    return TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
  }
}
