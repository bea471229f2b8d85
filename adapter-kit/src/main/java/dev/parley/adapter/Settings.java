package dev.parley.adapter;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force: defaults, then one file, then the environment, then the command line,
 * the later one winning. Everything is checked when it is loaded; all problems are reported
 * together.
 */
public final class Settings {
  /** Looked for in the working folder when no file is named. */
  public static final String DEFAULT_FILE = "parley.properties";

  /**
   * Every part reads the same file; a part that runs alone passes over what is meant for the
   * others.
   */
  private static final List<String> PARTS =
      List.of("gateway", "history", "turn", "stt", "llm", "tts");

  private record Value(String text, String origin) {}

  private final Map<String, Setting> schema;
  private final Map<String, Value> values;

  private Settings(Map<String, Setting> schema, Map<String, Value> values) {
    this.schema = schema;
    this.values = values;
  }

  /**
   * @param file null = {@value #DEFAULT_FILE} if there is one
   * @param overrides from the command line, by key
   */
  public static Settings load(
      Collection<Setting> known,
      @Nullable Path file,
      Map<String, String> environment,
      Map<String, String> overrides) {
    Map<String, Setting> schema = new LinkedHashMap<>();
    for (Setting s : known) {
      Setting before = schema.put(s.key(), s);
      if (before != null && !before.equals(s)) {
        throw new IllegalStateException("two settings are named " + s.key());
      }
    }
    List<String> problems = new ArrayList<>();
    Map<String, Value> values = new HashMap<>();
    readFile(schema, file, values, problems);
    readEnvironment(schema, environment, values, problems);
    overrides.forEach(
        (key, text) -> {
          if (!schema.containsKey(key)) {
            problems.add("command line: " + unknown(key, schema.keySet()));
          } else {
            values.put(key, new Value(text, "command line"));
          }
        });
    for (Map.Entry<String, Value> e : values.entrySet()) {
      Setting setting = schema.get(e.getKey());
      if (setting != null) {
        complaint(setting, e.getValue().text())
            .ifPresent(c -> problems.add(e.getValue().origin() + ": " + setting.key() + " " + c));
      }
    }
    if (!problems.isEmpty()) {
      throw new UserError("configuration: " + String.join("; ", problems));
    }
    return new Settings(schema, values);
  }

  /** Defaults with some values set; for tests and embedding. */
  public static Settings of(Collection<Setting> known, Map<String, String> values) {
    return load(known, Path.of("/dev/null"), Map.of(), values);
  }

  public Collection<Setting> schema() {
    return schema.values();
  }

  public String text(Setting setting) {
    if (!setting.equals(schema.get(setting.key()))) {
      throw new IllegalArgumentException("not a setting of this program: " + setting.key());
    }
    Value value = values.get(setting.key());
    return value == null ? setting.defaultValue() : value.text();
  }

  public int integer(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  /** Empty when the setting is. */
  public Optional<Path> path(Setting setting) {
    String text = text(setting);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        text.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), text.substring(2))
            : Path.of(text));
  }

  /**
   * Where the value comes from, for messages: "default", "parley.properties line 3",
   * "PARLEY_STT_ENGINE".
   */
  public String origin(Setting setting) {
    Value value = values.get(setting.key());
    return value == null ? "default" : value.origin();
  }

  public boolean isSet(Setting setting) {
    return values.containsKey(setting.key());
  }

  private static void readFile(
      Map<String, Setting> schema,
      @Nullable Path named,
      Map<String, Value> values,
      List<String> problems) {
    Path file = named == null ? Path.of(DEFAULT_FILE) : named;
    if (named == null && !Files.exists(file)) {
      return;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      problems.add("cannot read " + file + " (" + e.getClass().getSimpleName() + ")");
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String origin = file.getFileName() + " line " + (i + 1);
      int equals = line.indexOf('=');
      if (equals < 0) {
        problems.add(origin + ": expected 'key = value', found '" + line + "'");
        continue;
      }
      String key = line.substring(0, equals).strip();
      Setting setting = schema.get(key);
      if (setting == null) {
        if (!isForAnotherPart(key, '.', schema)) {
          problems.add(origin + ": " + unknown(key, schema.keySet()));
        }
      } else if (setting.kind() == Setting.Kind.SECRET) {
        problems.add(
            origin
                + ": "
                + key
                + " is a secret; remove it here and set "
                + setting.environmentName()
                + " instead");
      } else {
        values.put(key, new Value(line.substring(equals + 1).strip(), origin));
      }
    }
  }

  private static void readEnvironment(
      Map<String, Setting> schema,
      Map<String, String> environment,
      Map<String, Value> values,
      List<String> problems) {
    Map<String, Setting> byName = new HashMap<>();
    schema.values().forEach(s -> byName.put(s.environmentName(), s));
    environment.forEach(
        (name, text) -> {
          if (!name.startsWith("PARLEY_") || isForStartScript(name)) {
            return;
          }
          Setting setting = byName.get(name);
          if (setting == null) {
            String key = name.substring("PARLEY_".length()).toLowerCase(Locale.ROOT);
            if (isForAnotherPart(key, '_', schema)) {
              return;
            }
            problems.add("environment: " + unknown(name, byName.keySet()));
          } else {
            values.put(setting.key(), new Value(text.strip(), name));
          }
        });
  }

  private static boolean isForStartScript(String name) {
    return name.startsWith("PARLEY_JAVA")
        || name.equals("PARLEY_NO_BUILD")
        || name.equals(LogFormat.VARIABLE);
  }

  private static boolean isForAnotherPart(String key, char separator, Map<String, Setting> schema) {
    int end = key.indexOf(separator);
    String part = end < 0 ? key : key.substring(0, end);
    return PARTS.contains(part)
        && schema.keySet().stream().noneMatch(known -> known.startsWith(part + "."));
  }

  private static String unknown(String name, Collection<String> known) {
    String nearest = null;
    int best = 1 + name.length() / 3;
    for (String candidate : known) {
      int distance = editDistance(name, candidate);
      if (distance <= best) {
        best = distance;
        nearest = candidate;
      }
    }
    return "unknown setting '"
        + name
        + "'"
        + (nearest == null
            ? " (./parley serve --help lists them)"
            : "; did you mean '" + nearest + "'?");
  }

  private static Optional<String> complaint(Setting setting, String text) {
    String found = "', found '" + text + "'";
    return switch (setting.kind()) {
      case TEXT, PATH, SECRET -> Optional.empty();
      case CHOICE ->
          setting.choices().contains(text)
              ? Optional.empty()
              : Optional.of(
                  "must be one of "
                      + String.join(", ", setting.choices())
                      + ", found '"
                      + text
                      + "'");
      case INTEGER -> {
        try {
          int number = Integer.parseInt(text);
          if (number >= setting.min() && number <= setting.max()) {
            yield Optional.empty();
          }
        } catch (NumberFormatException e) {
          // said below
        }
        yield Optional.of(
            "must be a whole number from '" + setting.min() + "' to '" + setting.max() + found);
      }
      case ADDRESS ->
          text.isEmpty() || text.matches("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:]+\\]:\\d{1,5}")
              ? Optional.empty()
              : Optional.of("must be 'host:port" + found);
      case URL -> {
        try {
          URI uri = URI.create(text);
          if (text.isEmpty()
              || (uri.getHost() != null
                  && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())))) {
            yield Optional.empty();
          }
        } catch (IllegalArgumentException e) {
          // said below
        }
        yield Optional.of("must be an http:// or https:// address, found '" + text + "'");
      }
    };
  }

  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
