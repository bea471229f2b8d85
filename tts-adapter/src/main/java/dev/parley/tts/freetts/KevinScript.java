package dev.parley.tts.freetts;

import dev.parley.tts.text.Break;
import dev.parley.tts.text.SpokenText;
import dev.parley.tts.text.SpokenWord;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A piece in FreeTTS's spelling: ASCII words with one blank between, the punctuation it knows.
 * Words it has no letters for are left out.
 *
 * @param text what FreeTTS is given; its n-th token is the n-th entry of {@code words}
 * @param words for each token, the index of its word in the piece
 */
record KevinScript(String text, List<Integer> words) {
  private static final Pattern NOT_SPEAKABLE = Pattern.compile("[^A-Za-z']");

  KevinScript {
    words = List.copyOf(words);
  }

  static KevinScript of(SpokenText piece) {
    StringBuilder text = new StringBuilder();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < piece.words().size(); i++) {
      SpokenWord word = piece.words().get(i);
      String spelling = spelling(word.text());
      if (!spelling.isEmpty()) {
        text.append(text.isEmpty() ? "" : " ").append(spelling).append(word.after().mark());
        indices.add(i);
      }
    }
    if (piece.ending() == Break.NONE && !text.isEmpty()) {
      // else the last words of a clause that goes on would fall like the end of a sentence
      text.append(',');
    }
    return new KevinScript(text.toString(), indices);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  private static String spelling(String word) {
    if (word.equals("A")) {
      return "ay"; // the letter, not the article
    }
    String ascii = // NFKD parts letters from accents
        NOT_SPEAKABLE
            .matcher(Normalizer.normalize(word.replace('\u2019', '\''), Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    return ascii.chars().allMatch(c -> c == '\'') ? "" : KevinLexicon.respell(ascii);
  }
}
