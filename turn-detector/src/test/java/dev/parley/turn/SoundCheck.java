package dev.parley.turn;

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
 * The column "voice" is what voice activity alone would stop the bot for. The bot is silenced as in
 * calls: at once by a high probability, by a fair one when the sound goes on.
 */
final class SoundCheck {
  private static final String ANSWER = "breakfast is served from seven to ten in the";
  private static final int BEFORE_MILLIS = 1200;
  private static final int AFTER_MILLIS = 1000;

  // as in the gateway's policy
  private static final double SILENCES = 0.8;
  private static final double LIKELY = 0.5;
  private static final long LONGEST_LOW_MILLIS = 960;

  /**
   * @param isVoice voice activity started: with nothing else, the bot stops
   * @param silencedMillis after the sound's beginning the bot was silent; -1 if it spoke on
   */
  record Outcome(boolean isVoice, long silencedMillis) {
    boolean silences() {
      return silencedMillis >= 0;
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

    long silenced() {
      return outcomes.stream().filter(Outcome::silences).count();
    }
  }

  private SoundCheck() {}

  public static void main(String[] args) throws IOException {
    System.out.printf("%-18s %10s %10s %10s%n", "sound", "recordings", "voice", "silenced");
    for (Row row : rows()) {
      System.out.printf(
          "%-18s %10d %10d %10d%n",
          row.kind(), row.outcomes().size(), row.voices(), row.silenced());
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
    int lead = BEFORE_MILLIS * Frame.RATE_HZ / 1000;
    int millis = BEFORE_MILLIS + sound.length * 1000 / Frame.RATE_HZ + AFTER_MILLIS;
    short[] heard = mixed(new Sound().silence(millis).pcm(), lead, sound);
    short[] played = mixed(new short[heard.length], lead, loudspeaker);
    boolean isVoice = false;
    long silenced = -1;
    for (int i = 0; i + Frame.SAMPLES <= heard.length; i += Frame.SAMPLES) {
      if (loudspeaker.length > 0) {
        detector.loudspeaker(played, i);
      }
      detector.frame(heard, i);
      isVoice |= detector.isVoice();
      double p = detector.interruption();
      long since = detector.positionMillis() - detector.overlapOnsetMillis();
      if (silenced < 0 && (p >= SILENCES || (p >= LIKELY && since == LONGEST_LOW_MILLIS))) {
        silenced = since;
      }
    }
    return new Outcome(isVoice, silenced);
  }

  private static short[] mixed(short[] under, int at, short[] sound) {
    for (int i = 0; i < sound.length && at + i < under.length; i++) {
      int sum = under[at + i] + sound[i];
      under[at + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum));
    }
    return under;
  }

  private static TurnDetector open() {
    return TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
  }
}
