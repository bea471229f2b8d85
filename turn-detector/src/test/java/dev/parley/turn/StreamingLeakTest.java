package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a detector answers at a moment of a call doesn't depend on what comes after it, not by a
 * bit.
 */
final class StreamingLeakTest {
  /** A detector's answers and all that they rest on are that many numbers at most. */
  private static final int ANSWERS = 120;

  /** Told when so much audio has been heard. */
  private record Told(long atMillis, String words, BotActivity bot, Consumer<TurnDetector> then) {
    Told(long atMillis, String words, BotActivity bot) {
      this(atMillis, words, bot, d -> {});
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {900, 2_000, 2_480, 3_020, 3_600, 4_500})
  void callsThatAreAlikeUpToAMomentAreJudgedAlikeUpToIt(long sameMillis) {
    short[] one = speech();
    short[] other = one.clone();
    short[] louder = new Sound().noise(6_000, -12).pcm();
    int from = (int) (sameMillis * Frame.SAMPLES / Frame.MILLIS);
    System.arraycopy(louder, from, other, from, other.length - from);
    List<Told> told =
        new ArrayList<>(script().stream().filter(t -> t.atMillis <= sameMillis).toList());
    told.add(
        new Told(
            sameMillis + Frame.MILLIS,
            "stop no wait",
            BotActivity.SPEAKING,
            d -> d.overlapWas(Verdict.INTERRUPTION)));

    double[] answers = answers(one, script());
    double[] otherAnswers = answers(other, told);
    int same = ANSWERS * (int) (sameMillis / Frame.MILLIS);

    assertArrayEquals(
        Arrays.copyOf(answers, same), Arrays.copyOf(otherAnswers, same), "up to " + sameMillis);
    assertFalse(Arrays.equals(answers, otherAnswers), "the calls differ after " + sameMillis);
  }

  @Test
  void theCallHasAnOverlapAndAPauseToBeJudged() {
    double[] answers = answers(speech(), script());
    double interruption = 0;
    double end = 0;
    double echo = 0;
    for (int i = 0; i < answers.length; i += ANSWERS) {
      interruption = Math.max(interruption, answers[i]);
      end = Math.max(end, answers[i + 3]);
      echo = Math.max(echo, answers[i + 6]);
    }

    assertFalse(
        interruption == 0 || end == 0 || echo == 0,
        "found " + interruption + ", " + end + " and " + echo);
  }

  private static short[] speech() {
    return new Sound()
        .silence(1_500)
        .vowel(700, -20)
        .silence(300)
        .vowel(600, -22)
        .silence(900)
        .vowel(500, -20)
        .silence(1_500)
        .pcm();
  }

  private static List<Told> script() {
    return List.of(
        new Told(20, "we have rooms with a view of the", BotActivity.SPEAKING),
        new Told(2_200, "yes but", BotActivity.SPEAKING),
        new Told(2_600, "yes but", BotActivity.SILENT, d -> d.overlapWas(Verdict.INTERRUPTION)),
        new Told(3_400, "yes but how much", BotActivity.SILENT),
        new Told(4_600, "yes but how much is it", BotActivity.SILENT),
        new Told(5_000, "", BotActivity.THINKING, TurnDetector::turnTaken));
  }

  private static double[] answers(short[] pcm, List<Told> script) {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    int frames = pcm.length / Frame.SAMPLES;
    double[] answers = new double[ANSWERS * frames];
    for (int i = 0; i < frames; i++) {
      // the bot's voice comes back as an echo of what the caller says later
      detector.loudspeaker(pcm, Math.max(0, i - 10) * Frame.SAMPLES);
      detector.frame(pcm, i * Frame.SAMPLES);
      long now = detector.positionMillis();
      for (Told told : script) {
        if (told.atMillis == now) {
          detector.bot(told.bot, "we have rooms with a view of the");
          detector.words(told.words);
          told.then.accept(detector);
        }
      }
      write(detector.judgement(), answers, ANSWERS * i);
    }
    return answers;
  }

  private static void write(Judgement j, double[] to, int at) {
    double[] first = {
      j.interruption(),
      j.backchannel(),
      j.noise(),
      j.endOfTurn(),
      j.pauseMillis(),
      j.speechLikeness(),
      j.echoLikeness(),
      j.overlapOnsetMillis(),
      j.turnWords(),
      j.overlapWords(),
      j.wordsUntilMillis(),
      j.reachDb(),
      j.persistence(),
      j.voicedShare(),
      j.highShare(),
      j.pitchSlope(),
      j.pitchAboveUsual(),
      j.syllablesPerSecond(),
      j.lengthening(),
      j.tiltDb(),
      j.flatnessDb(),
      j.fluxDb()
    };
    System.arraycopy(first, 0, to, at, first.length);
    int next = at + first.length;
    for (List<Float> features : List.of(j.overlapFeatures(), j.pauseFeatures())) {
      for (float feature : features) {
        to[next++] = feature;
      }
    }
  }
}
