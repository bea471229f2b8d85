package dev.parley.gateway.cli;

import dev.parley.adapter.model.Model;
import dev.parley.adapter.model.ModelState;
import dev.parley.adapter.model.ModelStore;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley models verify}. */
@Command(
    name = "verify",
    description =
        "Read the models anew and compare their SHA-256; exit 1 when one is not as it should be.",
    mixinStandardHelpOptions = true)
final class ModelsVerifyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "only this one (default: all that are there)")
  private @Nullable String name;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    ModelStore store = ModelsCommand.store(settings.load());
    Collection<Model> models =
        name == null ? store.catalogue().models() : List.of(store.catalogue().get(name));
    int looked = 0;
    int wanting = 0;
    for (Model model : models) {
      ModelState state = store.verify(model);
      if (state == ModelState.ABSENT && name == null) {
        continue;
      }
      looked++;
      wanting += state == ModelState.VERIFIED ? 0 : 1;
      terminal.line(
          json
              ? ModelsCommand.describe(store, model, ModelsListCommand.word(state)).encode()
              : model.name() + ": " + verdict(terminal, state, model));
    }
    if (looked == 0) {
      terminal.note("no models in " + store.dir() + "; ./parley models pull NAME brings one");
    }
    return wanting == 0 ? 0 : 1;
  }

  private static String verdict(Terminal terminal, ModelState state, Model model) {
    String pull = "./parley models pull " + model.name();
    return switch (state) {
      case VERIFIED -> terminal.green("verified");
      case ABSENT -> terminal.red("absent") + "; " + pull;
      case PARTIAL -> terminal.yellow("partial") + "; " + pull + " continues";
      case DAMAGED -> terminal.red("damaged") + "; " + pull + " replaces it";
      case UNVERIFIABLE ->
          terminal.yellow("unverifiable")
              + "; the catalogue has no SHA-256 of it, so no engine loads it";
    };
  }
}
