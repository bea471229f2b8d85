package dev.parley.gateway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dev.parley.gateway.Embedded;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.GatewayLauncher.Extent;
import dev.parley.gateway.OneHop;
import dev.parley.gateway.Pipeline;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whole calls from a browser's microphone to its loudspeaker, with the embedded engines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserRealCallTest {
  /** Longer than the bot's first words. */
  private static final int PAUSE_MILLIS = 7_000;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Browser browser;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private Pipeline pipeline;

  @BeforeAll
  void start(@TempDir Path history) throws Exception {
    browser = Browser.open();
    Map<String, String> settings =
        Map.of("history.keep-days", "1", "history.dir", history.toString());
    pipeline = GatewayLauncher.start(Embedded.settings(settings), Extent.ALL_IN_ONE, line -> {});
  }

  @AfterAll
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void aRecordedVoiceIsHeardAndAnsweredAloud() throws Exception {
    Path recording = shared().resolve("audio/speech/gdf_book_a_room.wav");
    if (!Files.isReadable(recording)) {
      System.err.println("SKIPPED: no recording at " + recording);
    }
    Assumptions.assumeTrue(Files.isReadable(recording), () -> "no recording at " + recording);
    answered(WavFile.read(recording).samples(), "book a room", "With pleasure.");
  }

  @Test
  void aSynthesisedVoiceIsHeardAndAnsweredAloud() throws Exception {
    short[] question = Pcm.samples(OneHop.speak(pipeline.hops(), "What time is breakfast?"));
    answered(question, "breakfast", "Breakfast");
  }

  private void answered(short[] question, String heard, String answer) throws Exception {
    short[] all = new short[PAUSE_MILLIS * Pcm.SAMPLES_PER_MILLI + question.length];
    System.arraycopy(question, 0, all, all.length - question.length, question.length);
    browser.microphone(all);
    try (VoicePage page = new VoicePage(browser.visitor(), pipeline.address())) {
      page.startTalking();
      int before = page.loud();
      assertTrue(before > 0, "the disclosure was not played");
      page.caption("caller", heard).waitFor();
      page.caption("bot", answer).waitFor();
      page.until("window.told.some(e => e.name === 'latency' && e.detail.wholeMs)");
      page.untilAnswers(2);
      assertEquals("answered", page.lastAnswer().getString("outcome"));
      assertTrue(page.loud() > before, "the answer was not played");
      assertEquals(List.of(), page.complaints());
      Object whole =
          page.page.evaluate(
              "Math.round(window.told.find(e => e.name === 'latency' && e.detail.wholeMs)"
                  + ".detail.wholeMs)");
      assertDashboardShows(((Number) whole).intValue());
    }
  }

  /** Each step, and their sum: what the caller's own page had measured. */
  private void assertDashboardShows(int whole) {
    try (DashboardPage page =
        new DashboardPage(browser.visitor(), pipeline.address().resolve("/dashboard"))) {
      Locator turn = page.turns().first();
      turn.locator(".total").getByText(String.format(Locale.ROOT, "%,d ms", whole)).waitFor();
      turn.locator("summary").press("Enter");
      List<Integer> steps = DashboardPage.millis(turn.locator(".steps tr:not(.sum) .figure"));
      assertTrue(steps.size() > 4, steps::toString);
      assertEquals(whole, steps.stream().mapToInt(Integer::intValue).sum(), steps::toString);
      assertEquals(
          whole, DashboardPage.millis(turn.locator(".steps .sum .figure")).getLast().intValue());
      assertEquals(List.of(), page.complaints());
    }
  }

  private static Path shared() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve("proto/src"))) {
      root = root.getParent();
    }
    return root.resolveSibling("shared");
  }
}
