package dev.parley.gateway.transport.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.web.CuttableLine;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients whose connection breaks and who come back, or don't. */
class ResumeTest {
  @SuppressWarnings("NullAway.Init") // set before each test
  private FakeHopGateway gateway;

  @SuppressWarnings("NullAway.Init") // set before each test
  private CuttableLine network;

  @BeforeEach
  void start() throws Exception {
    start(30);
  }

  private void start(int resumeSeconds) throws Exception {
    gateway =
        new FakeHopGateway(Map.of("gateway.resume-seconds", String.valueOf(resumeSeconds))).ready();
    network = new CuttableLine(gateway.vertx);
    network.leadTo(gateway.port());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void whatWasMissedIsToldAndTheAnswerIsHeardToItsEnd() throws Exception {
    RawLine line = connect();
    JsonObject started = start(line);
    line.until("answer_end");
    line.send("{\"type\":\"text\",\"text\":\"are you there\"}");
    long seq = line.until("final").getLong("seq");
    network.cut();
    line.closeCode();
    network.mend();

    RawLine again = connect();
    again.send(resume(started, seq));
    assertEquals(started.getString("call"), again.until("resumed").getString("call"));
    JsonObject answer = again.until("answer_end");
    assertEquals("You said: are you there.", answer.getString("heard"));
    assertEquals("answered", answer.getString("outcome"));
    again.send("{\"type\":\"text\",\"text\":\"good\"}");
    assertEquals("good", again.until("final").getString("text"));
    again.send("{\"type\":\"end\"}");
    assertEquals(1000, again.closeCode());
  }

  @Test
  void nothingIsToldTwice() throws Exception {
    RawLine line = connect();
    JsonObject started = start(line);
    line.until("answer_end");
    long seq = line.until("state").getLong("seq");
    network.cut();
    line.closeCode();
    network.mend();

    RawLine again = connect();
    again.send(resume(started, seq));
    again.until("resumed");
    again.send("{\"type\":\"text\",\"text\":\"go on\"}");
    assertTrue(again.next().getLong("seq") > seq);
  }

  @Test
  void aConnectionThatHasGoneQuietIsTakenForBroken() throws Exception {
    RawLine line = connect();
    JsonObject started = start(line);
    line.send(new byte[640]);
    line.closeCode();
    assertEquals(1, gateway.callCount(), "the call waits");

    RawLine again = connect();
    again.send(resume(started, 0));
    // the gap was filled with silence
    assertTrue(again.until("resumed").getLong("audio_ms") >= 20);
  }

  @Test
  void aWrongTokenGetsNoCallAndHarmsNone() throws Exception {
    RawLine line = connect();
    JsonObject started = start(line);

    RawLine thief = connect();
    JsonObject wrong = new JsonObject(resume(started, 0)).put("token", "guessed");
    thief.send(wrong.encode());
    assertEquals("cannot-resume", thief.until("error").getString("code"));
    assertEquals(1008, thief.closeCode());

    RawLine lost = connect();
    lost.send(new JsonObject(resume(started, 0)).put("call", "no-such-call").encode());
    assertEquals("cannot-resume", lost.until("error").getString("code"));

    line.send("{\"type\":\"text\",\"text\":\"still here\"}");
    assertEquals("still here", line.until("final").getString("text"));
  }

  @Test
  void whoComesBackBeforeTheLossWasSeenTakesTheCallOver() throws Exception {
    RawLine line = connect();
    JsonObject started = start(line);

    RawLine again = connect();
    again.send(resume(started, 0));
    again.until("resumed");

    assertEquals(4001, line.closeCode());
    assertEquals(1, gateway.callCount());
    again.send("{\"type\":\"text\",\"text\":\"it is me\"}");
    assertEquals("it is me", again.until("final").getString("text"));
  }

  @Test
  void theCallIsOverWhenNobodyComesBackInTime() throws Exception {
    stop();
    start(1);
    RawLine line = connect();
    JsonObject started = start(line);
    network.cut();
    line.closeCode();
    Eventually.isTrue(() -> gateway.callCount() == 0, "the call is over");

    network.mend();
    RawLine late = connect();
    late.send(resume(started, 0));
    assertEquals("cannot-resume", late.until("error").getString("code"));
  }

  @Test
  void whoHangsUpIsNotWaitedFor() throws Exception {
    RawLine line = connect();
    start(line);
    line.close();
    Eventually.isTrue(() -> gateway.callCount() == 0, "the call is over");
  }

  @Test
  void aClientThatDoesNotResumeIsNotWaitedFor() throws Exception {
    RawLine line = connect();
    line.send("{\"type\":\"start\",\"version\":1}");
    JsonObject started = line.until("started");
    assertFalse(started.containsKey("resume"));
    assertFalse(started.containsKey("seq"));
    network.cut();
    Eventually.isTrue(() -> gateway.callCount() == 0, "the call is over");
  }

  @Test
  void aGatewayThatDoesNotWaitSaysSo() throws Exception {
    stop();
    start(0);
    RawLine line = connect();
    line.send("{\"type\":\"start\",\"resumes\":true}");
    assertFalse(line.until("started").containsKey("resume"));
  }

  @Test
  void aPingIsAnswered() throws Exception {
    RawLine line = connect();
    start(line);
    line.send("{\"type\":\"ping\",\"id\":7}");
    assertEquals(7, line.until("pong").getInteger("id"));
  }

  private RawLine connect() throws Exception {
    return RawLine.connect(gateway.vertx, network.port());
  }

  private static JsonObject start(RawLine line) throws Exception {
    line.send("{\"type\":\"start\",\"version\":1,\"ducks\":true,\"resumes\":true}");
    JsonObject started = line.until("started");
    assertNotNull(started.getJsonObject("resume").getString("token"));
    return started;
  }

  private static String resume(JsonObject started, long seq) {
    return new JsonObject()
        .put("type", "resume")
        .put("version", 1)
        .put("call", started.getString("call"))
        .put("token", started.getJsonObject("resume").getString("token"))
        .put("seq", seq)
        .put("played_ms", 0)
        .encode();
  }
}
