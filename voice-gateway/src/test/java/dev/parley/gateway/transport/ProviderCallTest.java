package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.Voice;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls from Telnyx, Vonage and Plivo, from the webhook to the caller's ear, over real sockets. */
class ProviderCallTest {
  private final EndedTurns turns = new EndedTurns();

  @ParameterizedTest
  @EnumSource
  void theDisclosureIsTheFirstSoundAndWhole(FakeProvider provider) throws Exception {
    short[] clip = Clips.load().in("en").samples();
    try (FakeHopGateway gateway = gateway(provider.settings(), Clips.load());
        FakeLine line = provider.call(gateway.vertx, gateway.port())) {
      line.press('5');
      line.phone.say(Voice.syllables(1_500));
      Eventually.isTrue(() -> line.phone.heard().length > clip.length + 16_000, "it is over");

      line.phone.assertBeginsWith(clip);
      assertTrue(line.phone.mostBufferedMillis() <= 200);
      assertEquals(List.of(), line.problems());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQuestionIsAnsweredAndAKeySilencesTheBot(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT);
        FakeLine line = provider.call(gateway.vertx, gateway.port())) {
      gateway.hops.heard = "is there a pool";
      turns.awaitDisclosure();
      line.phone.say(Voice.syllables(1_500));
      turns.await(2, "the turn is over");
      assertEquals("You said: is there a pool.", turns.get(1).botHeardText());

      gateway.hops.answer = "This is a long answer. ".repeat(40);
      int before = line.phone.heard().length;
      line.press('4');
      line.press('#');
      Eventually.isTrue(() -> line.phone.loudAfter(before) > 3_200, "it is heard");
      line.press('7');
      turns.await(3, "it is cut");

      Eventually.isTrue(() -> line.phone.clears() > 0, "the rest is dropped");
      assertTrue(turns.get(2).botHeardText().length() < turns.get(2).botText().length());
      assertEquals(List.of(), line.problems());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenTheCallerIsGoneNothingIsLeft(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT)) {
      for (boolean inOrder : List.of(true, false)) {
        try (FakeLine line = provider.call(gateway.vertx, gateway.port())) {
          Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
          if (inOrder) {
            line.hangUp();
          } else {
            line.vanish();
          }
          Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
        }
      }
    }
  }

  // ---- what is not let in

