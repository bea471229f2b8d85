package dev.parley.gateway.cli;

import dev.parley.adapter.UserError;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.proof.ProofCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./parley verify-disclosure}: what a caller heard of the disclosure, and whether it can be
 * believed.
 */
@Command(
    name = "verify-disclosure",
    description = {
      "Check the logs of calls in proof.dir: that no line was changed, dropped, added or moved, and that the"
          + " gateway signed each; and tell what the caller heard of the disclosure.",
      "The form of a log, and how to check it without Parley: docs/proof.md."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 all are good, 1 one is not, 2 one could not be read."})
final class VerifyDisclosureCommand implements Callable<Integer> {
  private static final String KEY_FILE = "signing-key.pub.pem";

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE.jsonl", description = "logs of calls")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--key",
      paramLabel = "FILE.pem",
      description = "the gateway's public key; default: " + KEY_FILE + " one folder above the log")
  private @Nullable Path key;

  @Option(names = "--json", description = "print one JSON object a log")
  private boolean json;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.of(spec);
    boolean allGood = true;
    for (Path file : files) {
      ProofCheck check = check(file);
      allGood &= check.isGood();
      if (json) {
        terminal.line(toJson(file, check).encode());
      } else {
        print(terminal, file, check);
      }
    }
    return allGood ? 0 : 1;
  }

  private ProofCheck check(Path file) {
    try {
      return ProofCheck.of(file, keyFor(file));
    } catch (IOException e) {
      throw new UserError("the log " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private PublicKey keyFor(Path file) {
    Path given = key;
    if (given != null) {
      return ProofCheck.key(given);
    }
    Path day = file.toAbsolutePath().getParent();
    Path beside = day == null ? null : day.resolveSibling(KEY_FILE);
    if (beside == null || !Files.exists(beside)) {
      throw new UserError("no public key beside " + file + "; name it with --key");
    }
    return ProofCheck.key(beside);
  }

  private static void print(Terminal terminal, Path file, ProofCheck check) {
    if (check.isGood()) {
      terminal.line(file + ": good, " + check.entries().size() + " entries");
    } else {
      terminal.line(file + ": line " + check.badLine() + ": " + check.problem());
    }
    for (JsonObject entry : check.entries()) {
      terminal.line(
          "  "
              + entry.getString("at")
              + "  "
              + entry.getString("type")
              + "  "
              + told(entry.getString("type"), entry.getJsonObject("what")));
    }
  }

  private static String told(String type, JsonObject what) {
    if (!type.equals("heard") || !(what.getValue("ofMs") instanceof Number)) {
      return what.encode();
    }
    String clip = what.getString("clip", "");
    return String.format(
        Locale.ROOT,
        "%,d of %,d ms of the disclosure in '%s', %s",
        what.getLong("heardMs"),
        what.getLong("ofMs"),
        what.getString("language"),
        Clips.load().all().stream().map(Clip::sha256).anyMatch(clip::equals)
            ? "which is this program's: " + text(clip)
            : "a clip that is not this program's, SHA-256 " + clip);
  }

  private static String text(String clip) {
    return Clips.load().all().stream()
        .filter(c -> c.sha256().equals(clip))
        .map(Clip::text)
        .findFirst()
        .orElse("");
  }

  private static JsonObject toJson(Path file, ProofCheck check) {
    JsonObject out = new JsonObject().put("file", file.toString()).put("good", check.isGood());
    if (!check.isGood()) {
      out.put("line", check.badLine()).put("problem", check.problem());
    }
    return out.put("entries", new JsonArray(check.entries()));
  }
}
