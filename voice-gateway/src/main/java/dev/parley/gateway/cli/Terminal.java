package dev.parley.gateway.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where output goes and what may be done there. The start script says which streams are a terminal
 * ({@value #TTY_PROPERTY} = "out err") and how wide it is: Java 21 can't ask.
 */
record Terminal(
    PrintWriter out, PrintWriter err, Liveliness outMode, Liveliness errMode, int columns) {
  static final String TTY_PROPERTY = "parley.tty";
  static final String COLUMNS_PROPERTY = "parley.columns";

  private static final String ESC = "\u001b[";

  /** What a stream can show. */
  enum Liveliness {
    /** Somebody watches: colours, and lines that are rewritten. */
    LIVE,
    /** A file or a pipe: plain lines. */
    PLAIN
  }

  static Terminal of(CommandSpec spec) {
    String tty = System.getProperty(TTY_PROPERTY, "");
    return new Terminal(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        tty.contains("out") ? Liveliness.LIVE : Liveliness.PLAIN,
        tty.contains("err") ? Liveliness.LIVE : Liveliness.PLAIN,
        Math.max(40, Integer.getInteger(COLUMNS_PROPERTY, 80)));
  }

  boolean isLive() {
    return outMode == Liveliness.LIVE;
  }

  /** Whether colours on standard output are welcome. */
  static boolean hasColour() {
    return hasColour("out");
  }

  private static boolean hasColour(String stream) {
    return System.getProperty(TTY_PROPERTY, "").contains(stream)
        && System.getenv("NO_COLOR") == null;
  }

  String bold(String text) {
    return styled("1", text);
  }

  String faint(String text) {
    return styled("2", text);
  }

  String red(String text) {
    return styled("31", text);
  }

  String yellow(String text) {
    return styled("33", text);
  }

  String green(String text) {
    return styled("32", text);
  }

  private String styled(String code, String text) {
    return hasColour() ? ESC + code + "m" + text + ESC + "0m" : text;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Why a command ends without having done what it should. */
  void complain(String text) {
    note(hasColour("err") ? ESC + "31m" + text + ESC + "0m" : text);
  }

  void note(String text) {
    err.println(text);
    err.flush();
  }

  /**
   * Shows text in the current line of the terminal, its end if it is too long; the next call
   * replaces it.
   */
  void rewrite(PrintWriter where, String text) {
    String shown =
        text.length() < columns ? text : "…" + text.substring(text.length() - columns + 2);
    where.print("\r" + ESC + "K" + shown);
    where.flush();
  }

  /** Removes what {@link #rewrite} shows. */
  void erase(PrintWriter where) {
    where.print("\r" + ESC + "K");
    where.flush();
  }
}
