package dev.parley.gateway.cli;

import dev.parley.adapter.Check;
import dev.parley.adapter.Check.Status;
import dev.parley.adapter.Settings;
import dev.parley.gateway.GatewayLauncher;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./parley doctor}: is what the settings ask for there, and if not, what to do. */
@Command(
    name = "doctor",
    description = "Check this machine, the configuration, and what the engines need.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "OK there  -- not there, not needed  !! could be better  XX broken",
      "Exit 1 when something is broken."
    })
final class DoctorCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Settings loaded = settings.load();
    Map<String, List<Check>> groups = new LinkedHashMap<>();
    groups.put("machine", guarded("machine", MachineChecks::all));
    groups.put(
        "configuration",
        guarded("configuration", () -> ConfigurationChecks.all(loaded, settings.config)));
    groups.put("addresses", guarded("addresses", () -> AddressChecks.all(loaded)));
    GatewayLauncher.providers()
        .forEach(
            provider ->
                groups.put(
                    provider.hop().title(),
                    guarded(provider.hop().title(), () -> provider.doctor(loaded))));
    Map<Status, Long> counts = counts(groups);
    int exitCode = counts.getOrDefault(Status.FAILED, 0L) == 0 ? 0 : 1;
    if (json) {
      terminal.line(json(groups, counts, exitCode).encode());
    } else {
      print(terminal, groups, counts);
    }
    return exitCode;
  }

  /** One broken check must not hide the others. */
  private static List<Check> guarded(String subject, Supplier<List<Check>> checks) {
    try {
      return checks.get();
    } catch (RuntimeException | LinkageError e) {
      return List.of(Check.failed(subject, "the check itself broke: " + e, "report it"));
    }
  }

  private static Map<Status, Long> counts(Map<String, List<Check>> groups) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    groups.values().forEach(g -> g.forEach(c -> counts.merge(c.status(), 1L, Long::sum)));
    return counts;
  }

  private static void print(
      Terminal terminal, Map<String, List<Check>> groups, Map<Status, Long> counts) {
    TextTable table = new TextTable();
    List<String> marks = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    groups
        .values()
        .forEach(
            group ->
                group.forEach(
                    check -> {
                      table.row(check.subject(), check.found());
                      marks.add(mark(terminal, check.status()));
                      checks.add(check);
                    }));
    List<String> lines = table.lines();
    int row = 0;
    for (Map.Entry<String, List<Check>> group : groups.entrySet()) {
      terminal.line(terminal.bold(group.getKey()));
      for (int i = 0; i < group.getValue().size(); i++, row++) {
        terminal.line("  " + marks.get(row) + "  " + lines.get(row));
        if (!checks.get(row).advice().isEmpty()) {
          terminal.line("      -> " + checks.get(row).advice());
        }
      }
    }
    terminal.line("");
    terminal.line(
        String.format(
            Locale.ROOT,
            "%d OK, %d not there, %d could be better, %d broken",
            counts.getOrDefault(Status.OK, 0L),
            counts.getOrDefault(Status.ABSENT, 0L),
            counts.getOrDefault(Status.WARNING, 0L),
            counts.getOrDefault(Status.FAILED, 0L)));
  }

  private static String mark(Terminal terminal, Status status) {
    return switch (status) {
      case OK -> terminal.green("OK");
      case ABSENT -> terminal.faint("--");
      case WARNING -> terminal.yellow("!!");
      case FAILED -> terminal.red("XX");
    };
  }

  private static JsonObject json(
      Map<String, List<Check>> groups, Map<Status, Long> counts, int exitCode) {
    JsonArray checks = new JsonArray();
    groups.forEach(
        (group, members) ->
            members.forEach(
                check ->
                    checks.add(
                        new JsonObject()
                            .put("group", group)
                            .put("subject", check.subject())
                            .put("status", check.status().name().toLowerCase(Locale.ROOT))
                            .put("found", check.found())
                            .put("advice", check.advice()))));
    JsonObject report = new JsonObject().put("checks", checks);
    for (Status status : Status.values()) {
      report.put(status.name().toLowerCase(Locale.ROOT), counts.getOrDefault(status, 0L));
    }
    return report.put("exit", exitCode);
  }
}
