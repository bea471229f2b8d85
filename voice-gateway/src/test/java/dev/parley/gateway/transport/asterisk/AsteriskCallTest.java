package dev.parley.gateway.transport.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.Voice;
import dev.parley.gateway.audio.LineCodec.Format;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import dev.parley.gateway.transport.EndedTurns;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over chan_websocket, over a real socket. */
class AsteriskCallTest {
  private final EndedTurns turns = new EndedTurns();

  @ParameterizedTest
  @CsvSource({"ulaw, MU_LAW", "alaw, A_LAW", "slin, LINEAR_8K", "slin16, LINEAR_16K"})
  void theDisclosureIsTheFirstSoundAndWhole(String name, Format format) throws Exception {
    short[] clip = Clips.load().in("en").samples();
    try (FakeHopGateway gateway = gateway(Clips.load());
        FakeAsterisk asterisk = call(gateway, name, format)) {
      assertEquals("media", asterisk.subProtocol());
      asterisk.press('5');
      asterisk.phone.say(Voice.syllables(1_500));
      Eventually.isTrue(
          () -> asterisk.phone.heard().length > clip.length + 16_000, "the clip is over");

      asterisk.phone.assertBeginsWith(clip);
      assertTrue(asterisk.phone.mostBufferedMillis() <= 200);
      assertEquals(List.of(), asterisk.problems());
    }
  }

