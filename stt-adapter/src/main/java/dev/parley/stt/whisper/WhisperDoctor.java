package dev.parley.stt.whisper;

import dev.parley.adapter.Check;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Whisper needs of the machine, and whether it is there. */
final class WhisperDoctor {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private WhisperDoctor() {}

  static List<Check> examine(Settings settings) {
    boolean chosen = isChosen(settings);
    List<Check> checks = new ArrayList<>();
    checks.add(library(chosen));
    slowCpu().ifPresent(advice -> checks.add(Check.warning("CPU: AVX2", "absent", advice)));
    checks.add(model(settings, chosen));
    int workers = WhisperSettings.workers(settings.integer(WhisperSettings.WORKERS));
    int cores = Runtime.getRuntime().availableProcessors();
    if (workers > cores) {
      checks.add(
          Check.warning(
              "Whisper decoders",
              workers + " on " + cores + " cores",
              "more decoders than cores make every decode slower; lower stt.whisper.workers"));
    }
    return checks;
  }

  /** The library then runs its plain variant. Empty = as fast as can be, or unknown. */
  static Optional<String> slowCpu() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    if (!(arch.contains("amd64") || arch.contains("x86_64")) || !Files.isReadable(CPU)) {
      return Optional.empty();
    }
    try {
      return hasFastVariant(Files.readString(CPU))
          ? Optional.empty()
          : Optional.of(
              "without AVX2, FMA and F16C Whisper was measured 9 to 13 times slower; use another"
                  + " machine or stt.engine = sphinx");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static boolean hasFastVariant(String cpuinfo) {
    return List.of("avx", "avx2", "fma", "f16c").stream()
        .allMatch(flag -> cpuinfo.matches("(?s).*\\b" + flag + "\\b.*"));
  }

  private static Check library(boolean chosen) {
    String subject = "native library whisper-jni";
    try {
      WhisperLibrary.load();
      return Check.ok(subject, "loads");
    } catch (UserError e) {
      String[] parts = String.valueOf(e.getMessage()).split("; ", 2);
      String advice = parts.length > 1 ? parts[1] : "";
      return chosen
          ? Check.failed(subject, parts[0], advice)
          : Check.absent(subject, parts[0], advice);
    }
  }

  private static Check model(Settings settings, boolean chosen) {
    String subject = "Whisper model";
    ModelChoice choice = ModelChoice.of(settings);
    Path file = choice.file();
    if (file != null) {
      try {
        ModelHeader.read(file);
        return Check.ok(subject, file.getFileName() + ", verified");
      } catch (UserError e) {
        return Check.failed(subject, String.valueOf(e.getMessage()), "");
      }
    }
    String[] parts = choice.problem().split("; ", 2);
    String advice = parts.length > 1 ? parts[1] : "";
    return chosen
        ? Check.failed(subject, parts[0], advice)
        : Check.absent(subject, parts[0], advice);
  }

  private static boolean isChosen(Settings settings) {
    return settings.schema().stream()
        .filter(setting -> setting.key().equals("stt.engine"))
        .map((Setting setting) -> settings.text(setting))
        .anyMatch("whisper"::equals);
  }
}
