package dev.parley.gateway.cli;

import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.policy.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./parley policy}: the rules that calls are held by, where they come from, what follows.
 */
@Command(
    name = "policy",
    description = {
      "Tell which rules on disclosure calls are held by, where each was read and when, and what"
          + " follows from all of them.",
      "Not legal advice: many rules were read on pages about the law, and each says so."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "The gateway's own choice: settings disclosure.jurisdictions and policy-dir."})
final class PolicyCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "JURISDICTION",
      description = "such as eu or us-ny; none = everywhere")
  private List<String> places = List.of();

  @Option(
      names = "--policy-dir",
      paramLabel = "DIR",
      description = "folder of further policy files, *.json")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    Policy policy = Policy.of(String.join(",", places), Optional.ofNullable(folder));
    for (Rule rule : policy.rules()) {
      terminal.line(rule.law() + "  (" + rule.file() + ", " + rule.id() + ")");
      terminal.line("  " + rule.says());
      terminal.line("  requires " + requirements(rule.requires()) + "; " + status(rule));
      terminal.line(
          "  source: "
              + rule.source()
              + (rule.isText() ? ", the text itself" : ", not the text itself")
              + ", checked "
              + rule.checked());
    }
    terminal.line("");
    if (!policy.unknown().isEmpty()) {
      terminal.line(
          "No rules are known for "
              + String.join(", ", policy.unknown())
              + ", so those of everywhere are kept.");
    }
    new TextTable()
        .row(
            "jurisdictions", policy.places().isEmpty() ? "any" : String.join(", ", policy.places()))
        .row("said again, where the caller sees it", after(policy.repeatAfter(true)))
        .row("said again, where they only hear", after(policy.repeatAfter(false)))
        .row("words of a call are kept", policy.asksConsent() ? "after a yes" : "if so configured")
        .row("policy SHA-256", policy.sha256())
        .lines()
        .forEach(terminal::line);
    return 0;
  }

  private static String requirements(Map<String, Object> requires) {
    return new TreeMap<>(requires)
        .entrySet().stream()
            .map(
                e ->
                    Boolean.TRUE.equals(e.getValue())
                        ? e.getKey()
                        : e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String status(Rule rule) {
    return rule.status() + (rule.since().isEmpty() ? "" : " since " + rule.since());
  }

  private static String after(Optional<Duration> time) {
    return time.map(t -> "after " + t.toMinutes() + " minutes")
        .orElse("no rule; the program does after 170 minutes");
  }
}
