package dev.parley.stt.whisper;

import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Settings;
import dev.parley.adapter.model.Model;
import dev.parley.adapter.model.ModelFile;
import dev.parley.adapter.model.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model file the settings mean, and whether it may be opened: only one whose SHA-256 is known
 * and was checked, since the native loader trusts what it reads.
 *
 * @param file verified; null = there is none
 * @param problem what is wrong and what to do; empty when there is a file
 */
record ModelChoice(@Nullable Path file, String problem) {

  static ModelChoice of(Settings settings) {
    String model = settings.text(WhisperSettings.MODEL);
    Path dir = settings.path(CommonSettings.MODELS_DIR).orElse(Path.of("."));
    ModelStore store = new ModelStore(dir);
    return isPath(model) ? atPath(settings, store, expand(model)) : named(store, model);
  }

  private static ModelChoice named(ModelStore store, String name) {
    Model model = store.catalogue().find(name).orElse(null);
    if (model == null || model.kind() != Model.Kind.WHISPER) {
      return missing(
          "no Whisper model is called '"
              + name
              + "'; ./parley models lists them, set"
              + " stt.whisper.model to one");
    }
    return switch (store.state(model)) {
      case VERIFIED -> new ModelChoice(store.path(model.main()), "");
      case ABSENT ->
          missing("no verified Whisper model found; get it with ./parley models pull " + name);
      case PARTIAL ->
          missing(name + " is only partly there; go on with ./parley models pull " + name);
      case DAMAGED ->
          missing(
              store.path(model.main())
                  + " is not what the catalogue says of "
                  + name
                  + "; get it again with ./parley models pull "
                  + name);
      case UNVERIFIABLE ->
          missing(
              "the catalogue has no SHA-256 of "
                  + name
                  + "; add it to catalogue.json in "
                  + store.dir());
    };
  }

  private static ModelChoice atPath(Settings settings, ModelStore store, Path file) {
    if (!Files.isRegularFile(file)) {
      return missing(file + " is not there; check stt.whisper.model");
    }
    String configured = settings.text(WhisperSettings.SHA256).strip().toLowerCase(Locale.ROOT);
    Optional<String> expected =
        configured.isEmpty() ? besideOrKnown(store, file) : Optional.of(configured);
    if (expected.isEmpty()) {
      return missing(
          file
              + " can't be verified; put its SHA-256 into "
              + file
              + ".sha256 or set"
              + " stt.whisper.sha256");
    }
    if (!expected.get().matches("[0-9a-f]{64}")) {
      return missing(
          "expected the SHA-256 of " + file + " as 64 hex digits, found '" + expected.get() + "'");
    }
    return ModelStore.verified(file, expected.get()).isPresent()
        ? new ModelChoice(file, "")
        : missing(
            file
                + " has not the SHA-256 "
                + expected.get()
                + "; get the file or its SHA-256 again");
  }

  private static Optional<String> besideOrKnown(ModelStore store, Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".sha256");
    if (Files.isRegularFile(beside)) {
      try {
        // as sha256sum writes it: the digest, blanks, the name
        return Files.readString(beside)
            .lines()
            .findFirst()
            .map(line -> line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT));
      } catch (IOException e) {
        return Optional.of("unreadable " + beside);
      }
    }
    return store.catalogue().models().stream()
        .flatMap(model -> model.files().stream())
        .filter(known -> known.name().equals(file.getFileName().toString()))
        .map(ModelFile::sha256)
        .findFirst();
  }

  private static boolean isPath(String model) {
    return model.endsWith(".bin") || model.contains("/") || model.contains("\\");
  }

  private static Path expand(String path) {
    return path.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), path.substring(2))
        : Path.of(path);
  }

  private static ModelChoice missing(String problem) {
    return new ModelChoice(null, problem);
  }
}
