package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class TurnDetectorTest {
  private static final String QUESTION = "Would you like a room with a view of the sea or of the";

  @Test
  void isFoundByItsName() {
    assertInstanceOf(
        LearnedTurnDetector.class, TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open());
  }

  @Test
  void wordsThatClaimTheTurnWeighMoreThanABackchannel() {
    assertTrue(overTheBot("no wait that is not") > 2 * overTheBot("mhm"));
  }

  @Test
  void judgesWithoutAnyWords() {
    double p = overTheBot("");

    assertTrue(p > 0 && p < 1, "found " + p);
  }

  @Test
  void theThreeProbabilitiesOfAnOverlapSumToOne() {
    TurnDetector detector = speakingBot();
    play(detector, new Sound().silence(1500).vowel(700, -20).pcm());

    assertEquals(1, detector.interruption() + detector.backchannel() + detector.noise(), 1e-9);
  }

  @Test
  void aCompleteAnswerEndsATurnSoonerThanAnOpenOne() {
    assertTrue(inAPause("yes please") > inAPause("i would like to book a"));
  }

  @Test
  void thereIsNoEndWhileTheCallerSpeaks() {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    play(detector, new Sound().silence(1000).vowel(600, -20).pcm());

    assertEquals(0, detector.endOfTurn());
  }

  @Test
  void aFrameAndItsJudgementAllocateNothing() {
    TurnDetector detector = speakingBot();
    short[] pcm =
        new Sound()
            .silence(1500)
            .vowel(800, -20)
            .silence(400)
            .glide(300, 120, 180, -20)
            .noise(100, -30)
            .diphthong(500, 700, 1100, 300, 2200, -20)
            .pcm();
    detector.words("no wait");
    for (int i = 0; i < 40; i++) {
      judgeAll(detector, pcm);
    }
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long nothing = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    double sum = judgeAll(detector, pcm);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before - nothing;

    assertEquals(0, allocated, "bytes for " + pcm.length / Frame.SAMPLES + " frames, sum " + sum);
  }

  private static double judgeAll(TurnDetector detector, short[] pcm) {
    double sum = 0;
    for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
      detector.loudspeaker(pcm, i);
      detector.frame(pcm, i);
      sum += detector.interruption() + detector.noise() + detector.endOfTurn();
    }
    return sum;
  }

  private static double overTheBot(String words) {
    TurnDetector detector = speakingBot();
    play(detector, new Sound().silence(1500).vowel(900, -20).pcm());
    if (!words.isEmpty()) {
      detector.words(words);
    }
    return detector.interruption();
  }

  private static double inAPause(String words) {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    play(detector, new Sound().silence(1000).vowel(900, -20).silence(400).pcm());
    detector.words(words, detector.positionMillis());
    return detector.endOfTurn();
  }

  private static TurnDetector speakingBot() {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    detector.bot(BotActivity.SPEAKING, QUESTION);
    return detector;
  }

  private static void play(TurnDetector detector, short[] pcm) {
    for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
      detector.frame(pcm, i);
    }
  }
}
