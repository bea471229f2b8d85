package dev.parley.stt.sphinx;

import dev.parley.stt.sphinx.DomainDictionary.NumberedWord;
import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.linguist.WordSearchState;
import edu.cmu.sphinx.util.LogMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search over the shared graph. Mutable, used by one thread at a time; reusable utterance after
 * utterance.
 */
final class Decoder {
  /**
   * @param tokens kept a frame
   * @param relative worst token kept, as a share of the best
   */
  record Beam(int tokens, double relative) {}

  private static final int WORD_TOKENS = 200;
  private static final double WORD_RELATIVE = 1e-40;
  private static final float LOOKAHEAD_FRAMES = 1.7f;

  private final FrameFeed feed;
  private final SimpleActiveListManager active;
  private final WordPruningBreadthFirstSearchManager search;
  private final float toNatural = LogMath.getLogMath().logToLn(1f);
  private float[] noise = new float[512];
  private int frames;

  Decoder(SphinxModel model, Beam beam) {
    this.feed = new FrameFeed(new PtmScores(model.acoustics()));
    ActiveListFactory states = new PartitionActiveListFactory(beam.tokens(), beam.relative());
    ActiveListFactory words = new PartitionActiveListFactory(WORD_TOKENS, WORD_RELATIVE);
    // by the order of Sphinx's lexical tree: HMM ends, words, sentence ends, word-end units, units,
    // HMM states
    List<ActiveListFactory> lists = List.of(states, words, words, states, states, states);
    this.active = new SimpleActiveListManager(lists, false);
    this.search =
        new WordPruningBreadthFirstSearchManager(
            new SharedGraph(model.graph()),
            new SimplePruner(),
            feed,
            active,
            false,
            beam.relative(),
            0,
            false,
            false,
            0,
            LOOKAHEAD_FRAMES,
            true);
    search.allocate();
  }

  void start() {
    frames = 0;
    search.startRecognition();
  }

  void frame(float[] features) {
    feed.put(features, frames);
    if (frames == noise.length) {
      noise = Arrays.copyOf(noise, frames * 2);
    }
    noise[frames] = feed.scores().noise() * toNatural;
    search.recognize(1);
    frames++;
  }

  /** How many frames were decoded since the start. */
  int frames() {
    return frames;
  }

  /** The best so far, wherever in a word it is; the unfinished word is not in it. */
  Hypothesis best() {
    return trace(active.getEmittingList().getBestToken());
  }

  /** The best that may end here; if none may, the best so far. */
  Hypothesis finish() {
    Token best = null;
    for (Token token : search.getResultList()) {
      if (best == null || token.getScore() > best.getScore()) {
        best = token;
      }
    }
    search.stopRecognition();
    return best == null ? best() : trace(best);
  }

  private Hypothesis trace(@Nullable Token last) {
    List<Hypothesis.Spoken> words = new ArrayList<>();
    float[] scores = new float[frames];
    boolean[] spoken = new boolean[frames];
    Token word = null;
    for (Token token = last; token != null; token = token.getPredecessor()) {
      if (token.isEmitting() && token.getData() != null) {
        int frame = (int) (token.getCollectTime() / Cepstra.FRAME_MILLIS) - 1;
        scores[frame] = token.getAcousticScore() * toNatural;
      }
      if (token.isWord()) {
        add(word, token, words, spoken);
        word = token;
      }
    }
    Collections.reverse(words);
    return new Hypothesis(words, scores, Arrays.copyOf(noise, frames), spoken);
  }

  private static void add(
      @Nullable Token word, Token before, List<Hypothesis.Spoken> words, boolean[] spoken) {
    if (word == null) {
      return;
    }
    var entry =
        (NumberedWord) ((WordSearchState) word.getSearchState()).getPronunciation().getWord();
    if (entry.isFiller()) {
      return;
    }
    int start = (int) Math.max(0, before.getCollectTime()) / Cepstra.FRAME_MILLIS;
    int end = (int) word.getCollectTime() / Cepstra.FRAME_MILLIS;
    Arrays.fill(spoken, start, end, true);
    words.add(new Hypothesis.Spoken(entry.getSpelling(), entry.number, start, end));
  }
}
