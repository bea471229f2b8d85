package dev.parley.gateway.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.SharedFiles;
import dev.parley.gateway.audio.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People, noises and echoes recorded by others, which are no part of the project. */
final class HumanVoicesTest {
  @Test
  void noneIsTakenForMarked() throws IOException {
    List<Path> files = recordings();
    WatermarkDetector detector = new WatermarkDetector(WatermarkKey.PUBLIC);
    List<String> taken = new ArrayList<>();
    double largest = 0;
    int windows = 0;
    for (Path file : files) {
      for (short[] channel : WavFile.channels(file, WatermarkDetector.RATE_HZ)) {
        Detection detection = detector.detect(channel);
        windows += detection.windows().size();
        largest = Math.max(largest, detection.strongest());
        if (detection.isMarked()) {
          taken.add(file + " " + detection.strongest());
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "watermark: largest z of %d windows of %d recordings: %.2f%n",
        windows,
        files.size(),
        largest);
    assertTrue(windows > 100, windows + " windows");
    assertEquals(List.of(), taken);
  }

  /** Skips the test, saying so, where the folder is absent. */
  static List<Path> recordings() throws IOException {
    try (Stream<Path> all = Files.walk(SharedFiles.at("audio"))) {
      return all.filter(f -> f.toString().endsWith(".wav")).sorted().toList();
    }
  }
}
