package dev.parley.gateway.cli;

import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Settings;
import dev.parley.adapter.model.Model;
import dev.parley.adapter.model.ModelDownload;
import dev.parley.adapter.model.ModelStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley models pull}. */
@Command(
    name = "pull",
    description = "Download a model and verify it; continues where an earlier pull stopped.",
    mixinStandardHelpOptions = true)
final class ModelsPullCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  @Parameters(paramLabel = "NAME", description = "from ./parley models list")
  private String name;

  @Option(names = "--json", description = "one JSON object a line, the model last")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.of(spec);
    Settings loaded = settings.load();
    ModelStore store = ModelsCommand.store(loaded);
    Model model = store.catalogue().get(name);
    DownloadBar bar =
        new DownloadBar(terminal, json ? DownloadBar.Form.JSON : DownloadBar.Form.TEXT);
    ModelDownload download =
        new ModelDownload(store, URI.create(loaded.text(CommonSettings.MODELS_URL)));
    Path path;
    try {
      path = download.pull(model, bar);
    } finally {
      bar.end();
    }
    terminal.line(
        json
            ? ModelsCommand.describe(store, model, "verified").encode()
            : model.name() + ": " + terminal.green("verified") + ", " + path);
    return 0;
  }
}
