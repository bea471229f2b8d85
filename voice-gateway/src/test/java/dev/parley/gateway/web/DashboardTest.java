package dev.parley.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.observe.TraceSink;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The latency dashboard at its real address, of made-up calls, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardTest {
  private static final String MARKUP = "<img src=x onerror='window.ran=1'>";

  private final CannedCalls calls = new CannedCalls();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Browser browser;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private FakeHopGateway gateway;

  @BeforeAll
  void start() throws Exception {
    browser = Browser.withoutPermission();
    gateway = new FakeHopGateway(Map.of(), TraceSink.all(), calls).ready();
  }

  @AfterAll
  void stop() throws Exception {
    calls.cut();
    if (browser != null) {
      browser.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @BeforeEach
  void nobodyHasCalled() {
    calls.reset();
  }

  @Test
  void theStepsOfATurnSumToWhatTheCallerWaited() {
    JsonObject turn =
        CannedCalls.answered("call-1", 3, "browser")
            .put("clientBufferMs", 61.3)
            .put("clientGapMs", 811.1);
    calls.snapshot(List.of(), List.of(turn));
    try (DashboardPage page = open()) {
      Locator row = page.turns().first();
      row.locator(".total").getByText("811 ms").waitFor();
      row.locator("summary").press("Enter");

      List<Integer> figures = DashboardPage.millis(row.locator(".steps tr:not(.sum) .figure"));
      assertEquals(9, figures.size(), figures::toString);
      assertEquals(811, sum(figures), figures::toString);
      assertEquals(717, sum(figures.subList(0, 7)), figures::toString);
      assertEquals(List.of("717 ms", "811 ms"), row.locator(".steps .sum .figure").allInnerTexts());
      String bar = row.locator("[role=img]").getAttribute("aria-label");
      assertTrue(bar.startsWith("voice activity 200 ms, turn decision 306 ms, transcript "), bar);
      assertTrue(bar.contains("capture and network 33 ms, client buffer 61 ms"), bar);
    }
  }

  @Test
  void aTurnIsShownWhileItHappens() {
    calls.snapshot(List.of(CannedCalls.call("call-1", "browser")), List.of());
    try (DashboardPage page = open()) {
      page.section("turns").getByText("No turn yet.").waitFor();

      calls.tell("turn", CannedCalls.heard("call-1", 1, "browser"));
      page.turns().getByText("waiting for the answer").waitFor();
      assertTrue(page.turns().locator(".total").innerText().endsWith("so far"));

      calls.tell("turn", CannedCalls.answered("call-1", 1, "browser").putNull("outcome"));
      page.turns().getByText("answering").waitFor();
      page.section("calls").getByText("717 ms").waitFor();

      calls.tell("turn", CannedCalls.answered("call-1", 1, "browser"));
      page.turns().getByText("answered").waitFor();
      assertEquals(1, page.turns().count());

      calls.tell("closed", new JsonObject().put("call", "call-1"));
      page.section("calls").getByText("Nobody is on the line.").waitFor();
      calls.tell("lost", new JsonObject().put("events", 7));
      page.page.getByText("7 events missed").waitFor();
      assertEquals(List.of(), page.complaints());
    }
  }

  @Test
  void percentilesOfEachStepAndOfTheWholeAreInOneTable() {
    calls.history(List.of(CannedCalls.answered("call-1", 1, "browser")));
    try (DashboardPage page = open()) {
      Locator table = page.section("percentiles").getByRole(AriaRole.TABLE);
      table.getByText("turn decision").waitFor();
      assertEquals(
          List.of("p50 ms", "p90 ms", "p99 ms", "max ms", "Turns"),
          table.locator("thead .figure").allInnerTexts());
      assertEquals(
          List.of("voice activity", "turn decision", "Whole gap", "client buffer"),
          table.locator("tbody th").allInnerTexts().stream()
              .map(text -> text.lines().findFirst().orElse(""))
              .toList());
      assertEquals(
          List.of("300", "400", "500", "600", "40"),
          table.locator("tbody tr").nth(1).locator("td.figure").allInnerTexts());
      page.until(() -> page.section("trend").locator("canvas").count() == 1);
      page.until(() -> page.section("slowest").locator(".turn").count() == 1);
      page.section("interruptions").getByText("lowered for nothing, then went on").waitFor();
    }
  }

  @Test
  void whatIsChosenIsAskedForShownAndExported() {
    calls.snapshot(
        List.of(),
        List.of(
            CannedCalls.answered("call-1", 1, "browser"),
            CannedCalls.answered("call-2", 1, "telephone")));
    calls.history(List.of(CannedCalls.answered("call-1", 1, "browser")));
    try (DashboardPage page = open()) {
      page.section("percentiles").getByText("turn decision").waitFor();
      assertTrue(calls.asked.contains("/api/history/summary?minutes=60"), calls.asked::toString);
      page.until(() -> page.turns().count() == 2);

      page.page.getByLabel("24 h").check();
      page.page.getByLabel("Channel").selectOption("telephone");
      page.page.getByLabel("Engine").selectOption("sphinx");
      String chosen = "?minutes=1440&channel=telephone&engine=sphinx";
      page.until(
          () ->
              calls.asked.containsAll(
                  List.of(
                      "/api/history/summary" + chosen,
                      "/api/history/trend" + chosen,
                      "/api/history/slowest" + chosen + "&limit=10")));
      page.until(() -> page.turns().count() == 1);
      String export = page.page.getByLabel("Export as CSV").getAttribute("href");
      assertEquals(gateway.address("/api/history/export.csv" + chosen).toString(), export);

      page.page.reload();
      assertTrue(page.page.getByLabel("24 h").isChecked());
      assertEquals("telephone", page.page.getByLabel("Channel").inputValue());
    }
  }

  @Test
  void aBrokenConnectionIsToldAndOpenedAgain() {
    calls.snapshot(List.of(CannedCalls.call("call-1", "browser")), List.of());
    try (DashboardPage page = open()) {
      page.untilLive();
      calls.refuse("20 pages listen already; close one");
      calls.cut();
      page.section("connection")
          .getByText("Disconnected: the gateway closed the stream.")
          .waitFor();
      assertTrue(page.page.getByRole(AriaRole.STATUS).innerText().startsWith("Disconnected"));
      page.section("connection").getByText("20 pages listen already; close one").waitFor();
      assertEquals(1, page.section("calls").locator("tbody tr").count(), "what was known stays");

      calls.refuse("");
      page.untilLive();
    }
  }

  @Test
  void historyThatIsOffSaysHowToSwitchItOn() {
    calls.snapshot(List.of(), List.of(CannedCalls.answered("call-1", 1, "browser")));
    calls.historyIsOff("History is off: set it in the settings.");
    try (DashboardPage page = open()) {
      page.page.getByText("History is off: set it in the settings.").waitFor();
      assertTrue(page.section("percentiles").isHidden());
      page.until(() -> page.turns().count() == 1); // what happens now is shown all the same
      assertEquals(1, calls.asked.size(), "asked once, not for each part");
    }
  }

  @Test
  void whatAnybodySaidOrCalledThemselvesStaysText() {
    JsonObject turn =
        CannedCalls.answered(MARKUP, 1, MARKUP)
            .put("engines", new JsonObject().put("llm", MARKUP))
            .put("callerText", MARKUP)
            .put("botText", MARKUP + MARKUP)
            .put("botHeardText", MARKUP);
    calls.snapshot(
        List.of(
            CannedCalls.call(MARKUP, MARKUP)
                .put("client", MARKUP)
                .put("engines", new JsonObject().put("llm", MARKUP))),
        List.of(turn));
    calls.history(List.of(turn));
    try (DashboardPage page = open()) {
      calls.tell(
          "trouble",
          new JsonObject()
              .put("call", "call-1")
              .put("channel", MARKUP)
              .put("at", turn.getString("heardAt"))
              .put("code", MARKUP)
              .put("message", MARKUP));
      page.turns().first().locator("summary").click();
      assertEquals(MARKUP, page.turns().first().locator(".said dd").first().innerText());
      assertEquals(MARKUP, page.turns().first().locator("s").innerText());
      page.section("slowest").locator("summary").first().click();
      page.section("troubles").getByText(MARKUP).first().waitFor();
      assertEquals(0, page.page.locator("img").count());
      assertNull(page.page.evaluate("window.ran"));
      assertEquals(List.of(), page.complaints());
    }
  }

  @Test
  void twoHundredCallsNeedNoMoreRoomThanTen() {
    try (DashboardPage page = open()) {
      page.untilLive();
      for (int call = 1; call <= 200; call++) {
        calls.tell("opened", CannedCalls.call("call-" + call, "browser"));
      }
      for (int turn = 1; turn <= 10; turn++) {
        for (int call = 1; call <= 200; call++) {
          calls.tell("turn", CannedCalls.answered("call-" + call, turn, "browser"));
        }
      }
      page.page.getByText("200 live calls").waitFor();
      page.turns().getByText("turn 10").first().waitFor();
      assertEquals(10, page.turns().count());
      Locator rows = page.section("calls").locator("tbody tr");
      assertEquals(10, rows.count());
      page.page.getByText("1–10 of 200").waitFor();
      page.button("Older").click();
      page.page.getByText("11–20 of 200").waitFor();
      int nodes = (int) page.page.evaluate("document.querySelectorAll('*').length");
      assertTrue(nodes < 1500, nodes + " elements");
    }
  }

  @Test
  void aCallIsFollowedAndTheDrawingPausedByKeyboard() {
    calls.snapshot(
        List.of(CannedCalls.call("call-1", "browser"), CannedCalls.call("call-2", "browser")),
        List.of(
            CannedCalls.answered("call-1", 1, "browser"),
            CannedCalls.answered("call-2", 1, "browser")));
    try (DashboardPage page = open()) {
      page.button("Follow call call-1").press("Enter");
      page.until(() -> page.turns().count() == 1);
      assertEquals("true", page.button("Follow call call-1").getAttribute("aria-pressed"));
      page.button("Following call-1: show all").press("Enter");
      page.until(() -> page.turns().count() == 2);

      page.button("Pause").press("Space");
      calls.tell("turn", CannedCalls.answered("call-2", 2, "browser"));
      calls.tell("lost", new JsonObject().put("events", 1));
      page.page.waitForTimeout(600);
      assertEquals(2, page.turns().count());
      page.button("Pause").press("Space");
      page.until(() -> page.turns().count() == 3);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void nobodyIsKeptFromUsingThePage(ColorScheme scheme) throws Exception {
    try (DashboardPage page = open(new NewContextOptions().setColorScheme(scheme))) {
      page.section("percentiles").getByText("No answered turn in this time.").waitFor();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "empty");

      busy();
      page.page.reload();
      page.section("percentiles").getByText("turn decision").waitFor();
      page.turns().first().locator("summary").click();
      page.section("slowest").locator("summary").first().click();
      page.section("trend").locator("summary").click();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "busy");
      assertEquals(List.of(), page.complaints());

      calls.refuse("20 pages listen already");
      calls.cut();
      page.page.getByText("Disconnected").first().waitFor();
      assertEquals(List.of(), Accessibility.graveProblems(page.page), "disconnected");
    }
  }

  @Test
  void aNarrowPageIsNotCutOff() {
    busy();
    try (DashboardPage page = open(new NewContextOptions().setViewportSize(320, 640))) {
      page.section("percentiles").getByText("turn decision").waitFor();
      page.turns().first().locator("summary").click();
      assertEquals(320, page.page.evaluate("document.scrollingElement.scrollWidth"));
    }
  }

  @Test
  void itIsFoundFromTheVoicePageAndLeadsBack() {
    try (DashboardPage page = open()) {
      assertEquals(
          gateway.address("/").toString(), page.requests().getFirst().resolve("/").toString());
      assertTrue(
          page.requests().stream().allMatch(uri -> uri.getPort() == gateway.port()),
          "nothing comes from elsewhere");
      page.page.navigate(gateway.address("/dashboard/").toString());
      assertEquals(gateway.address("/dashboard").toString(), page.page.url());
      link(page.page, "Talk to it").click();
      link(page.page, "Where the time goes, in all calls").click();
      page.untilLive();
    }
  }

  private void busy() {
    List<JsonObject> turns =
        IntStream.rangeClosed(1, 12)
            .mapToObj(
                n ->
                    CannedCalls.answered("call-1", n, "browser")
                        .put("clientBufferMs", 60)
                        .put("clientGapMs", 800)
                        .put("callerText", "is there a pool")
                        .put("botText", "Yes, there is.")
                        .put("botHeardText", "Yes"))
            .toList();
    calls.snapshot(List.of(CannedCalls.call("call-1", "browser")), turns);
    calls.history(turns);
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private static int sum(List<Integer> figures) {
    return figures.stream().mapToInt(Integer::intValue).sum();
  }

  private DashboardPage open() {
    return open(new NewContextOptions());
  }

  private DashboardPage open(NewContextOptions options) {
    return new DashboardPage(browser.visitor(options), gateway.address("/dashboard"));
  }
}
