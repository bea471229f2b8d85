package dev.parley.gateway.cli;

import dev.parley.adapter.model.Model;
import dev.parley.adapter.model.ModelState;
import dev.parley.adapter.model.ModelStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley models list}. */
@Command(
    name = "list",
    description = "What can be pulled, and what is there.",
    mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ModelStore store = ModelsCommand.store(settings.load());
    if (json) {
      for (Model model : store.catalogue().models()) {
        terminal.line(ModelsCommand.describe(store, model, word(store.state(model))).encode());
      }
      return 0;
    }
    TextTable table =
        new TextTable().row("NAME", "FOR", "SIZE", "STATE", "SHA-256", "LICENCE", "WHAT");
    for (Model model : store.catalogue().models()) {
      table.row(
          model.name(),
          model.kind().name().toLowerCase(Locale.ROOT),
          ModelsCommand.size(model),
          word(store.state(model)),
          prefix(model),
          model.licence(),
          model.label());
    }
    List<String> lines = table.lines();
    terminal.line(terminal.bold(lines.get(0)));
    lines.subList(1, lines.size()).forEach(terminal::line);
    terminal.note("in " + store.dir() + "; ./parley models pull NAME brings one");
    return 0;
  }

  private static String prefix(Model model) {
    String sha256 = model.main().sha256();
    return sha256 == null ? "unknown" : sha256.substring(0, 12);
  }

  static String word(ModelState state) {
    return switch (state) {
      case ABSENT -> "absent";
      case PARTIAL -> "partial";
      case UNVERIFIABLE -> "unverifiable";
      case DAMAGED -> "damaged";
      case VERIFIED -> "verified";
    };
  }
}
