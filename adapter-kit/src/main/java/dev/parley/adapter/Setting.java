package dev.parley.adapter;

import java.util.List;
import java.util.Locale;

/**
 * One thing that can be configured. The same key is used in the file ({@code stt.engine = whisper})
 * and, upper-cased with a prefix, in the environment ({@code PARLEY_STT_ENGINE}).
 *
 * @param key dotted, lower case, words joined by '-'
 * @param defaultValue as it would stand in the file
 * @param kind what values are allowed
 * @param choices the allowed values of a {@link Kind#CHOICE}, else empty
 * @param min smallest {@link Kind#INTEGER}
 * @param max largest {@link Kind#INTEGER}
 * @param help one sentence with the unit, for the README and {@code --help}
 */
public record Setting(
    String key,
    String defaultValue,
    Kind kind,
    List<String> choices,
    int min,
    int max,
    String help) {

  /** What values a setting takes. */
  public enum Kind {
    TEXT,
    INTEGER,
    CHOICE,
    /** {@code host:port}, or empty. */
    ADDRESS,
    /** http or https, or empty. */
    URL,
    /** A file or folder, or empty; a leading {@code ~/} is the home folder. */
    PATH,
    /** Comes from the environment only, and is never printed. */
    SECRET
  }

  public Setting {
    choices = List.copyOf(choices);
  }

  public static Setting text(String key, String defaultValue, String help) {
    return new Setting(key, defaultValue, Kind.TEXT, List.of(), 0, 0, help);
  }

  public static Setting integer(String key, int defaultValue, int min, int max, String help) {
    return new Setting(
        key, Integer.toString(defaultValue), Kind.INTEGER, List.of(), min, max, help);
  }

  /** The first choice is the default. */
  public static Setting choice(String key, List<String> choices, String help) {
    return new Setting(key, choices.get(0), Kind.CHOICE, choices, 0, 0, help);
  }

  public static Setting address(String key, String defaultValue, String help) {
    return new Setting(key, defaultValue, Kind.ADDRESS, List.of(), 0, 0, help);
  }

  public static Setting url(String key, String defaultValue, String help) {
    return new Setting(key, defaultValue, Kind.URL, List.of(), 0, 0, help);
  }

  public static Setting path(String key, String defaultValue, String help) {
    return new Setting(key, defaultValue, Kind.PATH, List.of(), 0, 0, help);
  }

  public static Setting secret(String key, String help) {
    return new Setting(key, "", Kind.SECRET, List.of(), 0, 0, help);
  }

  /** Name of the environment variable that sets it. */
  public String environmentName() {
    return "PARLEY_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
