package dev.parley.gateway.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The page with the voice call, as a visitor uses it. */
final class VoicePage implements AutoCloseable {
  /**
   * Listens to what the page puts out: behind everything that is connected to the loudspeaker sits
   * an analyser, read every 10 ms.
   */
  private static final String EAVESDROP =
      """
      (() => {
        const connect = AudioNode.prototype.connect;
        window.heard = {loud: 0, lastLoudAt: -Infinity, peak: 0};
        AudioNode.prototype.connect = function (to, ...rest) {
          if (to instanceof AudioDestinationNode) {
            const tap = new AnalyserNode(this.context, {fftSize: 512});
            connect.call(this, tap);
            const samples = new Float32Array(tap.fftSize);
            setInterval(() => {
              tap.getFloatTimeDomainData(samples);
              const peak = samples.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
              if (peak > 0.01) {
                window.heard.loud++;
                window.heard.lastLoudAt = performance.now();
                window.heard.peak = Math.max(window.heard.peak, peak);
              }
            }, 10);
          }
          return connect.call(this, to, ...rest);
        };
        window.told = [];
        for (const name of ['start', 'state', 'caption', 'latency', 'error', 'end']) {
          document.addEventListener(`parley-${name}`, ({detail}) => window.told.push({name, detail}));
        }
      })();
      """;

  final Page page;
  final Locator element;
  private final BrowserContext visitor;
  private final List<String> complaints = new ArrayList<>();

  VoicePage(BrowserContext visitor, URI address) {
    this.visitor = visitor;
    this.page = visitor.newPage();
    page.addInitScript(EAVESDROP);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(address.toString());
    this.element = page.locator("parley-voice");
  }

  Locator button(String name) {
    return element.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  void startTalking() {
    button("Start talking").click();
    untilState("listening");
  }

  void type(String text) {
    element.getByRole(AriaRole.TEXTBOX).fill(text);
    button("Send").click();
  }

  void untilState(String state) {
    until("document.querySelector('parley-voice').state === '" + state + "'");
  }

  /** A caption of that side that contains the words. */
  Locator caption(String side, String words) {
    return element.locator("li." + side, new Locator.LocatorOptions().setHasText(words));
  }

  void until(String condition) {
    // looked at from outside: the page's own policy forbids Playwright's waiting inside
    page.waitForCondition(
        () -> Boolean.TRUE.equals(page.evaluate(condition)),
        new Page.WaitForConditionOptions().setTimeout(30_000));
  }

  /** How often something was heard from the loudspeaker, looking every 10 ms. */
  int loud() {
    return ((Number) page.evaluate("window.heard.loud")).intValue();
  }

  /** The last answer's end as the page was told. */
  JsonObject lastAnswer() {
    return new JsonObject(
        (String)
            page.evaluate(
                "JSON.stringify(window.told.filter(e => e.name === 'caption' && e.detail.side ==="
                    + " 'bot' && e.detail.final).at(-1).detail)"));
  }

  void untilAnswers(int count) {
    until(
        "window.told.filter(e => e.name === 'caption' && e.detail.side === 'bot' && e.detail.final).length >= "
            + count);
  }

  /** What the browser complained of: errors, and breaches of the content security policy. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    visitor.close();
  }
}
