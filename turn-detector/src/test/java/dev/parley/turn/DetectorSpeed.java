package dev.parley.turn;

import java.util.Arrays;

/**
 * How long a frame and a judgement take, printed. A measurement for people: no test depends on it.
 *
 * <pre>mvn -pl turn-detector -am test-compile
 * mvn -pl turn-detector org.codehaus.mojo:exec-maven-plugin:3.6.4:java \
 *   -Dexec.classpathScope=test -Dexec.mainClass=dev.parley.turn.DetectorSpeed</pre>
 */
final class DetectorSpeed {
  private static final int WARM_UP_ROUNDS = 60;
  private static final int ROUNDS = 60;
  private static final double NANOS_PER_MICRO = 1_000;

  private DetectorSpeed() {}

  public static void main(String[] args) {
    short[] pcm =
        new Sound()
            .silence(500)
            .diphthong(700, 700, 1100, 300, 2200, -20)
            .silence(300)
            .glide(500, 120, 180, -20)
            .noise(300, -30)
            .vowel(900, -20)
            .silence(800)
            .pcm();
    int frames = pcm.length / Frame.SAMPLES;
    long[] frame = new long[ROUNDS * frames];
    long[] speaker = new long[ROUNDS * frames];
    long[] overlap = new long[ROUNDS * frames];
    long[] end = new long[ROUNDS * frames];
    long[] words = new long[ROUNDS * frames];
    double sum = 0;
    int n = 0;
    int overlaps = 0;
    int ends = 0;
    int told = 0;
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
      detector.bot(BotActivity.SPEAKING, "would you like a room with a view of the");
      for (int i = 0; i < frames; i++) {
        if (i % 5 == 0) {
          long asked = System.nanoTime();
          detector.words("no i mean the other one please".substring(0, Math.min(30, i / 5)));
          if (round >= 0) {
            words[told++] = System.nanoTime() - asked;
          }
        }
        long start = System.nanoTime();
        detector.loudspeaker(pcm, i * Frame.SAMPLES);
        long played = System.nanoTime();
        detector.frame(pcm, i * Frame.SAMPLES);
        long between = System.nanoTime();
        sum += detector.interruption() + detector.noise();
        long judged = System.nanoTime();
        sum += detector.endOfTurn();
        long ended = System.nanoTime();
        if (round >= 0) {
          speaker[n] = played - start;
          frame[n] = between - played;
          n++;
          if (detector.overlapOnsetMillis() >= 0) {
            overlap[overlaps++] = judged - between;
          }
          if (detector.pauseMillis() > 0) {
            end[ends++] = ended - judged;
          }
        }
      }
    }
    print("the loudspeaker's frame", Arrays.copyOf(speaker, n));
    print("the caller's frame", Arrays.copyOf(frame, n));
    print("interruption and noise", Arrays.copyOf(overlap, overlaps));
    print("end of turn", Arrays.copyOf(end, ends));
    print("words", Arrays.copyOf(words, told));
    System.out.println("(sum of the judgements, so that none is left out: " + sum + ")");
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "%-24s p50 %6.1f   p99 %6.1f   p99.9 %6.1f us%n",
        what,
        sorted[sorted.length / 2] / NANOS_PER_MICRO,
        sorted[(int) (sorted.length * 0.99)] / NANOS_PER_MICRO,
        sorted[(int) (sorted.length * 0.999)] / NANOS_PER_MICRO);
  }
}
