package dev.parley.gateway.cli;

import dev.parley.adapter.Check;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.adapter.knowledge.Knowledge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where settings come from, and the files and folders they name. */
final class ConfigurationChecks {
  private ConfigurationChecks() {}

  /**
   * @param named by --config
   */
  static List<Check> all(Settings settings, @Nullable Path named) {
    return List.of(file(named), changed(settings), modelsFolder(settings), knowledge(settings));
  }

  private static Check file(@Nullable Path named) {
    Path file = (named == null ? Path.of(Settings.DEFAULT_FILE) : named).toAbsolutePath();
    return Files.exists(file)
        ? Check.ok("configuration file", file.toString())
        : Check.absent(
            "configuration file",
            "no " + file,
            "none is needed; ./parley settings lists what can stand in it");
  }

  private static Check changed(Settings settings) {
    String changed =
        settings.schema().stream()
            .filter(settings::isSet)
            .map(s -> s.key() + " (" + settings.origin(s) + ")")
            .collect(Collectors.joining(", "));
    return Check.ok("settings", changed.isEmpty() ? "all as by default" : changed);
  }

  private static Check modelsFolder(Settings settings) {
    String subject = "models folder";
    Path dir = settings.path(CommonSettings.MODELS_DIR).orElse(null);
    if (dir == null) {
      return Check.warning(subject, "models.dir is empty", "name a folder");
    }
    if (!Files.exists(dir)) {
      return Check.absent(
          subject,
          dir + " does not exist yet",
          "./parley models pull NAME makes it; the embedded engines need none");
    }
    if (!Files.isDirectory(dir) || !Files.isReadable(dir)) {
      return Check.failed(
          subject, dir + " is not a readable folder", "check its rights, or set models.dir");
    }
    try {
      String found =
          dir
              + String.format(
                  Locale.ROOT, ", %.1f GB free", Files.getFileStore(dir).getUsableSpace() / 1e9);
      return Files.isWritable(dir)
          ? Check.ok(subject, found)
          : Check.ok(subject, found + ", read only");
    } catch (IOException e) {
      return Check.warning(subject, dir + " (" + e + ")", "check the disk");
    }
  }

  private static Check knowledge(Settings settings) {
    String subject = "knowledge";
    try {
      Knowledge knowledge = Knowledge.load(settings.path(CommonSettings.KNOWLEDGE_FILE));
      String origin =
          settings.path(CommonSettings.KNOWLEDGE_FILE).map(Path::toString).orElse("built in");
      return Check.ok(subject, knowledge.facts().size() + " facts, " + origin);
    } catch (UserError e) {
      return Check.failed(
          subject, String.valueOf(e.getMessage()), "correct the file, or set knowledge.file");
    }
  }
}
