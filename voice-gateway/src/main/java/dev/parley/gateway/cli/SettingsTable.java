package dev.parley.gateway.cli;

import dev.parley.adapter.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The settings, for people. Made from the schema, so that it can't be out of date. */
final class SettingsTable {
  private SettingsTable() {}

  /** For the README. */
  static String markdown(Collection<Setting> settings) {
    StringBuilder table =
        new StringBuilder("| setting | default | environment | meaning |\n|---|---|---|---|\n");
    for (Setting s : settings) {
      table.append(
          "| `%s` | %s | `%s` | %s |\n"
              .formatted(s.key(), code(s.defaultValue()), s.environmentName(), cell(meaning(s))));
    }
    return table.toString();
  }

  /** For {@code --help}. */
  static String plain(Collection<Setting> settings, int columns) {
    List<String> lines = new ArrayList<>();
    for (Setting s : settings) {
      String value = s.defaultValue().isEmpty() ? "" : " = " + s.defaultValue();
      lines.add("  " + s.key() + value + "   (" + s.environmentName() + ")");
      lines.addAll(wrapped(meaning(s), columns, "      "));
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String meaning(Setting s) {
    return switch (s.kind()) {
      case CHOICE -> s.help() + " One of " + String.join(", ", s.choices()) + ".";
      case INTEGER -> s.help() + " " + s.min() + " to " + s.max() + ".";
      case SECRET -> s.help() + " Secret: environment only.";
      case TEXT, ADDRESS, URL, PATH -> s.help();
    };
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static List<String> wrapped(String text, int columns, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      if (line.length() > indent.length() && line.length() + word.length() >= columns) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
