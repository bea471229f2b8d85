package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.LiveCaller.Heard;
import dev.parley.gateway.client.VoiceEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sounds of the caller over the bot, on the running gateway: real sockets and real time. */
class OverlapTest {
  /** Ten clauses of 300 ms. */
  private static final String LONG_ANSWER =
      "This is one. This is two. This is three. This is four. This is five. This is six. "
          + "This is seven. This is eight. This is nine. This is ten.";

  @SuppressWarnings("NullAway.Init") // set before each test
  private FakeHopGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new FakeHopGateway(Map.of()).ready();
    gateway.hops.answer = LONG_ANSWER;
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aShortAgreementLowersTheVoiceAndLosesNoWord() throws Exception {
    gateway.hops.heard = "mm-hmm";
    try (LiveCaller caller = speakingBot()) {
      caller.say(Voice.vowel(300));

      Heard answer = caller.answer();

      assertEquals(List.of(-12.0, 0.0), gains(answer));
      assertTrue(answer.find(VoiceEvent.Clear.class).isEmpty(), answer.toString());
      assertEquals(
          new VoiceEvent.AnswerEnded(1, LONG_ANSWER, LONG_ANSWER, "answered"), answer.end());
      assertEquals(1, gateway.hops.generations.get());
    }
  }

  @Test
  void speechWithoutWordsHoldsTheVoiceAndItGoesOnWhereItWas() throws Exception {
    gateway.hops.heard = "";
    try (LiveCaller caller = speakingBot()) {
      caller.say(Voice.syllables(1_400));

      Heard answer = caller.answer();

      assertFalse(answer.find(VoiceEvent.Clear.class).isEmpty(), "the voice was not held");
      assertEquals(
          new VoiceEvent.AnswerEnded(1, LONG_ANSWER, LONG_ANSWER, "answered"), answer.end());
      assertEquals(1, gateway.hops.generations.get());
    }
  }

  @Test
  void aLongEvenSoundIsNoReasonToFallSilent() throws Exception {
    gateway.hops.heard = "";
    try (LiveCaller caller = speakingBot()) {
      caller.say(Voice.vowel(1_200));

      Heard answer = caller.answer();

      assertTrue(answer.find(VoiceEvent.Clear.class).isEmpty(), answer.toString());
      assertEquals("answered", answer.end().outcome());
      assertEquals(LONG_ANSWER, answer.end().heard());
    }
  }

  @Test
  void anInterruptionCutsTheAnswerAndIsAnswered() throws Exception {
    gateway.hops.heard = "no i want something else";
    try (LiveCaller caller = speakingBot()) {
      caller.say(Voice.syllables(1_500));

      Heard cut = caller.answer();
      gateway.hops.answer = null;
      Heard next = caller.answer();

      assertEquals("interrupted", cut.end().outcome());
      assertFalse(cut.end().heard().isBlank());
      assertTrue(LONG_ANSWER.startsWith(cut.end().heard()), cut.end().toString());
      assertTrue(cut.end().heard().length() < LONG_ANSWER.length(), cut.end().toString());
      assertEquals("answered", next.end().outcome());
      assertEquals(2, next.end().turn());
    }
  }

  /** A call in which half a second of the answer has been heard. */
  private LiveCaller speakingBot() throws InterruptedException {
    LiveCaller caller = gateway.call();
    caller.answer();
    caller.type("tell me everything");
    caller.until(VoiceEvent.Latency.class);
    // so far into an answer the detector is sure of these sounds, not within a hair of its bar
    for (int frame = 0; frame < 75; frame++) {
      caller.until(VoiceEvent.Audio.class);
    }
    return caller;
  }

  private static List<Double> gains(Heard answer) {
    return answer.events().stream()
        .filter(VoiceEvent.Duck.class::isInstance)
        .map(event -> ((VoiceEvent.Duck) event).gainDb())
        .toList();
  }
}
