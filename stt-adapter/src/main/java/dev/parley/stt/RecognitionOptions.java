package dev.parley.stt;

import java.util.List;

/**
 * @param language BCP 47
 * @param hints likely words; may be ignored
 * @param partials whether partial transcripts are wanted
 */
public record RecognitionOptions(String language, List<String> hints, boolean partials) {
  public RecognitionOptions {
    hints = List.copyOf(hints);
  }
}
