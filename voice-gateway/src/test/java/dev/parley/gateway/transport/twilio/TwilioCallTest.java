package dev.parley.gateway.transport.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.Voice;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import dev.parley.gateway.transport.EndedTurns;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls from Twilio's webhook to the caller's ear, over real sockets. */
class TwilioCallTest {
  private static final Map<String, String> OPEN =
      Map.of("twilio.auth-token", FakeTwilio.TOKEN, "gateway.public-url", FakeTwilio.PUBLIC_URL);

  private final EndedTurns turns = new EndedTurns();

  // ---- what callers hear

  @Test
  void theDisclosureIsTheFirstSoundAndWhole() throws Exception {
    short[] clip = Clips.load().in("en").samples();
    try (FakeHopGateway gateway = gateway(OPEN, Clips.load());
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      twilio.press('5');
      twilio.phone.say(Voice.syllables(1_500));
      Eventually.isTrue(
          () -> twilio.phone.heard().length > clip.length + 16_000, "the clip is over");

      twilio.phone.assertBeginsWith(clip);
      assertTrue(twilio.phone.mostBufferedMillis() <= 200);
      assertEquals(List.of(), twilio.problems());
    }
  }

  @Test
  void aQuestionIsHeardAndAnswered() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      gateway.hops.heard = "is there a pool";
      turns.awaitDisclosure();
      int before = twilio.phone.heard().length;
      twilio.phone.say(Voice.syllables(1_500));