  @ParameterizedTest
  @EnumSource
  void whatTheProviderDidNotSignIsRefused(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT)) {
      assertTrue(provider.webhook(gateway.port(), false).startsWith("403"));
    }
    try (FakeHopGateway closed = gateway(Map.of(), TestClips.SHORT)) {
      String answer = provider.webhook(closed.port(), true);
      assertTrue(answer.startsWith("404") || answer.startsWith("405"), answer);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAddressOfAStreamIsGoodOnce(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT)) {
      String stream = FakeProvider.streamPath(provider.webhook(gateway.port(), true));
      try (FakeLine line = provider.connect(gateway.vertx, gateway.port(), stream)) {
        assertEquals(403, refused(provider, gateway, stream));
        assertEquals(403, refused(provider, gateway, stream + "x"));
        assertEquals(403, refused(provider, gateway, stream.substring(0, stream.lastIndexOf('/'))));
        assertTrue(!line.isClosed());
      }
    }
  }

  private static int refused(FakeProvider provider, FakeHopGateway gateway, String stream) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () -> provider.connect(gateway.vertx, gateway.port(), stream));
    return assertInstanceOf(UpgradeRejectedException.class, e.getCause()).getStatus();
  }

  @ParameterizedTest
  @EnumSource
  void aCallTooManyIsToldToBeBusy(FakeProvider provider) throws Exception {
    Map<String, String> settings = new HashMap<>(provider.settings());
    settings.put("gateway.max-calls", "1");
    try (FakeHopGateway gateway = gateway(settings, TestClips.SHORT);
        FakeLine line = provider.call(gateway.vertx, gateway.port())) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      String answer = provider.webhook(gateway.port(), true);

      assertTrue(answer.contains("busy") || answer.equals("200 []"), answer);
      assertTrue(!line.isClosed(), "the other call goes on");
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsThatCannotWorkEndTheStart(FakeProvider provider) {
    Map<String, String> settings = new HashMap<>(provider.settings());
    settings.remove("gateway.public-url");

    UserError e = assertThrows(UserError.class, () -> gateway(settings, TestClips.SHORT).close());
    assertTrue(String.valueOf(e.getMessage()).contains("gateway.public-url"));
  }

  // ---- what breaks the protocol

  @ParameterizedTest
  @EnumSource
  void aFirstMessageThatIsNoneEndsTheStream(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT)) {
      for (String message : provider.firstMessagesThatAreNone()) {
        String stream = FakeProvider.streamPath(provider.webhook(gateway.port(), true));
        try (FakeLine line = provider.connect(gateway.vertx, gateway.port(), stream)) {
          line.send(message);
          assertEquals(1002, line.closeCode(), message);
          assertEquals(0, gateway.callCount());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMessageThatCannotBeReadEndsTheCall(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT)) {
      for (String message : provider.messagesThatCannotBeRead()) {
        try (FakeLine line = provider.call(gateway.vertx, gateway.port())) {
          Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
          line.send(message);
          assertEquals(1002, line.closeCode(), message);
          Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatALaterVersionMaySendIsPassedOver(FakeProvider provider) throws Exception {
    try (FakeHopGateway gateway = gateway(provider.settings(), TestClips.SHORT);
        FakeLine line = provider.call(gateway.vertx, gateway.port())) {
      line.send(new JsonObject().put("event", "weather"));
      line.send(new JsonObject().put("event", "error").put("payload", new JsonObject()));
      line.send(new JsonObject());
      turns.awaitDisclosure();
      line.press('1');
      line.press('#');
      turns.await(2, "the call goes on");
      assertEquals("[pressed 1]", turns.get(1).callerText());
    }
  }

  // ---- where the call goes then

  @ParameterizedTest
  @EnumSource(names = "VONAGE", mode = EnumSource.Mode.EXCLUDE)
  void whoWantsAHumanIsPutThrough(FakeProvider provider) throws Exception {
    Map<String, String> settings = new HashMap<>(provider.settings());
    settings.put("gateway.transfer-to", "reception=+15550100");
    try (FakeHopGateway gateway = gateway(settings, TestClips.SHORT)) {
      String answer = provider.webhook(gateway.port(), true);
      String next = FakeProvider.nextPath(answer);
      String stream = FakeProvider.streamPath(answer);
      try (FakeLine line = provider.connect(gateway.vertx, gateway.port(), stream)) {
        ((FakeProvider.Starting) line).start();
        turns.awaitDisclosure();
        line.press('0');
        assertEquals(1000, line.closeCode());
      }
      assertTrue(provider.post(gateway.port(), next, false).startsWith("403"));
      assertEquals(
          "200 <Response><Dial><Number>+15550100</Number></Dial></Response>\n",
          provider.post(gateway.port(), next, true));
      assertEquals(
          "200 <Response><Hangup/></Response>\n", provider.post(gateway.port(), next, true));
    }
  }

  @Test
  void onVonageNobodyIsToldThatTheyArePutThrough() throws Exception {
    Map<String, String> settings = new HashMap<>(FakeProvider.VONAGE.settings());
    settings.put("gateway.transfer-to", "reception=+15550100");
    try (FakeHopGateway gateway = gateway(settings, TestClips.SHORT);
        FakeLine line = FakeProvider.VONAGE.call(gateway.vertx, gateway.port())) {
      turns.awaitDisclosure();
      line.press('0');
      turns.await(2, "the turn is over");
      assertEquals("I can't put you through to a person from here.", turns.get(1).botHeardText());
      assertTrue(!line.isClosed());
    }
  }

  private FakeHopGateway gateway(Map<String, String> settings, Clips clips) throws Exception {
    return new FakeHopGateway(settings, turns, clips).ready();
  }
}
