package dev.parley.stt.sphinx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the words of the domain are spoken: from the CMU dictionary, and from a short list of our own
 * for what it lacks. Only the words asked for are kept of its 134,000.
 */
final class Pronunciations {
  private static final String CMU = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";
  private static final String OWN = "extra-words.dict";

  private final Map<String, List<List<String>>> variants = new HashMap<>();
  private final NavigableSet<String> missing = new TreeSet<>();

  Pronunciations(Set<String> words) {
    read(CMU, words);
    read(OWN, words);
    missing.addAll(words);
    missing.removeAll(variants.keySet());
  }

  /** Words that can't be recognised because nobody has said how they are spoken. */
  NavigableSet<String> missing() {
    return missing;
  }

  List<List<String>> of(String word) {
    return variants.getOrDefault(word, List.of());
  }

  private void read(String resource, Set<String> words) {
    try (InputStream in = Pronunciations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing; is sphinx4-data on the class path?");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        if (space > 0) {
          // variants are written "a(2) EY"
          int bracket = line.indexOf('(');
          String word = line.substring(0, bracket > 0 && bracket < space ? bracket : space);
          if (words.contains(word)) {
            variants
                .computeIfAbsent(word, w -> new ArrayList<>())
                .add(Arrays.asList(line.substring(space + 1).strip().split(" +")));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
