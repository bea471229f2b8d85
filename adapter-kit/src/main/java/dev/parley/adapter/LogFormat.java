package dev.parley.adapter;

import java.util.Map;

/** How log lines look. Known before the first class that logs is loaded, so not a setting. */
public final class LogFormat {
  /** The environment variable: {@code text} or {@code json}. */
  public static final String VARIABLE = "PARLEY_LOG_FORMAT";

  /** Read by logback.xml. */
  private static final String PROPERTY = "parley.log.format";

  private LogFormat() {}

  /**
   * @throws UserError for a format that there is not
   */
  public static void choose(Map<String, String> environment) {
    String format = environment.getOrDefault(VARIABLE, "text");
    if (!format.equals("text") && !format.equals("json")) {
      throw new UserError(VARIABLE + " must be one of text, json, found '" + format + "'");
    }
    System.setProperty(PROPERTY, format);
  }
}
