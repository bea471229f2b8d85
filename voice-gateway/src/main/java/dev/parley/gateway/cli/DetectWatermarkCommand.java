package dev.parley.gateway.cli;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.watermark.Detection;
import dev.parley.gateway.watermark.Detection.Window;
import dev.parley.gateway.watermark.WatermarkDetector;
import dev.parley.gateway.watermark.WatermarkKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley detect-watermark}: whether recordings hold speech that was marked. */
@Command(
    name = "detect-watermark",
    description = {
      "Tell whether recordings hold speech that Parley synthesised and marked, also after a telephone.",
      "WAV of 8 to 48 kHz, 16 bit PCM or G.711, up to 64 MB; each channel is judged by itself. What the"
          + " mark does not withstand: docs/watermark.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 every file is marked, 1 one isn't, 2 one could not be read."})
final class DetectWatermarkCommand implements Callable<Integer> {
  private static final int FOUND = 0;
  private static final int MISSED = 1;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE.wav", description = "recordings")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "the key they were marked with, instead of the public one")
  private @Nullable Path keyFile;

  @Option(names = "--windows", description = "also each window of 3 s")
  private boolean windows;

  @Option(names = "--json", description = "one JSON object a file")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    WatermarkDetector detector =
        new WatermarkDetector(keyFile == null ? WatermarkKey.PUBLIC : WatermarkKey.read(keyFile));
    int exitCode = FOUND;
    for (Path file : files) {
      exitCode = Math.max(exitCode, judge(terminal, detector, file));
    }
    return exitCode;
  }

  /** A file that can't be read doesn't keep the others from being judged. */
  private int judge(Terminal terminal, WatermarkDetector detector, Path file) {
    List<Detection> channels = new ArrayList<>();
    try {
      for (short[] channel : WavFile.channels(file, WatermarkDetector.RATE_HZ)) {
        channels.add(detector.detect(channel));
      }
    } catch (UserError e) {
      terminal.complain("parley: " + e.getMessage());
      return Parley.USER_ERROR;
    }
    if (json) {
      terminal.line(object(file, channels).encode());
    } else {
      for (int i = 0; i < channels.size(); i++) {
        String channel = channels.size() == 1 ? "" : " channel " + (i + 1);
        terminal.line(file + channel + ": " + verdict(channels.get(i)));
        if (windows) {
          channels.get(i).windows().forEach(window -> terminal.line(line(window)));
        }
      }
    }
    return channels.stream().anyMatch(Detection::isMarked) ? FOUND : MISSED;
  }

  private static String verdict(Detection detection) {
    if (detection.windows().isEmpty()) {
      return "no mark found (shorter than 1 s)";
    }
    return detection
        .first()
        .map(
            first ->
                String.format(
                    Locale.ROOT,
                    "marked: %d of %d windows with speech, strongest z %.1f, first at %.0f s",
                    detection.marked(),
                    detection.judged(),
                    detection.strongest(),
                    first.startSeconds()))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "no mark found (strongest z %.1f, below %.1f)",
                    detection.strongest(),
                    WatermarkDetector.THRESHOLD));
  }

  private static String line(Window window) {
    return String.format(
        Locale.ROOT,
        "  %6.0f s  z %5.1f  speech %.1f s  %s",
        window.startSeconds(),
        window.z(),
        window.speechSeconds(),
        window.detected() ? "marked" : window.hasSpeech() ? "no mark" : "too little speech");
  }

  private JsonObject object(Path file, List<Detection> channels) {
    JsonArray all = new JsonArray();
    for (Detection detection : channels) {
      JsonObject one =
          new JsonObject()
              .put("marked", detection.isMarked())
              .put("windows_marked", detection.marked())
              .put("windows_with_speech", detection.judged())
              .put("strongest_z", rounded(detection.strongest()))
              .put("first_s", detection.first().map(Window::startSeconds).orElse(null));
      if (windows) {
        one.put("windows", new JsonArray(detection.windows().stream().map(this::object).toList()));
      }
      all.add(one);
    }
    return new JsonObject()
        .put("file", file.toString())
        .put("marked", channels.stream().anyMatch(Detection::isMarked))
        .put("threshold_z", WatermarkDetector.THRESHOLD)
        .put("channels", all);
  }

  private JsonObject object(Window window) {
    return new JsonObject()
        .put("start_s", window.startSeconds())
        .put("z", rounded(window.z()))
        .put("speech_s", rounded(window.speechSeconds()))
        .put("marked", window.detected());
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
