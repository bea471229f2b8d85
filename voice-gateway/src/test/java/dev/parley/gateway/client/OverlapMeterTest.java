package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OverlapMeterTest {
  private static final VoiceEvent LOWER = new VoiceEvent.Duck(-12);
  private static final OptionalInt UNKNOWN = OptionalInt.empty();

  /** The recording begins in tick 100, its voice three frames later. */
  private final OverlapMeter meter = new OverlapMeter(1, 5, 100, 103, false);

  @Test
  void countsFromTheFirstSampleOfTheVoiceToTheFrameThatIsLower() {
    bot(6);
    meter.event(LOWER);
    bot(20);
    meter.event(ended(5, "answered"));
    // heard in tick 107; the frame of tick 103 began 20 ms before it was sent
    assertEquals(wentOn(OptionalInt.of(100)), meter.result());
    assertEquals(Optional.empty(), meter.result(), "told once");
  }

  @Test
  void aCutAnswerIsSilentFromTheFirstTickOfALongSilence() {
    bot(6);
    meter.event(LOWER);
    bot(10);
    silence(5);
    bot(4);
    meter.event(new VoiceEvent.Clear());
    meter.event(ended(5, "interrupted"));
    silence(9);
    assertEquals(Optional.empty(), meter.result());
    silence(1);
    assertEquals(cut(OptionalInt.of(100), OptionalInt.of(480)), meter.result());
  }

  @Test
  void aVoiceThatIsOnlyLowerIsNotSilent() {
    byte[] lowered = new byte[Earpiece.FRAME_BYTES];
    lowered[100] = 120;
    bot(6);
    meter.event(ended(5, "interrupted"));
    for (int i = 0; i < 20; i++) {
      meter.heard(lowered);
    }
    assertEquals(Optional.empty(), meter.result());
  }

  @Test
  void whatIsNotKnownIsNotNamed() {
    bot(10);
    meter.event(ended(5, "discarded"));
    silence(3);
    meter.event(new VoiceEvent.Latency(6, 200, List.of()));
    assertEquals(cut(UNKNOWN, UNKNOWN), meter.result());
  }

  @Test
  void loweringBeforeTheVoiceIsNotForIt() {
    meter.event(LOWER);
    bot(20);
    meter.event(ended(5, "answered"));
    assertEquals(wentOn(UNKNOWN), meter.result());
  }

  @Test
  void anotherTurnsEndTellsNothing() {
    bot(20);
    meter.event(ended(4, "answered"));
    assertEquals(Optional.empty(), meter.result());
    assertEquals(Optional.empty(), meter.resultSoFar());
  }

  private void bot(int ticks) {
    byte[] voice = new byte[Earpiece.FRAME_BYTES];
    Arrays.fill(voice, (byte) 9);
    for (int i = 0; i < ticks; i++) {
      meter.heard(voice);
    }
  }

  private void silence(int ticks) {
    for (int i = 0; i < ticks; i++) {
      meter.heard(new byte[Earpiece.FRAME_BYTES]);
    }
  }

  private static VoiceEvent ended(long turn, String outcome) {
    return new VoiceEvent.AnswerEnded(turn, "text", "text", outcome);
  }

  private static Optional<Overlap> wentOn(OptionalInt lowered) {
    return Optional.of(new Overlap(1, 5, Overlap.Outcome.WENT_ON, lowered, UNKNOWN));
  }

  private static Optional<Overlap> cut(OptionalInt lowered, OptionalInt silent) {
    return Optional.of(new Overlap(1, 5, Overlap.Outcome.CUT, lowered, silent));
  }
}
