package dev.parley.gateway.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.adapter.Check;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java, processors, memory, and the folder natives are unpacked to. */
final class MachineChecks {
  private static final int ENOUGH_PROCESSORS = 2;

  /** What everything in one process takes at rest, and a Whisper model beside it. */
  private static final long ENOUGH_MEMORY_BYTES = 2_000_000_000L;

  private MachineChecks() {}

  static List<Check> all() {
    return List.of(java(), processors(), memory(), temporaryFolder());
  }

  private static Check java() {
    return Check.ok(
        "Java",
        Runtime.version()
            + " ("
            + System.getProperty("java.vendor")
            + "), "
            + System.getProperty("java.home"));
  }

  private static Check processors() {
    int count = Runtime.getRuntime().availableProcessors();
    String found = count + ", " + System.getProperty("os.arch");
    return count >= ENOUGH_PROCESSORS
        ? Check.ok("processors", found)
        : Check.warning(
            "processors",
            found,
            "answers take longer: speech is recognised while you speak; give it 2 or more");
  }

  private static Check memory() {
    long total =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    long heap = Runtime.getRuntime().maxMemory();
    String found =
        String.format(Locale.ROOT, "%.1f GB; Java's heap %d MB", total / 1e9, heap >> 20);
    return total >= ENOUGH_MEMORY_BYTES
        ? Check.ok("memory", found)
        : Check.warning(
            "memory",
            found,
            "2 GB are comfortable; with less, leave Whisper models above base out");
  }

  private static Check temporaryFolder() {
    Path dir = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path probe = Files.createTempFile(dir, "parley-doctor-", "");
      try {
        boolean marked = probe.toFile().setExecutable(true);
        return marked && Files.isExecutable(probe)
            ? Check.ok("temporary folder", dir.toString())
            : Check.failed(
                "temporary folder",
                dir + " does not allow programs",
                "native libraries are unpacked there; set PARLEY_JAVA_OPTS=-Djava.io.tmpdir=FOLDER to another");
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      return Check.failed(
          "temporary folder",
          dir + " can't be written (" + e.getClass().getSimpleName() + ")",
          "native libraries are unpacked there; set PARLEY_JAVA_OPTS=-Djava.io.tmpdir=FOLDER to another");
    }
  }
}
