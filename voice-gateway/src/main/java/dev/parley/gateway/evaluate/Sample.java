package dev.parley.gateway.evaluate;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recording and what is said in it. */
public record Sample(Path file, String text) {
  /** Lists the recordings of a folder. */
  public static final String LIST = "transcripts.tsv";

  private static final String FORM =
      "expected lines of file, a tab, text, below a header line 'file<TAB>text'";

  public String name() {
    return String.valueOf(file.getFileName());
  }

  /**
   * @throws UserError when the list is missing or not as expected, or names files that aren't there
   */
  public static List<Sample> readAll(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new UserError("no folder " + dir + "; name one with recordings and a " + LIST);
    }
    Path list = dir.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      throw new UserError(dir + " has no " + LIST + "; " + FORM);
    }
    List<String> lines = lines(list);
    if (lines.isEmpty() || !lines.get(0).startsWith("file\ttext")) {
      throw new UserError(
          list
              + " line 1: "
              + FORM
              + ", found '"
              + (lines.isEmpty() ? "" : shorten(lines.get(0)))
              + "'");
    }
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        samples.add(parse(dir, list + " line " + (i + 1), lines.get(i)));
      }
    }
    if (samples.isEmpty()) {
      throw new UserError(list + " names no recordings; " + FORM);
    }
    return samples;
  }

  private static Sample parse(Path dir, String where, String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length < 2 || fields[0].isBlank() || fields[1].isBlank()) {
      throw new UserError(where + ": " + FORM + ", found '" + shorten(line) + "'");
    }
    Path file;
    try {
      file = dir.resolve(fields[0].strip());
    } catch (InvalidPathException e) {
      throw new UserError(where + ": '" + shorten(fields[0]) + "' can't be a file name", e);
    }
    if (!Files.isRegularFile(file)) {
      throw new UserError(where + ": there is no file " + file);
    }
    return new Sample(file, fields[1].strip());
  }

  private static List<String> lines(Path list) {
    try {
      return Files.readAllLines(list, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new UserError(list + " is not UTF-8 text; " + FORM, e);
    } catch (IOException e) {
      throw new UserError("cannot read " + list + " (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  private static String shorten(String line) {
    return line.length() > 60 ? line.substring(0, 60) + "..." : line;
  }
}
