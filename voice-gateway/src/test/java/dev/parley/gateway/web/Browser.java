package dev.parley.gateway.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium without a window. Its microphones play a file, each from the beginning when it is
 * opened: {@link #microphone} says what the next to be opened will hear. One for all tests of a
 * class, used by one thread.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--use-fake-device-for-media-stream");

  /** Pages ask for the microphone and get it. */
  private static final String GRANT = "--use-fake-ui-for-media-stream";

  private static final int SILENCE_SAMPLES = 120 * Pcm.RATE_HZ;

  private final Path folder;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(boolean microphoneGranted) throws IOException {
    Path program = program();
    folder = Files.createTempDirectory("parley-browser");
    microphone(new short[0]);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("--use-file-for-fake-audio-capture=" + microphoneFile() + "%noloop");
    if (microphoneGranted) {
      flags.add(GRANT);
    }
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setHeadless(true)
                    .setArgs(flags)
                    // silences what would be measured
                    .setIgnoreDefaultArgs(List.of("--mute-audio")));
  }

  /** Skips the test, and says so, where there is no Chromium. */
  public static Browser open() throws IOException {
    return new Browser(true);
  }

  /** One in which nobody allows the microphone. */
  public static Browser withoutPermission() throws IOException {
    return new Browser(false);
  }

  private static Path program() {
    String chosen = System.getenv("CHROMIUM");
    List<String> names = chosen == null ? NAMES : List.of(chosen);
    Optional<Path> found = names.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    if (found.isEmpty()) {
      System.err.println(missing(names));
    }
    Assumptions.assumeTrue(found.isPresent(), () -> missing(names));
    return found.orElseThrow();
  }

  private static String missing(List<String> names) {
    return "SKIPPED: no Chromium at "
        + names
        + ", so nothing was tested in a browser. Install it (Debian: apt-get install chromium)"
        + " or name its program in CHROMIUM.";
  }

  /** A visitor without a past. */
  public BrowserContext visitor(com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext visitor = chromium.newContext(options);
    visitor.setDefaultTimeout(30_000);
    return visitor;
  }

  public BrowserContext visitor() {
    return visitor(new com.microsoft.playwright.Browser.NewContextOptions());
  }

  /** What is heard by the next page that opens the microphone; after it, silence. 16 kHz. */
  public void microphone(short[] samples) throws IOException {
    // where the file ends, Chromium makes noise
    WavFile.write(microphoneFile(), Arrays.copyOf(samples, samples.length + SILENCE_SAMPLES));
  }

  private Path microphoneFile() {
    return folder.resolve("microphone.wav");
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    playwright.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
