package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.FakeHops.Manners;
import dev.parley.gateway.LiveCaller.Heard;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.conversation.TurnRules;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller hears when a hop breaks: never nothing, and the call goes on. */
class HopFaultTest {
  private static final String APOLOGY = TurnRules.standard().apology();

  @SuppressWarnings("NullAway.Init") // set before each test
  private FakeHopGateway gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new FakeHopGateway(Map.of()).ready();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  /** SILENT takes the 6 s the gateway waits for words. */
  @ParameterizedTest
  @EnumSource(
      value = Manners.class,
      names = {"FAILS", "SILENT"})
  void aModelWithoutAnAnswerIsApologisedFor(Manners manners) throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      gateway.hops.model = manners;
      caller.type("are you there");
      Heard answer = caller.answer();
      assertEquals("language-model", answer.first(VoiceEvent.Trouble.class).code());
      assertEquals(new VoiceEvent.AnswerEnded(1, APOLOGY, APOLOGY, "failed"), answer.end());
      assertTrue(answer.audioMillis() >= 300, answer.audioMillis() + " ms of audio");
      assertAnswers(caller, gateway);
    }
  }

  @Test
  void aModelThatIsGivenUpIsCancelledUpstream() throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      gateway.hops.model = Manners.SILENT;
      caller.type("are you there");
      Eventually.isTrue(() -> gateway.hops.generations.get() == 1, "the model is asked");
    }
    Eventually.isTrue(() -> gateway.callCount() == 0, "no call is left");
    Eventually.isTrue(
        () -> gateway.hops.generationsCancelled.get() == 1, "the model is told to stop");
  }

  @Test
  void whatAModelSaidBeforeItDiedIsSpoken() throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      gateway.hops.model = Manners.DIES_HALFWAY;
      caller.type("are you there");
      Heard answer = caller.answer();
      assertEquals("language-model", answer.first(VoiceEvent.Trouble.class).code());
      assertEquals("This is the first half.", answer.end().heard().strip());
      assertEquals("failed", answer.end().outcome());
      assertAnswers(caller, gateway);
    }
  }

  /** SILENT takes the 4 s the gateway waits for audio. */
  @ParameterizedTest
  @EnumSource(
      value = Manners.class,
      names = {"FAILS", "SILENT", "DIES_HALFWAY"})
  void aVoiceThatFailsIsToldAndTheCallGoesOn(Manners manners) throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      gateway.hops.mouth = manners;
      caller.type("are you there");
      Heard answer = caller.answer();
      assertEquals("text-to-speech", answer.first(VoiceEvent.Trouble.class).code());
      assertEquals("failed", answer.end().outcome());
      assertFalse(answer.end().heard().equals(answer.end().text()), answer.end().toString());
      assertAnswers(caller, gateway);
    }
  }

  /** A stream that breaks at the end of an utterance: no word of it is lost. */
  @Test
  void whatIsSaidIsSaidAgainToAnotherStream() throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      int before = gateway.hops.earStreams.get();
      gateway.hops.ear = Manners.DIES_HALFWAY;
      caller.say(Voice.syllables(1_500));
      Eventually.isTrue(() -> gateway.hops.earStreams.get() == before + 1, "it is heard");
      gateway.hops.ear = Manners.GOOD;

      VoiceEvent.Final understood = caller.until(VoiceEvent.Final.class);
      assertTrue(understood.understood());
      assertEquals("this came on stream " + (before + 2), understood.text());
      int millis = gateway.hops.earBytes.get() / 32;
      assertTrue(millis >= 1_500, millis + " ms of it came");
      Heard answer = caller.answer();
      assertEquals("You said: " + understood.text() + ".", answer.end().heard());
      assertTrue(answer.find(VoiceEvent.Trouble.class).isEmpty(), "nobody noticed");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Manners.class,
      names = {"FAILS", "DIES_HALFWAY"})
  void anEarThatDiesIsReplacedForTheNextUtterance(Manners manners) throws Exception {
    try (LiveCaller caller = gateway.call()) {
      caller.answer();
      gateway.hops.ear = manners;
      caller.say(Voice.vowel(600));
      assertEquals("speech-to-text", caller.until(VoiceEvent.Trouble.class).code());
      gateway.hops.ear = Manners.GOOD;
      caller.say(new byte[Pcm.FRAME_BYTES * 20]);
      caller.say(Voice.vowel(600));
      VoiceEvent.Final understood = caller.until(VoiceEvent.Final.class);
      while (!understood.understood()) {
        understood = caller.until(VoiceEvent.Final.class);
      }
      assertTrue(understood.text().startsWith("this came on stream"), understood.text());
      assertAnswers(caller, gateway);
    }
  }

  private static void assertAnswers(LiveCaller caller, FakeHopGateway gateway) throws Exception {
    gateway.hops.model = Manners.GOOD;
    gateway.hops.mouth = Manners.GOOD;
    caller.type("still there");
    Heard next = caller.answer();
    while (!next.end().text().contains("still there")) {
      next = caller.answer();
    }
    assertEquals("answered", next.end().outcome());
    assertTrue(next.audioMillis() > 0, "nothing was audible");
  }
}
