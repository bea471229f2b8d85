package dev.parley.gateway.policy;

import dev.parley.adapter.UserError;
import dev.parley.adapter.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The rules that a call is held by: those of all places it may be in, the strictest of each kind.
 * What the program does in every call is not up to it.
 */
public final class Policy {
  private static final List<String> OWN_FILES =
      List.of(
          "cn.json",
          "eu.json",
          "in.json",
          "uk.json",
          "us-ca.json",
          "us-co.json",
          "us-companions.json",
          "us-il.json",
          "us-me.json",
          "us-ny.json",
          "us-recording.json",
          "us-ut.json",
          "us.json");

  private static final String REPEAT = "repeat_minutes";
  private static final String REMIND = "remind_minutes";
  private static final String CONSENT = "consent_to_keep_words";

  // said a little before its time, as the answer under way comes first: 10 of 180 minutes
  private static final double OF_REPEAT = 17 / 18.0;
  private static final long MAX_FILE_BYTES = 1 << 20;
  private static final int MOST_FILES = 1_000;

  private final List<String> places;
  private final List<String> unknown;
  private final List<Rule> rules;
  private final String sha256;

  private Policy(List<String> places, List<String> unknown, List<PolicyFile> files) {
    this.places = List.copyOf(places);
    this.unknown = List.copyOf(unknown);
    this.rules = files.stream().flatMap(f -> f.rules().stream()).toList();
    StringBuilder listing = new StringBuilder();
    files.forEach(f -> listing.append(f.sha256()).append("  ").append(f.name()).append('\n'));
    this.sha256 = Sha256.of(listing.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Where nobody knows where callers are: the strictest of everywhere. */
  public static Policy everywhere() {
    return of("", Optional.empty());
  }

  /**
   * @param places jurisdictions such as "eu, us-ny", separated by commas; with none, or one of
   *     which no file speaks, the rules of everywhere
   * @param folder of further files; their rules add to these
   * @throws UserError when a file can't be read or doesn't fit the schema
   */
  public static Policy of(String places, Optional<Path> folder) {
    List<PolicyFile> all = new ArrayList<>(OWN_FILES.stream().map(PolicyFile::own).toList());
    folder.ifPresent(dir -> all.addAll(read(dir)));
    List<String> named =
        Arrays.stream(places.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(place -> !place.isEmpty())
            .distinct()
            .sorted()
            .toList();
    List<String> unknown =
        named.stream().filter(place -> all.stream().noneMatch(f -> f.appliesIn(place))).toList();
    boolean anywhere = named.isEmpty() || !unknown.isEmpty();
    return new Policy(
        named,
        unknown,
        all.stream().filter(f -> anywhere || named.stream().anyMatch(f::appliesIn)).toList());
  }

  private static List<PolicyFile> read(Path dir) {
    try (Stream<Path> listed = Files.list(dir)) {
      List<PolicyFile> files = new ArrayList<>();
      for (Path file :
          listed
              .filter(path -> path.toString().endsWith(".json"))
              .sorted()
              .limit(MOST_FILES)
              .toList()) {
        if (Files.size(file) > MAX_FILE_BYTES) {
          throw new UserError("the policy file " + file + " is larger than 1 MiB");
        }
        files.add(PolicyFile.read(file.toString(), Files.readAllBytes(file)));
      }
      return files;
    } catch (IOException e) {
      throw new UserError(
          "the policy files in " + dir + " can't be read, check the folder: " + e, e);
    }
  }

  /** As given, in order; empty = everywhere. */
  public List<String> places() {
    return places;
  }

  /** Those of {@link #places} that no file speaks of. */
  public List<String> unknown() {
    return unknown;
  }

  public List<Rule> rules() {
    return rules;
  }

  /**
   * SHA-256 of the list of its files, in order: a line each, of the file's own SHA-256, two spaces
   * and its name.
   */
  public String sha256() {
    return sha256;
  }

  /**
   * How long after the disclosure was heard it is to be said again; empty = no rule asks for it.
   *
   * @param isShown whether the caller can see all the time that they talk to a machine
   */
  public Optional<Duration> repeatAfter(boolean isShown) {
    OptionalLong repeat = least(REPEAT);
    OptionalLong remind = isShown ? OptionalLong.empty() : least(REMIND);
    Duration repeated =
        Duration.ofSeconds(
            repeat.isPresent() ? Math.round(repeat.getAsLong() * 60 * OF_REPEAT) : 0);
    Duration reminded = Duration.ofMinutes(remind.orElse(0));
    return Stream.of(repeated, reminded).filter(Duration::isPositive).min(Duration::compareTo);
  }

  private OptionalLong least(String name) {
    return rules.stream()
        .map(rule -> rule.requires().get(name))
        .filter(Number.class::isInstance)
        .mapToLong(minutes -> ((Number) minutes).longValue())
        .min();
  }

  /** Whether words of a call are kept only when the caller said yes to it; a notice won't do. */
  public boolean asksConsent() {
    return rules.stream().anyMatch(rule -> rule.requires().containsKey(CONSENT));
  }
}
