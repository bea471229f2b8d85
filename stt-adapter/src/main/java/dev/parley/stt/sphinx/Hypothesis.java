package dev.parley.stt.sphinx;

import java.util.List;

/** What a search found. Immutable. */
final class Hypothesis {
  /**
   * A word in its place.
   *
   * @param number in the trigram
   * @param startFrame inclusive
   * @param endFrame exclusive
   */
  record Spoken(String text, int number, int startFrame, int endFrame) {}

  private final List<Spoken> words;
  private final float[] pathScores;
  private final float[] noiseScores;
  private final boolean[] spoken;

  Hypothesis(List<Spoken> words, float[] pathScores, float[] noiseScores, boolean[] spoken) {
    this.words = List.copyOf(words);
    this.pathScores = pathScores;
    this.noiseScores = noiseScores;
    this.spoken = spoken;
  }

  /** In order, without silence and noise. */
  List<Spoken> words() {
    return words;
  }

  int frames() {
    return pathScores.length;
  }

  /** Natural log likelihood of a frame on the path. */
  float pathScore(int frame) {
    return pathScores[frame];
  }

  /** Natural log likelihood of a frame as the likeliest sound of silence and noise. */
  float noiseScore(int frame) {
    return noiseScores[frame];
  }

  /** true if the frame belongs to a word. */
  boolean isSpoken(int frame) {
    return spoken[frame];
  }
}
