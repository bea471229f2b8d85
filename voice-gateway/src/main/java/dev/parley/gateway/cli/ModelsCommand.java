package dev.parley.gateway.cli;

import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.adapter.model.Model;
import dev.parley.adapter.model.ModelFile;
import dev.parley.adapter.model.ModelStore;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./parley models}: what the engines can load. */
@Command(
    name = "models",
    description = "List, pull and verify models (Whisper, Piper voices).",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  static CommandLine commandLine() {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ModelsListCommand())
        .addSubcommand(new ModelsPullCommand())
        .addSubcommand(new ModelsVerifyCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected list, pull NAME or verify [NAME]");
  }

  static ModelStore store(Settings settings) {
    return new ModelStore(
        settings
            .path(CommonSettings.MODELS_DIR)
            .map(Path::toAbsolutePath)
            .orElseThrow(() -> new UserError("models.dir is empty; name a folder for models")));
  }

  static String size(Model model) {
    OptionalLong bytes = model.totalBytes();
    return bytes.isPresent() ? megabytes(bytes.getAsLong()) : "?";
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  static JsonObject describe(ModelStore store, Model model, String state) {
    ModelFile main = model.main();
    JsonObject json =
        new JsonObject()
            .put("name", model.name())
            .put("kind", model.kind().name().toLowerCase(Locale.ROOT))
            .put("state", state)
            .put("label", model.label())
            .put("licence", model.licence())
            .put("path", store.path(main).toString());
    model.totalBytes().ifPresent(bytes -> json.put("bytes", bytes));
    if (main.sha256() != null) {
      json.put("sha256", main.sha256());
    }
    return json;
  }
}
