package dev.parley.gateway.cli;

import dev.parley.adapter.model.DownloadProgress;
import dev.parley.adapter.model.ModelFile;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a download is: one rewritten line on a terminal, else a line for each tenth. Mutable,
 * owned by the pulling thread.
 */
final class DownloadBar implements DownloadProgress {
  /** For people or for programs. */
  enum Form {
    TEXT,
    JSON
  }

  private static final int WIDTH = 24;
  private static final long TENTHS = 10;
  private static final long UNKNOWN_STEP_BYTES = 10_000_000;

  private final Terminal terminal;
  private final Form form;
  private String file = "";
  private long lastStep = -1;
  private boolean isShown;

  DownloadBar(Terminal terminal, Form form) {
    this.terminal = terminal;
    this.form = form;
  }

  @Override
  public void at(ModelFile of, long bytes, OptionalLong totalBytes, long bytesPerSecond) {
    if (form == Form.TEXT && terminal.errMode() == Terminal.Liveliness.LIVE) {
      terminal.rewrite(terminal.err(), text(of, bytes, totalBytes, bytesPerSecond));
      isShown = true;
      return;
    }
    long step =
        totalBytes.isPresent()
            ? bytes * TENTHS / Math.max(1, totalBytes.getAsLong())
            : bytes / UNKNOWN_STEP_BYTES;
    if (of.name().equals(file) && step == lastStep) {
      return;
    }
    file = of.name();
    lastStep = step;
    if (form == Form.JSON) {
      terminal.line(json(of, bytes, totalBytes, bytesPerSecond).encode());
    } else {
      terminal.note(text(of, bytes, totalBytes, bytesPerSecond));
    }
  }

  /** Leaves the terminal's line empty. */
  void end() {
    if (isShown) {
      terminal.erase(terminal.err());
      isShown = false;
    }
  }

  private static JsonObject json(
      ModelFile of, long bytes, OptionalLong totalBytes, long bytesPerSecond) {
    JsonObject progress =
        new JsonObject()
            .put("type", "progress")
            .put("file", of.name())
            .put("bytes", bytes)
            .put("bytes_per_second", bytesPerSecond);
    totalBytes.ifPresent(total -> progress.put("total_bytes", total));
    return progress;
  }

  private String text(ModelFile of, long bytes, OptionalLong totalBytes, long bytesPerSecond) {
    String speed = String.format(Locale.ROOT, "%.1f MB/s", bytesPerSecond / 1e6);
    if (totalBytes.isEmpty()) {
      return of.name() + "  " + ModelsCommand.megabytes(bytes) + "  " + speed;
    }
    long total = Math.max(1, totalBytes.getAsLong());
    int full = (int) (WIDTH * Math.min(bytes, total) / total);
    String left =
        bytesPerSecond == 0 ? "" : "  " + duration((total - bytes) / bytesPerSecond) + " left";
    String bar =
        terminal.errMode() == Terminal.Liveliness.LIVE
            ? "  [" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]"
            : "";
    return of.name()
        + bar
        + String.format(Locale.ROOT, "  %3d %%", 100 * bytes / total)
        + "  "
        + String.format(Locale.ROOT, "%.1f of %.1f MB", bytes / 1e6, total / 1e6)
        + "  "
        + speed
        + left;
  }

  private static String duration(long seconds) {
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
  }
}
