package dev.parley.stt.sphinx;

import dev.parley.adapter.knowledge.Knowledge;
import edu.cmu.sphinx.linguist.HMMSearchState;
import edu.cmu.sphinx.linguist.SearchGraph;
import edu.cmu.sphinx.linguist.SearchState;
import edu.cmu.sphinx.linguist.SearchStateArc;
import edu.cmu.sphinx.linguist.WordSearchState;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acoustic model, trigram and search graph, loaded once and shared by all decoders. Nothing in it
 * changes once the constructor has returned: Sphinx expands its graph when a node is first visited,
 * so every node is visited here, by one thread.
 */
final class SphinxModel {
  private static final Logger log = LoggerFactory.getLogger(SphinxModel.class);

  private static final double WORD_INSERTION = 0.1;
  private static final double SILENCE_INSERTION = 0.1;
  private static final double FILLER_INSERTION = 1e-2;
  private static final float LANGUAGE_WEIGHT = 8;

  private final PtmModel acoustics;
  private final Trigram trigram;
  private final SearchGraph graph;

  private SphinxModel(Trigram trigram, Pronunciations pronunciations) {
    this.trigram = trigram;
    UnitManager units = new UnitManager();
    PtmLoader loader = new PtmLoader(units);
    LexTreeLinguist linguist =
        new LexTreeLinguist(
            new TiedStateAcousticModel(loader, units, true),
            units,
            new TrigramLanguageModel(trigram),
            new DomainDictionary(trigram.words(), pronunciations, units),
            false,
            true,
            WORD_INSERTION,
            SILENCE_INSERTION,
            FILLER_INSERTION,
            1.0,
            LANGUAGE_WEIGHT,
            true,
            false,
            1f,
            0);
    try {
      // the dictionary needs the acoustic model's units with their own marks
      loader.load();
      linguist.allocate();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.acoustics = loader.model();
    this.graph = linguist.getSearchGraph();
    visitAll(graph.getInitialState());
  }

  /** Builds the model of a domain; words that nobody can say are reported once and left out. */
  static SphinxModel load(Knowledge knowledge) {
    List<DomainSentences.Sentence> sentences = DomainSentences.of(knowledge);
    Set<String> vocabulary = new HashSet<>();
    sentences.forEach(s -> vocabulary.addAll(s.words()));
    Pronunciations pronunciations = new Pronunciations(vocabulary);
    if (!pronunciations.missing().isEmpty()) {
      log.warn(
          "knowledge {}: no pronunciation known for {}; sentences with these words can't be"
              + " recognised, write them otherwise",
          knowledge.name(),
          String.join(", ", pronunciations.missing()));
    }
    Trigram.Counts counts = new Trigram.Counts();
    sentences.stream()
        .filter(s -> s.words().stream().noneMatch(pronunciations.missing()::contains))
        .forEach(s -> counts.add(s.words(), s.weight()));
    return new SphinxModel(counts.model(), pronunciations);
  }

  PtmModel acoustics() {
    return acoustics;
  }

  Trigram trigram() {
    return trigram;
  }

  SearchGraph graph() {
    return graph;
  }

  private static void visitAll(SearchState initial) {
    IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
    ArrayDeque<SearchState> open = new ArrayDeque<>();
    open.add(initial);
    while (!open.isEmpty()) {
      SearchState state = open.remove();
      boolean first = true;
      for (SearchStateArc arc : state.getSuccessors()) {
        SearchState next = arc.getState();
        if (isNew(next, seen)) {
          open.add(next);
        } else if (first && next instanceof WordSearchState) {
          // all words that end here share the node whose contexts this expands
          next.getSuccessors();
        }
        first = false;
      }
    }
  }

  /** A node's HMM states count apart; word histories don't. */
  private static boolean isNew(SearchState state, IdentityHashMap<Object, Integer> seen) {
    int bit = state instanceof HMMSearchState hmm ? 2 << hmm.getHMMState().getState() : 1;
    int before = seen.getOrDefault(state.getLexState(), 0);
    seen.put(state.getLexState(), before | bit);
    return (before & bit) == 0;
  }
}
