package dev.parley.tts.text;

import java.util.ArrayList;
import java.util.List;

/** Text as it is to be said: plain words and the breaks between them, nothing else. */
public record SpokenText(List<SpokenWord> words) {
  public SpokenText {
    words = List.copyOf(words);
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /** The break after the last word. */
  public Break ending() {
    return words.isEmpty() ? Break.NONE : words.get(words.size() - 1).after();
  }

  /** Words and punctuation, as a reader would write them. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (SpokenWord word : words) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(word.text()).append(word.after().mark());
    }
    return text.toString();
  }

  /**
   * Pieces that can be synthesised one after the other: a sentence each; a sentence that is too
   * long is cut, at a comma if one is in its second half. What comes from one place ("$12.50")
   * stays together where it fits.
   */
  public List<SpokenText> pieces(int maxWords, int maxChars) {
    List<SpokenText> pieces = new ArrayList<>();
    List<SpokenWord> piece = new ArrayList<>();
    int chars = 0;
    for (SpokenWord word : words) {
      if (!piece.isEmpty()
          && (piece.size() >= maxWords || chars + word.text().length() > maxChars)) {
        int cut = cut(piece, word);
        pieces.add(new SpokenText(piece.subList(0, cut)));
        piece = new ArrayList<>(piece.subList(cut, piece.size()));
        chars = piece.stream().mapToInt(w -> w.text().length() + 1).sum();
      }
      piece.add(word);
      chars += word.text().length() + 1;
      if (word.after().endsSentence()) {
        pieces.add(new SpokenText(piece));
        piece = new ArrayList<>();
        chars = 0;
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(new SpokenText(piece));
    }
    return List.copyOf(pieces);
  }

  private static int cut(List<SpokenWord> piece, SpokenWord next) {
    for (int i = piece.size(); i > piece.size() / 2; i--) {
      if (piece.get(i - 1).after() != Break.NONE) {
        return i;
      }
    }
    SpokenWord following = next;
    for (int i = piece.size(); i > piece.size() / 2; i--) {
      if (!piece.get(i - 1).sharesOriginWith(following)) {
        return i;
      }
      following = piece.get(i - 1);
    }
    return piece.size();
  }
}
