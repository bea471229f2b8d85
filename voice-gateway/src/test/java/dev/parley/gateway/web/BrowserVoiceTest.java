package dev.parley.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.OneHop;
import dev.parley.gateway.audio.Pcm;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The voice page in a real browser, on the real gateway, with hops that do as told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserVoiceTest {
  /** Twenty seconds. */
  private static final String LONG_ANSWER =
      IntStream.rangeClosed(1, 66)
          .mapToObj(i -> "This is sentence " + i + ".")
          .collect(Collectors.joining(" "));

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Browser browser;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Vertx vertx;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private CuttableLine line;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private FakeHopGateway gateway;

  /** The fake recogniser decides what is said; this decides how long it sounds. */
  private short[] question = {};

  private short[] agreement = {};

  @BeforeAll
  void start() throws Exception {
    browser = Browser.open();
    question = Pcm.samples(OneHop.speak("no, I want something else"));
    agreement = Pcm.samples(OneHop.speak("yeah"));
    vertx = Vertx.vertx();
    line = new CuttableLine(vertx);
    gateway =
        new FakeHopGateway(Map.of("gateway.origins", "http://127.0.0.1:" + line.port())).ready();
    line.leadTo(gateway.port());
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (vertx != null) {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @BeforeEach
  void quiet() throws Exception {
    browser.microphone(new short[0]);
    gateway.hops.heard = "is there a pool";
    gateway.hops.answer = null;
    gateway.clientTimings.clear();
  }

  @Test
  void theCallerIsHeardAndTheAnswerIsPlayed() throws Exception {
    browser.microphone(after(3_000, question));
    try (VoicePage page = open()) {
      page.startTalking();
      int disclosure = page.loud();
      assertTrue(disclosure > 0, "the disclosure was not played");

      page.caption("caller", "is there a pool").waitFor();
      page.caption("bot", "You said: is there a pool.").waitFor();
      page.untilAnswers(2);
      assertEquals("answered", page.lastAnswer().getString("outcome"));
      assertEquals("You said: is there a pool.", page.lastAnswer().getString("heard"));
      assertTrue(page.loud() > disclosure, "the answer was not played");
      assertEquals(List.of(), page.complaints());

      page.button("Hang up").click();
      page.untilState("idle");
      Eventually.isTrue(() -> gateway.callCount() == 0, "the call is over at the gateway");
    }
  }

  @Test
  void theTimeOfATurnIsCompletedInTheBrowser() throws Exception {
    browser.microphone(after(2_500, question));
    try (VoicePage page = open()) {
      page.startTalking();
      page.until("window.told.some(e => e.name === 'latency' && e.detail.wholeMs)");
      JsonObject timing =
          new JsonObject(
              (String)
                  page.page.evaluate(
                      "JSON.stringify(window.told.findLast(e => e.name === 'latency').detail)"));
      double sum =
          timing.getJsonArray("segments").stream()
              .mapToDouble(s -> ((JsonObject) s).getDouble("ms"))
              .sum();
      assertEquals(timing.getDouble("wholeMs"), sum, 0.1);
      Eventually.isTrue(
          () -> gateway.clientTimings.size() == 1, "the gateway was told the client's timing");
      assertEquals(timing.getLong("turn"), gateway.clientTimings.getFirst().turn());
      Locator time = page.element.locator("details", new Locator.LocatorOptions());
      time.locator("summary").first().click();
      assertTrue(time.first().innerText().contains("client buffer"), time.first().innerText());
    }
  }

  @Test
  void anInterruptionStopsTheAnswerAndIsAnswered() throws Exception {
    gateway.hops.answer = LONG_ANSWER;
    gateway.hops.heard = "no i want something else";
    try (VoicePage page = speakingBot()) {
      gateway.hops.answer = null;
      sayNow(page, question);
      page.untilAnswers(2);

      JsonObject cut = page.lastAnswer();
      assertEquals("interrupted", cut.getString("outcome"));
      String heard = cut.getString("heard");
      assertFalse(heard.isBlank());
      assertTrue(heard.length() < LONG_ANSWER.length(), heard);
      Locator struck = page.caption("bot", "This is sentence 1.").first().locator("s");
      assertEquals(LONG_ANSWER.substring(heard.length()).strip(), struck.innerText().strip());
      page.caption("caller", "no i want something else").waitFor();
      page.untilAnswers(3);
    }
  }

  @Test
  void aShortAgreementLosesNoWord() throws Exception {
    gateway.hops.answer = LONG_ANSWER.substring(0, LONG_ANSWER.indexOf(" This is sentence 20."));
    gateway.hops.heard = "mm-hmm";
    try (VoicePage page = speakingBot()) {
      sayNow(page, agreement);
      page.untilState("yielding");
      page.untilAnswers(2);

      JsonObject answer = page.lastAnswer();
      assertEquals("answered", answer.getString("outcome"));
      assertEquals(answer.getString("text"), answer.getString("heard"));
      assertEquals(0, page.element.locator("s").count());
      assertEquals(0, page.caption("caller", "mm-hmm").count());
    }
  }

  @Test
  void theCallGoesOnAfterTheNetworkWasCut() throws Exception {
    gateway.hops.answer = LONG_ANSWER.substring(0, LONG_ANSWER.indexOf(" This is sentence 15."));
    try (VoicePage page =
        new VoicePage(browser.visitor(), URI.create("http://127.0.0.1:" + line.port() + "/"))) {
      page.startTalking();
      page.type("tell me everything");
      page.untilState("speaking");
      int before = page.loud();
      page.until("window.heard.loud > " + (before + 20));
      Object call = page.page.evaluate("document.querySelector('parley-voice').callId");

      line.cut();
      page.untilState("reconnecting");
      int atTheCut = page.loud();
      assertEquals(1, gateway.callCount(), "the call waits");
      line.mend();

      page.untilState("speaking");
      page.untilAnswers(2);
      assertEquals(call, page.page.evaluate("document.querySelector('parley-voice').callId"));
      JsonObject answer = page.lastAnswer();
      assertEquals("answered", answer.getString("outcome"));
      assertEquals(answer.getString("text"), answer.getString("heard"));
      assertTrue(page.loud() > atTheCut, "the rest of the answer was not played");
      gateway.hops.answer = null;
      page.type("are you still there");
      page.caption("bot", "You said: are you still there.").waitFor();
    }
  }

  @Test
  void wordsAreTextNeverMarkup() throws Exception {
    try (VoicePage page = open()) {
      page.button("Type instead").click();
      page.untilState("listening");
      page.type("<img src=x onerror=alert(1)><b>bold</b>");
      page.caption("bot", "<b>bold</b>").waitFor();
      assertEquals(0, page.element.locator("li b, li img").count());
    }
  }

  private VoicePage open() {
    return new VoicePage(browser.visitor(), gateway.address("/"));
  }

  /** A call in which some of the answer has been heard. */
  private VoicePage speakingBot() {
    VoicePage page = open();
    page.startTalking();
    page.type("tell me everything");
    page.untilState("speaking");
    page.until("window.heard.loud > " + (page.loud() + 30));
    return page;
  }

  /** Another microphone is chosen, and what it hears begins. */
  private void sayNow(VoicePage page, short[] words) throws Exception {
    browser.microphone(words);
    page.button("Devices").click();
    page.element
        .getByLabel("Microphone")
        .selectOption(new SelectOption().setLabel("Fake Audio Input 2"));
  }

  private static short[] after(int silenceMillis, short[] words) {
    short[] all = new short[silenceMillis * Pcm.SAMPLES_PER_MILLI + words.length];
    System.arraycopy(words, 0, all, all.length - words.length, words.length);
    return all;
  }
}
