package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.GatewayLauncher.Extent;
import dev.parley.gateway.LiveCaller.Heard;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.client.VoiceEvent;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole calls: real engines, real WebSockets, real time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndToEndTest {
  private static final double AUDIBLE_DBFS = -45;

  private final Vertx vertx = Vertx.vertx();
  private final FrameClock clock = new FrameClock();
  private final Pipeline pipeline =
      GatewayLauncher.start(Embedded.settings(Map.of()), Extent.ALL_IN_ONE, line -> {});

  /** Calls whose disclosure is over: they heard it at the same time, which saves the time. */
  private final Deque<LiveCaller> waiting = new ArrayDeque<>();

  @BeforeAll
  void openCalls() throws Exception {
    for (int i = 0; i < 4; i++) {
      waiting.add(call());
    }
    for (LiveCaller caller : waiting) {
      caller.answer();
    }
  }

  @AfterAll
  void stop() throws Exception {
    waiting.forEach(LiveCaller::close);
    pipeline.close();
    clock.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aCallBeginsWithTheDisclosureInSoundAndText() throws Exception {
    try (LiveCaller caller = call()) {
      VoiceEvent.Answer shown = caller.until(VoiceEvent.Answer.class);
      assertEquals(0, shown.turn());
      assertTrue(shown.text().contains("not to a person"), shown.text());
      Heard disclosure = caller.answer();
      assertEquals(
          new VoiceEvent.AnswerEnded(0, shown.text(), shown.text(), "answered"), disclosure.end());
      assertAudible(disclosure);
      assertTrue(disclosure.find(VoiceEvent.Final.class).isEmpty(), disclosure.toString());
    }
  }

  @Test
  void aSpokenQuestionIsHeardAndAnsweredAloud() throws Exception {
    try (LiveCaller caller = waiting.remove()) {
      caller.say(OneHop.speak(pipeline.hops(), "What time is breakfast?"));
      Heard answer = caller.answer();
      VoiceEvent.Final question = answer.first(VoiceEvent.Final.class);
      assertEquals(1, question.turn());
      assertTrue(question.understood());
      assertTrue(question.text().contains("breakfast"), question.text());
      assertEquals("answered", answer.end().outcome());
      assertEquals(alone("What time is breakfast?"), answer.end().text().strip());
      assertEquals(answer.end().text(), answer.end().heard());
      assertTrue(answer.first(VoiceEvent.Partial.class).text().length() > 0);
      assertTrue(
          answer.first(VoiceEvent.SpeechBegan.class).atMillis()
              < answer.first(VoiceEvent.SpeechEnded.class).atMillis());
      assertAudible(answer);
    }
  }

  @Test
  void theLatencySegmentsOfATurnSumToItsGap() throws Exception {
    try (LiveCaller caller = waiting.remove()) {
      caller.say(OneHop.speak(pipeline.hops(), "How much is parking?"));
      VoiceEvent.Latency latency = caller.until(VoiceEvent.Latency.class);
      assertTrue(latency.gapMillis() > 0, latency.toString());
      assertTrue(latency.segments().size() >= 5, latency.toString());
      assertTrue(latency.segments().stream().allMatch(s -> s.millis() >= 0), latency.toString());
      // each figure is rounded to a microsecond
      assertEquals(
          latency.gapMillis(),
          latency.segments().stream().mapToDouble(VoiceEvent.Segment::millis).sum(),
          0.001 * (1 + latency.segments().size()));
    }
  }

  @Test
  void anInterruptionSilencesTheBotAndIsAnswered() throws Exception {
    byte[] interruption = OneHop.speak(pipeline.hops(), "What time is breakfast?");
    try (LiveCaller caller = waiting.remove()) {
      caller.type("how do i get to the hotel");
      caller.until(VoiceEvent.Latency.class);
      for (int frame = 0; frame < 50; frame++) {
        caller.until(VoiceEvent.Audio.class);
      }
      caller.say(interruption);
      caller.until(VoiceEvent.Clear.class);
      VoiceEvent.AnswerEnded cut = caller.answer().end();
      assertEquals("interrupted", cut.outcome());
      assertFalse(cut.heard().isBlank());
      assertTrue(cut.text().startsWith(cut.heard()), cut.toString());
      assertTrue(cut.heard().length() < cut.text().length(), cut.toString());
      VoiceEvent.AnswerEnded next = caller.answer().end();
      assertEquals("answered", next.outcome());
      assertEquals(alone("what time is breakfast"), next.text().strip());
    }
  }

  @Test
  void typedTextIsAnsweredAloud() throws Exception {
    try (LiveCaller caller = waiting.remove()) {
      caller.type("When is check out?");
      Heard answer = caller.answer();
      assertEquals(
          new VoiceEvent.Final(1, "When is check out?", true),
          answer.first(VoiceEvent.Final.class));
      assertEquals(alone("When is check out?"), answer.end().text().strip());
      assertEquals("answered", answer.end().outcome());
      assertAudible(answer);
    }
  }

  @Test
  void whatIsSaidDuringTheDisclosureIsAnsweredAfterIt() throws Exception {
    try (LiveCaller caller = call()) {
      caller.until(VoiceEvent.Audio.class);
      caller.say(OneHop.speak(pipeline.hops(), "Can I bring my dog?"));
      Heard disclosure = caller.answer();
      assertEquals(0, disclosure.end().turn());
      assertEquals("answered", disclosure.end().outcome());
      assertEquals(disclosure.end().text(), disclosure.end().heard());
      assertTrue(disclosure.find(VoiceEvent.Clear.class).isEmpty(), disclosure.toString());
      VoiceEvent.AnswerEnded answer = caller.answer().end();
      assertEquals(1, answer.turn());
      assertEquals(alone("can i bring my dog"), answer.text().strip());
    }
  }

  @Test
  void hangingUpWhileTheBotSpeaksLeavesNoCall() throws Exception {
    int others = waiting.size();
    Eventually.isTrue(() -> pipeline.callCount() == others, "the calls before are over");
    try (LiveCaller polite = call()) {
      polite.until(VoiceEvent.Audio.class);
      try (LiveCaller rude = call()) {
        rude.until(VoiceEvent.Audio.class);
        assertEquals(others + 2, pipeline.callCount());
        polite.hangUp();
        assertEquals("hung up", polite.until(VoiceEvent.Ended.class).reason());
        assertEquals(1000, polite.until(VoiceEvent.Closed.class).code());
      }
      Eventually.isTrue(() -> pipeline.callCount() == others, "neither call is left");
    }
  }

  @Test
  void tenCallsAtOnceGetTheirOwnAnswers() throws Exception {
    List<String> spoken =
        List.of(
            "What time is breakfast?",
            "How much is parking?",
            "Can I bring my dog?",
            "What is the name of the hotel?");
    List<String> typed =
        List.of(
            "when is check out",
            "what time is check in",
            "how many rooms do you have",
            "what is your phone number",
            "is there oat milk",
            "can i charge my electric car");
    List<String> questions = new ArrayList<>(spoken);
    questions.addAll(typed);
    List<byte[]> voices = new ArrayList<>();
    for (String question : spoken) {
      voices.add(OneHop.speak(pipeline.hops(), question));
    }
    List<LiveCaller> callers = new ArrayList<>();
    try {
      for (int i = 0; i < questions.size(); i++) {
        callers.add(call());
      }
      for (LiveCaller caller : callers) {
        caller.answer();
      }
      for (int i = 0; i < questions.size(); i++) {
        if (i < voices.size()) {
          callers.get(i).say(voices.get(i));
        } else {
          callers.get(i).type(questions.get(i));
        }
      }
      Set<String> answers = new HashSet<>();
      int misheard = 0;
      for (int i = 0; i < questions.size(); i++) {
        Heard answer = callers.get(i).answer();
        assertEquals("answered", answer.end().outcome(), questions.get(i));
        VoiceEvent.Final heard = answer.first(VoiceEvent.Final.class);
        if (heard.understood()) {
          assertEquals(alone(heard.text()), answer.end().text().strip(), heard.text());
        }
        if (alone(questions.get(i)).equals(answer.end().text().strip())) {
          assertTrue(answers.add(answer.end().text()), "two questions have the same answer");
        } else {
          misheard++;
        }
      }
      // the recogniser may mistake one of the four voices; that is no mix-up
      assertTrue(misheard <= 1, misheard + " questions were misheard");
    } finally {
      callers.forEach(LiveCaller::close);
    }
  }

  private LiveCaller call() throws InterruptedException {
    return LiveCaller.call(vertx, clock, pipeline.voiceAddress());
  }

  private String alone(String question) throws Exception {
    return OneHop.ask(pipeline.hops(), question).strip();
  }

  /** Loud enough, and as long as somebody needs who speaks 6 to 30 characters a second. */
  private static void assertAudible(Heard heard) {
    assertTrue(heard.dbfs() > AUDIBLE_DBFS, heard.dbfs() + " dBFS");
    int characters = heard.end().text().length();
    double perSecond = 1000.0 * characters / heard.audioMillis();
    assertTrue(perSecond > 6 && perSecond < 30, perSecond + " characters a second");
  }
}
