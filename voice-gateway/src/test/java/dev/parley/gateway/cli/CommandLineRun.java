package dev.parley.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One run of the command line in this process. */
record CommandLineRun(int exitCode, String out, String err) {
  static CommandLineRun of(String... args) {
    return of(Parley.commandLine(), args);
  }

  static CommandLineRun of(CommandLine line, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }

  List<String> outLines() {
    return out.lines().toList();
  }
}