  @Test
  void aQuestionIsAnsweredAndAKeySilencesTheBot() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        FakeAsterisk asterisk = call(gateway, "ulaw", Format.MU_LAW)) {
      gateway.hops.heard = "is there a pool";
      turns.awaitDisclosure();
      asterisk.phone.say(Voice.syllables(1_500));
      turns.await(2, "the turn is over");
      assertEquals("You said: is there a pool.", turns.get(1).botHeardText());

      gateway.hops.answer = "This is a long answer. ".repeat(40);
      int before = asterisk.phone.heard().length;
      asterisk.press('4');
      asterisk.press('#');
      Eventually.isTrue(() -> asterisk.phone.loudAfter(before) > 3_200, "it is heard");
      asterisk.press('7');
      turns.await(3, "it is cut");

      Eventually.isTrue(() -> asterisk.phone.clears() > 0, "the rest is dropped");
      assertTrue(turns.get(2).botHeardText().length() < turns.get(2).botText().length());
      assertEquals(List.of(), asterisk.problems());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenTheCallerIsGoneNothingIsLeft(boolean disclosed) throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        FakeAsterisk asterisk = call(gateway, "ulaw", Format.MU_LAW)) {
      Eventually.isTrue(() -> gateway.callCount() == 1, "it begins");
      if (disclosed) {
        turns.awaitDisclosure();
      }
      asterisk.hangUp();
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  /** A queue that takes nothing more for long ends the call, as on every line. */
  @Test
  void aStalledQueueEndsTheCall() throws Exception {
    try (FakeHopGateway gateway = gateway(Clips.load());
        FakeAsterisk asterisk = call(gateway, "ulaw", Format.MU_LAW)) {
      asterisk.send(new JsonObject().put("event", "MEDIA_XOFF"));
      assertEquals(1000, asterisk.closeCode());
      Eventually.isTrue(() -> gateway.callCount() == 0, "nothing is left");
    }
  }

  @Test
  void aQueueThatTakesMoreAgainGoesOn() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        FakeAsterisk asterisk = call(gateway, "ulaw", Format.MU_LAW)) {
      asterisk.send(new JsonObject().put("event", "MEDIA_XOFF"));
      asterisk.send(new JsonObject().put("event", "MEDIA_XON"));
      turns.awaitDisclosure();
    }
  }

  @Test
  void whoDoesNotKnowThePasswordIsRefused() throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT)) {
      for (String password : List.of("", "x", FakeAsterisk.PASSWORD + "x")) {
        assertEquals(401, refused(gateway, password));
      }
    }
    try (FakeHopGateway closed = new FakeHopGateway(Map.of()).ready()) {
      assertEquals(404, refused(closed, FakeAsterisk.PASSWORD));
    }
  }

  private static int refused(FakeHopGateway gateway, String password) {
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () -> FakeAsterisk.connect(gateway.vertx, gateway.port(), password, Format.MU_LAW));
    return assertInstanceOf(UpgradeRejectedException.class, e.getCause()).getStatus();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MEDIA_START format:ulaw",
        "[]",
        "{}",
        "{\"event\":7}",
        "{\"event\":\"DTMF_END\",\"digit\":\"1\"}",
        "{\"event\":\"MEDIA_START\"}",
        "{\"event\":\"MEDIA_START\",\"format\":\"opus\"}"
      })
  void aFirstMessageThatIsNoneEndsTheCall(String message) throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        FakeAsterisk asterisk =
            FakeAsterisk.connect(
                gateway.vertx, gateway.port(), FakeAsterisk.PASSWORD, Format.MU_LAW)) {
      asterisk.send(message);
      assertEquals(1002, asterisk.closeCode());
      assertEquals(0, gateway.callCount());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 32_002, 60_000})
  void audioOfAWrongLengthEndsTheCall(int bytes) throws Exception {
    try (FakeHopGateway gateway = gateway(TestClips.SHORT);
        FakeAsterisk asterisk = call(gateway, "slin16", Format.LINEAR_16K)) {
      asterisk.sendAudio(new byte[bytes]);
      assertEquals(1002, asterisk.closeCode());
    }
  }

  // ---- where the call goes then

  @Test
  void whoWantsAHumanIsPutThroughByTheDialplan() throws Exception {
    Map<String, String> settings =
        Map.of("asterisk.password", FakeAsterisk.PASSWORD, "gateway.transfer-to", "reception=200");
    try (FakeHopGateway gateway = new FakeHopGateway(settings, turns, TestClips.SHORT).ready();
        FakeAsterisk asterisk =
            FakeAsterisk.connect(
                gateway.vertx,
                gateway.port(),
                FakeAsterisk.PASSWORD,
                Format.MU_LAW,
                "?call=1764.12")) {
      asterisk.start("ulaw");
      turns.awaitDisclosure();
      assertEquals("200 ", FakeAsterisk.next(gateway.port(), "1764.12", FakeAsterisk.PASSWORD));
      asterisk.press('0');
      assertEquals(1000, asterisk.closeCode());

      assertTrue(FakeAsterisk.next(gateway.port(), "1764.12", "x").startsWith("401"));
      assertEquals("200 ", FakeAsterisk.next(gateway.port(), "1764.13", FakeAsterisk.PASSWORD));
      assertEquals("200 200", FakeAsterisk.next(gateway.port(), "1764.12", FakeAsterisk.PASSWORD));
      assertEquals("200 ", FakeAsterisk.next(gateway.port(), "1764.12", FakeAsterisk.PASSWORD));
    }
  }

  /** Whose dialplan gives the call no name can't be asked where it goes. */
  @Test
  void aCallWithoutANameIsNotPutThrough() throws Exception {
    Map<String, String> settings =
        Map.of("asterisk.password", FakeAsterisk.PASSWORD, "gateway.transfer-to", "reception=200");
    try (FakeHopGateway gateway = new FakeHopGateway(settings, turns, TestClips.SHORT).ready();
        FakeAsterisk asterisk = call(gateway, "ulaw", Format.MU_LAW)) {
      turns.awaitDisclosure();
      asterisk.press('0');
      turns.await(2, "the turn is over");
      assertEquals("I can't put you through to a person from here.", turns.get(1).botHeardText());
    }
  }

  private FakeHopGateway gateway(Clips clips) throws Exception {
    return new FakeHopGateway(Map.of("asterisk.password", FakeAsterisk.PASSWORD), turns, clips)
        .ready();
  }

  private static FakeAsterisk call(FakeHopGateway gateway, String name, Format format)
      throws Exception {
    FakeAsterisk asterisk =
        FakeAsterisk.connect(gateway.vertx, gateway.port(), FakeAsterisk.PASSWORD, format);
    asterisk.start(name);
    return asterisk;
  }
}
