package dev.parley.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.RecordedCalls;
import dev.parley.gateway.access.CallTokens;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page shows and to whom, in a real browser in which nobody allows the microphone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserPageTest {
  private static final String NOTICE = "You are talking to an AI, not to a person.";
  private static final String BANNER_OF_ELEMENT =
      "document.querySelector('parley-voice').shadowRoot.querySelector('.notice')";

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Browser browser;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private FakeHopGateway gateway;

  @BeforeAll
  void start() throws Exception {
    browser = Browser.withoutPermission();
    gateway = new FakeHopGateway(Map.of("history.transcripts", "yes")).ready();
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void theNoticeIsThereBeforeAnyScriptHasRun(boolean javaScript) {
    try (BrowserContext visitor =
        browser.visitor(new NewContextOptions().setJavaScriptEnabled(javaScript))) {
      Page page = visitor.newPage();
      page.route("**/*.js", route -> {});
      page.navigate(
          gateway.address("/").toString(),
          new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
      page.getByText(NOTICE).waitFor();
      assertEquals("status", page.getByText(NOTICE).getAttribute("role"));
    }
  }

  @Test
  void theNoticeCantBeTakenAway() {
    try (VoicePage page = open()) {
      typeInstead(page);
      page.page.evaluate(BANNER_OF_ELEMENT + ".remove()");
      page.until(BANNER_OF_ELEMENT + "?.textContent === '" + NOTICE + "'");
      page.page.evaluate(BANNER_OF_ELEMENT + ".style.opacity = '0'");
      page.until("getComputedStyle(" + BANNER_OF_ELEMENT + ").opacity === '1'");
      page.page.evaluate("document.querySelector('parley-voice').style.visibility = 'hidden'");
      assertTrue(page.element.locator(".notice").last().isVisible());
    }
  }

  @Test
  void aCallWhoseNoticeIsHiddenWaits() {
    try (VoicePage page = open()) {
      page.page.evaluate("document.querySelector('main').style.opacity = '0'");
      page.button("Type instead").click();
      page.element.getByText("must be visible before a call can start").waitFor();
      assertEquals("idle", page.page.evaluate("document.querySelector('parley-voice').state"));

      page.page.evaluate("document.querySelector('main').style.opacity = '1'");
      typeInstead(page);
      page.page.evaluate("document.querySelector('main').style.opacity = '0'");
      page.untilState("held");
      page.page.evaluate("document.querySelector('main').style.opacity = '1'");
      page.untilState("listening");
    }
  }

  @Test
  void aRefusedMicrophoneIsExplainedAndTypingWorks() {
    Eventually.isTrue(() -> gateway.callCount() == 0, "the calls of other pages are over");
    try (VoicePage page = open()) {
      page.button("Start talking").click();
      Locator help = page.element.locator("[role=alert]");
      help.getByText("The microphone was refused.").waitFor();
      assertTrue(help.innerText().contains("Allow"), help.innerText());
      assertEquals(0, gateway.callCount(), "no call was opened");

      typeInstead(page);
      page.type("is there a pool");
      page.caption("bot", "You said: is there a pool.").waitFor();
      page.button("Hang up").press("Enter");
      page.untilState("idle");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobodyIsKeptFromUsingThePage(ColorScheme scheme) throws Exception {
    try (VoicePage page = open(new NewContextOptions().setColorScheme(scheme))) {
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "before a call");

      page.button("Start talking").click();
      page.element.getByText("The microphone was refused.").waitFor();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "microphone refused");

      typeInstead(page);
      page.type("is there a pool");
      page.untilAnswers(2);
      page.element.locator("summary").first().click();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "in a call");

      page.page.navigate(gateway.address("/example.html").toString());
      page.button("Type instead").waitFor();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "the example");
    }
  }

  /** A token is in the address that a visitor was given; it is good once, and not left standing. */
  @Test
  void aTokenLetsAVisitorInAndBackIn() throws Exception {
    String key = "0123456789abcdef0123456789abcdef";
    CuttableLine line = new CuttableLine(gateway.vertx);
    URI page = URI.create("http://127.0.0.1:" + line.port() + "/");
    Map<String, String> settings =
        Map.of("gateway.api-key", key, "gateway.origins", page.toString().replaceAll("/$", ""));
    try (FakeHopGateway closed = new FakeHopGateway(settings).ready()) {
      line.leadTo(closed.port());
      String token = new CallTokens(closed.vertx, key, InstantSource.system()).issue();
      URI invitation = page.resolve("#token=" + token);
      try (VoicePage visitor =
          new VoicePage(browser.visitor(new NewContextOptions()), invitation)) {
        typeInstead(visitor);
        assertEquals(page.toString(), visitor.page.url());
        line.cut();
        visitor.untilState("reconnecting");
        line.mend();
        visitor.untilState("listening");
        visitor.type("is there a pool");
        visitor.caption("bot", "You said: is there a pool.").waitFor();
      }
      try (VoicePage another =
          new VoicePage(browser.visitor(new NewContextOptions()), invitation)) {
        another.button("Type instead").click();
        another.element.getByText("lets nobody in without a token").first().waitFor();
      }
    }
  }

  @Test
  void whetherWordsMayBeKeptIsTheCallersToSay() throws Exception {
    try (VoicePage page = open()) {
      List<String> sent = new CopyOnWriteArrayList<>();
      page.page.onWebSocket(
          socket ->
              socket.onFrameSent(
                  frame -> {
                    String text = frame.text();
                    if (text != null && text.contains("consent")) {
                      sent.add(text);
                    }
                  }));
      typeInstead(page);
      page.element.getByText("May what is said here be kept in writing?").waitFor();
      assertEquals(List.of(), sent);

      page.button("Yes, keep it").click();
      page.element.getByText("this conversation is kept in writing").waitFor();
      page.button("Stop keeping it").click();
      page.element.getByText("This conversation is not kept.").waitFor();
      page.button("Keep it after all").click();
      page.element.getByText("this conversation is kept in writing").waitFor();
      page.type("is there a pool");
      page.untilAnswers(2);

      assertEquals(
          List.of(
              "{\"type\":\"consent\",\"keep_words\":true}",
              "{\"type\":\"consent\",\"keep_words\":false}",
              "{\"type\":\"consent\",\"keep_words\":true}"),
          sent);
    }
  }

  @Test
  void aNarrowPageIsNotCutOff() {
    try (VoicePage page = open(new NewContextOptions().setViewportSize(320, 640))) {
      typeInstead(page);
      page.type("is there a pool");
      page.untilAnswers(2);
      assertEquals(320, page.page.evaluate("document.scrollingElement.scrollWidth"));
    }
  }

  /** Loudness after, in dB relative to before; a tone above 8 kHz must not come back as another. */
  @ParameterizedTest
  @CsvSource({
    "48000, 16000, 1000, -0.2, 0.2",
    "44100, 16000, 3000, -0.2, 0.2",
    "44100, 16000, 6000, -1, 0.2",
    "48000, 16000, 9000, -200, -55",
    "16000, 48000, 1000, -0.2, 0.2",
    "16000, 44100, 6000, -1, 0.2",
    "16000, 16000, 5000, -0.2, 0.2"
  })
  void resamplingKeepsSpeechAndNothingElse(
      int from, int to, int toneHz, double atLeastDb, double atMostDb) {
    try (VoicePage page = open()) {
      JsonArray figures =
          new JsonArray(
              (String)
                  page.page.evaluate(
                      """
                      async ([from, to, hz]) => {
                        const {Resampler} = await import('/parley-voice/resampler.js');
                        const resampler = new Resampler(from, to);
                        const out = [];
                        for (let i = 0; i < from; i++) {
                          resampler.push(Math.sin(2 * Math.PI * hz * i / from), (s) => out.push(s));
                        }
                        const middle = out.slice(to / 4, to / 2);
                        const power = middle.reduce((a, s) => a + s * s, 0) / middle.length;
                        return JSON.stringify([out.length, 10 * Math.log10(2 * power + 1e-20)]);
                      }
                      """,
                      List.of(from, to, toneHz)));
      assertEquals(to, figures.getInteger(0), 1);
      double db = figures.getDouble(1);
      assertTrue(db >= atLeastDb && db <= atMostDb, db + " dB");
    }
  }

  @Test
  void aRecordedCallWithMessagesOfALaterVersionIsShown() throws Exception {
    List<RecordedCalls.Line> call = RecordedCalls.read("call.jsonl");
    BrowserContext visitor = browser.visitor();
    visitor.routeWebSocket(
        "**/v1/voice",
        socket ->
            socket.onMessage(
                frame -> {
                  String text = frame.text();
                  if (text != null && text.contains("\"start\"")) {
                    for (RecordedCalls.Line line : call) {
                      if (!line.fromClient()) {
                        socket.send("{\"type\":\"of-a-later-version\",\"turn\":1}");
                        socket.send(line.message().copy().put("later", 1).encode());
                      }
                    }
                  }
                }));
    try (VoicePage page = new VoicePage(visitor, gateway.address("/"))) {
      page.button("Type instead").click();
      page.caption("caller", "what time is breakfast").waitFor();
      page.untilState("listening");
      assertEquals(
          "mean: how do I get to the hotel? Or: what is the name of the hotel?",
          page.element.locator("s").innerText().strip());
      page.element.getByText("answered after 0.16 s").waitFor();
      assertEquals(List.of(), page.complaints());
    }
  }

  private VoicePage open() {
    return open(new NewContextOptions());
  }

  private VoicePage open(NewContextOptions options) {
    return new VoicePage(browser.visitor(options), gateway.address("/"));
  }

  private static void typeInstead(VoicePage page) {
    page.button("Type instead").click();
    page.untilState("listening");
  }
}