      turns.await(2, "the turn is over");
      assertEquals("is there a pool", turns.get(1).callerText());
      assertEquals("You said: is there a pool.", turns.get(1).botHeardText());
      assertTrue(twilio.phone.loudAfter(before) > 0);
      assertEquals(List.of(), twilio.problems());
    }
  }

  @Test
  void keysAreATurnAndTheFirstOneSilencesTheBot() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      gateway.hops.answer = "This is a long answer. ".repeat(40);
      turns.awaitDisclosure();
      twilio.press('4');
      twilio.press('#');
      int before = twilio.phone.heard().length;
      Eventually.isTrue(() -> twilio.phone.loudAfter(before) > 1_600, "the answer is heard");

      gateway.hops.answer = null;
      twilio.press('7');
      Eventually.isTrue(() -> twilio.phone.clears() > 0, "it is cut");
      twilio.press('#');
      turns.await(3, "the next turn is over");

      assertEquals("[pressed 4]", turns.get(1).callerText());
      assertTrue(
          turns.get(1).botHeardText().length() < turns.get(1).botText().length(),
          "marks that a clear returned prove nothing");
      assertEquals("[pressed 7]", turns.get(2).callerText());
      assertEquals("You said: [pressed 7].", turns.get(2).botHeardText());
    }
  }

  /** Nothing comes back of what was sent: what was heard goes by the clock. */
  @Test
  void withoutMarksTheCallGoesOn() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      twilio.keepMarks();
      turns.awaitDisclosure();
      twilio.press('1');
      twilio.press('#');

      turns.await(2, "the turn is over");
      assertEquals("You said: [pressed 1].", turns.get(1).botHeardText());
    }
  }

  // ---- ends

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whenTheCallerIsGoneNothingIsLeft(int when) throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      switch (when) {
        case 0 -> twilio.hangUp();
        case 1 -> {
          turns.awaitDisclosure();
          twilio.hangUp();
        }
        case 2 -> {
          turns.awaitDisclosure();
          gateway.hops.answer = "This is a long answer. ".repeat(40);
          twilio.press('4');
          twilio.press('#');
          int before = twilio.phone.heard().length;
          Eventually.isTrue(() -> twilio.phone.loudAfter(before) > 800, "the answer is heard");
          twilio.hangUp();
        }
        default -> twilio.vanish();
      }
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  @Test
  void aGatewayThatStopsGivesTheCallBack() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      turns.awaitDisclosure();
      gateway.stop();
      assertEquals(1000, twilio.closeCode());
    }
  }

  // ---- what is not let in

  @Test
  void withoutATokenThereIsNoTelephone() throws Exception {
    try (FakeHopGateway gateway = gateway(Map.of(), TestClips.SHORT)) {
      String webhook = FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK;
      String answer = FakeTwilio.webhook(gateway.port(), FakeTwilio.signature(webhook));
      assertTrue(answer.startsWith("404") || answer.startsWith("405"), answer);
      assertEquals(404, refused(gateway));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://voice.example.com", "voice.example.com", "https://a?b", "ftp:/"})
  void anAddressThatTwilioCannotFindEndsTheStart(String address) {
    Map<String, String> settings = new HashMap<>(OPEN);
    settings.put("gateway.public-url", address);

    UserError e = assertThrows(UserError.class, () -> gateway(settings, TestClips.SHORT).close());
    assertTrue(String.valueOf(e.getMessage()).contains("gateway.public-url"));
  }

  @Test
  void whatTwilioDidNotSignIsRefused() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT)) {
      for (String signature :
          Arrays.asList(null, "", "x", FakeTwilio.signature("https://evil.example.com/"))) {
        assertTrue(FakeTwilio.webhook(gateway.port(), signature).startsWith("403"));
      }
      Map<String, String> other = new HashMap<>(OPEN);
      other.put("twilio.auth-token", "another token");
      try (FakeHopGateway foreign = gateway(other, TestClips.SHORT)) {
        assertEquals(403, refused(foreign));
      }
    }
  }

  private static int refused(FakeHopGateway gateway) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class, () -> FakeTwilio.connect(gateway.vertx, gateway.port()));
    return assertInstanceOf(UpgradeRejectedException.class, e.getCause()).getStatus();
  }

  @Test
  void aPassIsGoodOnce() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT)) {
      String webhook = FakeTwilio.signature(FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK);
      String pass = FakeTwilio.pass(FakeTwilio.webhook(gateway.port(), webhook));
      assertNotEquals(pass, FakeTwilio.pass(FakeTwilio.webhook(gateway.port(), webhook)));
      try (FakeTwilio first = FakeTwilio.connect(gateway.vertx, gateway.port());
          FakeTwilio second = FakeTwilio.connect(gateway.vertx, gateway.port())) {
        first.start(pass);
        Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
        second.start(pass);
        assertEquals(1008, second.closeCode());
        assertEquals(1, gateway.callCount());
      }
    }
  }

  @Test
  void aCallTooManyIsToldToBeBusy() throws Exception {
    Map<String, String> settings = new HashMap<>(OPEN);
    settings.put("gateway.max-calls", "1");
    try (FakeHopGateway gateway = gateway(settings, TestClips.SHORT)) {
      String webhook = FakeTwilio.signature(FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK);
      String early = FakeTwilio.pass(FakeTwilio.webhook(gateway.port(), webhook));
      try (FakeTwilio first = FakeTwilio.call(gateway.vertx, gateway.port());
          FakeTwilio second = FakeTwilio.connect(gateway.vertx, gateway.port())) {
        Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
        assertTrue(
            FakeTwilio.webhook(gateway.port(), webhook).contains("<Reject reason=\"busy\"/>"));
        second.start(early);
        assertEquals(1013, second.closeCode());
        assertTrue(!first.isClosed(), "the other call goes on");
      }
    }
  }

  // ---- what breaks the protocol

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "7",
        "{\"event\":7}",
        "{\"event\":\"media\",\"streamSid\":\"MZ0123456789abcdef\"}",
        "{\"event\":\"start\",\"start\":7}",
        "{\"event\":\"start\",\"start\":{\"streamSid\":\"a b\"}}",
        "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"mediaFormat\":{\"encoding\":\"audio/l16\",\"sampleRate\":8000,\"channels\":1}}}",
        "{\"event\":\"start\",\"start\":{\"streamSid\":\"MZ1\",\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":16000,\"channels\":1}}}"
      })
  void aFirstMessageThatIsNoneEndsTheStream(String message) throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.connect(gateway.vertx, gateway.port())) {
      twilio.send(message);
      assertEquals(1002, twilio.closeCode());
      assertEquals(0, gateway.callCount());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "{\"event\":\"media\",\"streamSid\":\"MZ0123456789abcdef\",\"media\":{\"chunk\":\"1\",\"payload\":\"%%%\"}}",
        "{\"event\":\"media\",\"streamSid\":\"MZ0123456789abcdef\",\"media\":{\"chunk\":\"one\",\"payload\":\"/w==\"}}",
        "{\"event\":\"media\",\"streamSid\":\"MZ0123456789abcdef\",\"media\":{\"chunk\":\"1\",\"payload\":\"\"}}",
        "{\"event\":\"media\",\"streamSid\":\"MZother\",\"media\":{\"chunk\":\"1\",\"payload\":\"/w==\"}}",
        "{\"event\":\"dtmf\",\"streamSid\":\"MZ0123456789abcdef\",\"dtmf\":7}"
      })
  void aMessageThatCannotBeReadEndsTheCall(String message) throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      twilio.send(message);
      assertEquals(1002, twilio.closeCode());
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  @Test
  void aSecondStartEndsTheCall() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      twilio.send(FakeTwilio.startMessage("x").encode());
      assertEquals(1002, twilio.closeCode());
    }
  }

  @Test
  void whatALaterVersionMaySendAndWhatSaysNothingIsPassedOver() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      for (JsonObject message :
          List.of(
              new JsonObject().put("event", "weather"),
              new JsonObject(),
              twilioEvent("mark").put("mark", new JsonObject().put("name", "played-999")),
              twilioEvent("dtmf").put("dtmf", new JsonObject().put("digit", "12")),
              twilioEvent("dtmf").put("dtmf", new JsonObject().put("digit", "x")))) {
        twilio.send(message.encode());
      }
      turns.awaitDisclosure();
      twilio.press('1');
      twilio.press('#');
      turns.await(2, "the call goes on");
      assertEquals("[pressed 1]", turns.get(1).callerText());
    }
  }

  @Test
  void audioFasterThanRealTimeEndsTheCall() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT);
        FakeTwilio twilio = FakeTwilio.call(gateway.vertx, gateway.port())) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      for (int i = 0; i < 20; i++) {
        twilio.send(twilio.media(new byte[4_000]).encode());
      }
      assertEquals(1002, twilio.closeCode());
    }
  }

  private static JsonObject twilioEvent(String name) {
    return new JsonObject().put("event", name).put("streamSid", FakeTwilio.SID);
  }

  // ---- where the call goes then

  @Test
  void whoWantsAHumanIsPutThroughByTwilio() throws Exception {
    Map<String, String> settings = new HashMap<>(OPEN);
    settings.put("gateway.transfer-to", "reception=+15550100");
    try (FakeHopGateway gateway = gateway(settings, TestClips.SHORT)) {
      String webhook = FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK;
      String answer = FakeTwilio.webhook(gateway.port(), FakeTwilio.signature(webhook));
      String pass = FakeTwilio.pass(answer);
      String next = "/v1/twilio/next?call=" + pass;
      assertTrue(
          answer.contains(
              "</Connect><Redirect method=\"POST\">"
                  + FakeTwilio.PUBLIC_URL
                  + next
                  + "</Redirect>"),
          answer);

      try (FakeTwilio twilio = FakeTwilio.connect(gateway.vertx, gateway.port())) {
        twilio.start(pass);
        turns.awaitDisclosure();
        twilio.press('0');
        assertEquals(1000, twilio.closeCode());
        assertEquals("I will put you through to a person now.", turns.get(1).botHeardText());
      }
      String signature = FakeTwilio.signature(FakeTwilio.PUBLIC_URL + next);
      assertTrue(FakeTwilio.post(gateway.port(), next, "x").startsWith("403"));
      assertEquals(
          "200 <Response><Dial><Number>+15550100</Number></Dial></Response>\n",
          FakeTwilio.post(gateway.port(), next, signature));
      assertEquals(
          "200 <Response><Hangup/></Response>\n",
          FakeTwilio.post(gateway.port(), next, signature),
          "only once");
    }
  }

  @Test
  void whereNobodyCanBePutThroughTheCallEndsWithTheStream() throws Exception {
    try (FakeHopGateway gateway = gateway(OPEN, TestClips.SHORT)) {
      String webhook = FakeTwilio.signature(FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK);
      String answer = FakeTwilio.webhook(gateway.port(), webhook);
      assertTrue(answer.endsWith("</Stream></Connect></Response>\n"), answer);
      String next = "/v1/twilio/next?call=x";
      String found =
          FakeTwilio.post(gateway.port(), next, FakeTwilio.signature(FakeTwilio.PUBLIC_URL + next));
      assertTrue(found.startsWith("404") || found.startsWith("405"), found);
    }
  }

  // ---- the gateway

  private FakeHopGateway gateway(Map<String, String> settings, Clips clips) throws Exception {
    return new FakeHopGateway(settings, turns, clips).ready();
  }
}
