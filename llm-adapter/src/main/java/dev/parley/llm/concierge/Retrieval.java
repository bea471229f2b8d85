package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge.Fact;
import dev.parley.llm.concierge.FactIndex.Match;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a question can be answered, must be asked back, or is not known. */
final class Retrieval {
  // set on the development half of the held-out questions, see RetrievalQualityTest
  private static final double SURE_SCORE = 0.58;
  private static final double SURE_COVERAGE = 0.55;
  private static final double SURE_MARGIN = 0.03;
  private static final double MAYBE_SCORE = 0.45;
  private static final double MAYBE_COVERAGE = 0.45;
  private static final double ALL = 0.85;
  private static final double SAME_WORDS = 0.8;
  private static final int FOLLOW_UP_TERMS = 3;

  private static final Pattern FOLLOW_UP =
      Pattern.compile(
          "^(and|or|but|what about|how about|then)\\b.*|.*\\b(that|it|there|they)\\b.*");

  private final FactIndex index;

  Retrieval(FactIndex index) {
    this.index = index;
  }

  /** What a question means that stands alone. */
  Verdict find(String text) {
    return verdict(index.search(index.terms(text)), index.terms(text));
  }

  /**
   * What it means after a fact was told: "and on sunday?", "how much is that?".
   *
   * @param before what was asked then
   */
  Verdict find(String text, @Nullable Fact last, String before) {
    Verdict alone = find(text);
    if (last == null) {
      return alone;
    }
    Set<String> terms = index.terms(text);
    boolean saysOfWhat = terms.stream().anyMatch(t -> !index.isFacet(t) && !index.isLight(t));
    if (terms.isEmpty() || terms.size() > FOLLOW_UP_TERMS || (saysOfWhat && !isFollowUp(text))) {
      return alone;
    }
    Match together = together(terms, last, before);
    if (together == null || together.score() < MAYBE_SCORE) {
      return alone;
    }
    if (!saysOfWhat || together.coverage() >= ALL) {
      return new Verdict.Sure(together.fact());
    }
    return alone;
  }

  /** Refers to what was told before. */
  static boolean isFollowUp(String said) {
    return FOLLOW_UP.matcher(said).matches();
  }

  /** The best match of what was said with what it was said of. */
  private @Nullable Match together(Set<String> terms, Fact last, String before) {
    Set<String> withThing = new LinkedHashSet<>(terms);
    withThing.addAll(index.anchor(last));
    Match best = first(withThing, last.topic());
    if (terms.stream().noneMatch(index::isFacet)) {
      Set<String> withFacet = new LinkedHashSet<>(withThing);
      index.terms(before).stream().filter(index::isFacet).forEach(withFacet::add);
      Match second = first(withFacet, last.topic());
      if (second != null && (best == null || second.coverage() >= best.coverage())) {
        return second;
      }
    }
    return best;
  }

  private @Nullable Match first(Set<String> terms, String topic) {
    return index.search(terms).stream()
        .filter(m -> m.fact().topic().equals(topic))
        .findFirst()
        .orElse(null);
  }

  /** Which of the offered facts an answer to the question back picks; null if none. */
  @Nullable Fact pick(String text, List<Fact> offered) {
    List<Match> matches =
        index.search(index.terms(text)).stream()
            .filter(m -> offered.contains(m.fact()) && m.coverage() >= MAYBE_COVERAGE)
            .toList();
    if (matches.isEmpty()
        || (matches.size() > 1 && matches.get(0).score() == matches.get(1).score())) {
      return null;
    }
    return matches.get(0).fact();
  }

  private Verdict verdict(List<Match> matches, Set<String> terms) {
    if (matches.isEmpty()) {
      return new Verdict.NoIdea();
    }
    Match best = matches.get(0);
    // "when is it open?" without a thing, unless a fact is asked for in just these words
    boolean bare =
        best.score() < SAME_WORDS
            && terms.stream().allMatch(t -> index.isFacet(t) || index.isLight(t));
    if (best.score() < MAYBE_SCORE || best.coverage() < MAYBE_COVERAGE || bare) {
      return new Verdict.NoIdea();
    }
    double margin = matches.size() == 1 ? 1 : best.score() - matches.get(1).score();
    boolean near = best.score() >= SURE_SCORE && best.coverage() >= SURE_COVERAGE;
    if (near && margin >= SURE_MARGIN) {
      return new Verdict.Sure(best.fact());
    }
    boolean rival =
        matches.size() > 1
            && margin < 0.15
            && matches.get(1).score() >= MAYBE_SCORE
            && matches.get(1).coverage() >= MAYBE_COVERAGE;
    return new Verdict.Unsure(
        rival ? List.of(best.fact(), matches.get(1).fact()) : List.of(best.fact()));
  }
}
