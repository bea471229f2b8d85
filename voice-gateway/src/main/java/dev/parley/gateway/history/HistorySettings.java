package dev.parley.gateway.history;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import java.util.List;

/** What can be configured of the history of calls. */
public final class HistorySettings {
  public static final Setting KEEP_DAYS =
      Setting.integer(
          "history.keep-days",
          30,
          0,
          3650,
          "Days for which figures of calls are kept; 0 = none are.");
  public static final Setting TRANSCRIPTS =
      Setting.choice(
          "history.transcripts",
          List.of("no", "yes"),
          "Keep and show what callers and the bot said, too, of callers who allow it where a rule asks for that; without, only figures.");
  public static final Setting DIR =
      Setting.path(
          "history.dir",
          "~/.parley/history",
          "Folder of the built-in database; each gateway needs its own.");
  public static final Setting URL =
      Setting.text(
          "history.url",
          "",
          "A PostgreSQL instead of the built-in database: jdbc:postgresql://host/database.");
  public static final Setting USER =
      Setting.text("history.user", "", "User of that PostgreSQL, who may create a schema in it.");
  public static final Setting PASSWORD =
      Setting.secret("history.password", "Password of that user.");

  public static List<Setting> all() {
    return List.of(KEEP_DAYS, TRANSCRIPTS, DIR, URL, USER, PASSWORD);
  }

  /** Whether words may be kept and shown. */
  public static boolean transcripts(Settings settings) {
    return settings.text(TRANSCRIPTS).equals("yes");
  }

  private HistorySettings() {}
}
