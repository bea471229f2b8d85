package dev.parley.tts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From text as written to words as said. */
public final class TextPreparation {
  private static final Pattern WORD = Pattern.compile("([\\p{L}']+)([.,?!;:]?)");

  private TextPreparation() {}

  public static SpokenText prepare(String text) {
    List<SpokenWord> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      Break after =
          switch (word.group(2)) {
            case "." -> Break.SENTENCE;
            case "?" -> Break.QUESTION;
            case "!" -> Break.EXCLAMATION;
            case "" -> Break.NONE;
            default -> Break.COMMA;
          };
      words.add(new SpokenWord(word.group(1), word.start(1), word.end(1), after));
    }
    return new SpokenText(words);
  }
}
