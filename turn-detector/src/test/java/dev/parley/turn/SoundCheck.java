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
 * The column "voice" is what voice activity alone would stop the bot for. The bot is lowered and
 * silenced as in calls (docs/turn-policy.md), by a recogniser that tells every 300 ms that it has
 * heard no word, and, in the last column, by one that tells nothing.
 */
final class SoundCheck {
  private static final String ANSWER = "breakfast is served from seven to ten in the";
  private static final int BEFORE_MILLIS = 1200;
  private static final int AFTER_MILLIS = 1000;

  // as in the gateway's policy
  private static final double SILENCES = 0.8;
  private static final double LOWERS = 0.35;
  private static final double LIKELY = 0.5;
  private static final double UNLIKELY = 0.2;
  private static final long LONGEST_LOW_MILLIS = 900;
  private static final int LOOK_MILLIS = 100;
  private static final int PARTIAL_MILLIS = 300;
  private static final int PARTIAL_LATE_MILLIS = 100;

  /**
   * @param isVoice voice activity started: with nothing else, the bot stops
   * @param silencedMillis after the sound's beginning the bot was silent; -1 if it spoke on
   */
  record Outcome(boolean isVoice, long silencedMillis) {
    boolean silences() {
      return silencedMillis >= 0;
    }
  }

  /**
   * One kind of sound.
   *
   * @param untold by a recogniser that tells nothing before the end
   */
  record Row(String kind, List<Outcome> outcomes, List<Outcome> untold) {
    static Row of(String kind, List<Path> files) throws IOException {
      List<Outcome> outcomes = new ArrayList<>();
      List<Outcome> untold = new ArrayList<>();
      for (Path file : files) {
        short[] sound = Recordings.samples(file);
        outcomes.add(overTheBot(sound, new short[0], true));
        untold.add(overTheBot(sound, new short[0], false));
      }
      return new Row(kind, outcomes, untold);
    }

    long voices() {
      return outcomes.stream().filter(Outcome::isVoice).count();
    }

    long silenced() {
      return outcomes.stream().filter(Outcome::silences).count();
    }

    long silencedUntold() {
      return untold.stream().filter(Outcome::silences).count();
    }
  }

  private SoundCheck() {}

  public static void main(String[] args) throws IOException {
    System.out.printf(
        "%-18s %10s %10s %10s %10s%n", "sound", "recordings", "voice", "silenced", "untold");
    for (Row row : rows()) {
      System.out.printf(
          "%-18s %10d %10d %10d %10d%n",
          row.kind(), row.outcomes().size(), row.voices(), row.silenced(), row.silencedUntold());
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
    return overTheBot(sound, new short[0], true);
  }

  /** No word of it is recognised. */
  static Outcome overTheBot(short[] sound, short[] loudspeaker, boolean isTold) {
    TurnDetector detector = open();
    detector.bot(BotActivity.SPEAKING, ANSWER);
    int lead = BEFORE_MILLIS * Frame.RATE_HZ / 1000;
    int millis = BEFORE_MILLIS + sound.length * 1000 / Frame.RATE_HZ + AFTER_MILLIS;
    short[] heard = mixed(new Sound().silence(millis).pcm(), lead, sound);
    short[] played = mixed(new short[heard.length], lead, loudspeaker);
    boolean isVoice = false;
    long silenced = -1;
    Bot bot = new Bot();
    for (int i = 0; i + Frame.SAMPLES <= heard.length; i += Frame.SAMPLES) {
      if (loudspeaker.length > 0) {
        detector.loudspeaker(played, i);
      }
      boolean before = detector.isVoice();
      detector.frame(heard, i);
      long now = detector.positionMillis();
      isVoice |= detector.isVoice();
      if (isTold && now % PARTIAL_MILLIS == 0 && detector.isVoice()) {
        detector.words("", now - PARTIAL_LATE_MILLIS);
      }
      if (!before && detector.isVoice()) {
        bot.lower(now);
      }
      bot.hear(now, detector);
      if (silenced < 0 && bot.silent) {
        silenced = now - detector.overlapOnsetMillis();
      }
    }
    return new Outcome(isVoice, silenced);
  }

  /** What a call makes of it. */
  private static final class Bot {
    private boolean low;
    private boolean spent;
    private boolean silent;
    private long lowSince;
    private double p = LIKELY;

    void lower(long now) {
      if (!low && !spent) {
        low = true;
        lowSince = now;
      }
    }

    void hear(long now, TurnDetector detector) {
      if (detector.overlapOnsetMillis() < 0) {
        low = false;
        spent = false;
        p = LIKELY;
        return;
      }
      if (now % LOOK_MILLIS == 0) {
        p = detector.interruption();
        if (p >= SILENCES && !spent) {
          silent = true;
        } else if (p <= UNLIKELY || (!detector.isVoice() && p < LIKELY)) {
          low = false;
        } else if (p >= LOWERS && detector.isVoice()) {
          lower(now);
        }
      }
      if (low && now - lowSince >= LONGEST_LOW_MILLIS) {
        silent |= p >= LIKELY;
        spent = true;
        low = false;
      }
    }
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
