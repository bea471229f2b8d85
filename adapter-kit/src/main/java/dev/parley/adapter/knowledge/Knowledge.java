package dev.parley.adapter.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parley.adapter.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small domain of questions and answers, read from YAML.
 *
 * @param name of the domain, for people: "hotel"
 * @param facts what can be asked and answered
 * @param phrases further things callers say in this domain that are no questions: answers to a
 *     question back ("for two people", "today", "two thirty p m"), small talk, corrections; with
 *     {class} slots
 * @param classes lists of words or phrases that stand for a {slot} in questions and phrases:
 *     {number}, {day}, {hour}; they hold no slots themselves
 */
public record Knowledge(
    String name, List<Fact> facts, List<String> phrases, Map<String, List<String>> classes) {

  /**
   * @param id unique, words joined by '-'
   * @param topic what a follow-up ("and for two people?") refers back to; facts of one topic belong
   *     together
   * @param questions variants as callers say them: lower case, no punctuation, numbers in words,
   *     may hold {class} slots
   * @param answer one or more sentences, ready to be spoken
   */
  public record Fact(String id, String topic, List<String> questions, String answer) {
    public Fact {
      questions = questions == null ? List.of() : List.copyOf(questions);
    }
  }

  public Knowledge {
    facts = facts == null ? List.of() : List.copyOf(facts);
    phrases = phrases == null ? List.of() : List.copyOf(phrases);
    classes = classes == null ? Map.of() : Map.copyOf(classes);
  }

  /** The given file, or the built-in hotel. */
  public static Knowledge load(Optional<Path> file) {
    String source = file.map(Path::toString).orElse("built-in hotel");
    try (InputStream in = open(file.orElse(null))) {
      Knowledge knowledge =
          YAMLMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build()
              .readValue(in, Knowledge.class);
      List<String> problems = new KnowledgeCheck(knowledge).problems();
      if (!problems.isEmpty()) {
        throw new UserError("knowledge " + source + ": " + String.join("; ", problems));
      }
      return knowledge;
    } catch (JsonProcessingException e) {
      throw new UserError(
          "knowledge "
              + source
              + " is not as expected at line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new UserError(
          "cannot read knowledge "
              + source
              + " ("
              + e.getClass().getSimpleName()
              + "); check knowledge.file",
          e);
    }
  }

  private static InputStream open(@Nullable Path file) throws IOException {
    if (file != null) {
      return Files.newInputStream(file);
    }
    InputStream in = Knowledge.class.getResourceAsStream("hotel.yaml");
    if (in == null) {
      throw new IllegalStateException("hotel.yaml is missing from the class path");
    }
    return in;
  }
}
