package dev.parley.llm.concierge;

import dev.parley.adapter.knowledge.Knowledge;
import dev.parley.adapter.knowledge.Knowledge.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/**
 * Finds the facts whose questions are nearest to what was said. Lucene's BM25 picks the candidates;
 * they are then ranked by how much of the question is covered and by how much of the variant is,
 * weighted by rarity, since unlike BM25 that is comparable between questions. Thread-safe.
 */
final class FactIndex implements AutoCloseable {
  /**
   * @param score 0..1 and a little more, how near the best variants are
   * @param coverage 0..1, how much of what was said the fact knows at all
   */
  record Match(Fact fact, double score, double coverage) {}

  private record Entry(
      Fact fact, List<Set<String>> variants, Set<String> questionTerms, Set<String> answerTerms) {}

  private static final String TERMS = "terms";
  private static final String FACT = "fact";
  private static final int CANDIDATES = 100;
  // set on the development half of the held-out questions, see RetrievalQualityTest
  private static final double COVERAGE_SHARE = 0.65;
  private static final double OTHER_VARIANT_CREDIT = 0.7;
  private static final double ANSWER_CREDIT = 0.5;
  // of two facts that fit as well, the one of which more variants do is meant
  private static final double ALIKE_BONUS = 0.015;
  private static final int MAX_ALIKE = 3;
  private static final double LIGHT = 0.3;
  private static final double UNKNOWN = 0.8;
  // among a handful of facts every term is common, and an unknown one would outweigh them all
  private static final int FEW_FACTS = 50;

  private final TermAnalysis analysis = new TermAnalysis();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> factsWithTerm = new HashMap<>();
  private final Set<String> lightTerms = new HashSet<>();
  private final Set<String> facets =
      analysis.terms("askwhen askprice askwhere askfar askmany askkind");
  private final Directory directory = new ByteBuffersDirectory();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  FactIndex(Knowledge knowledge) {
    knowledge.classes().values().stream()
        .filter(FactIndex::isMostlySingleWords)
        .forEach(words -> words.forEach(w -> lightTerms.addAll(analysis.terms(w))));
    lightTerms.addAll(analysis.terms(knowledge.name()));
    for (Fact fact : knowledge.facts()) {
      entries.add(entry(fact));
    }
    for (Entry entry : entries) {
      entry.questionTerms().forEach(t -> factsWithTerm.merge(t, 1, Integer::sum));
    }
    try {
      write();
      reader = DirectoryReader.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    searcher = new IndexSearcher(reader);
  }

  // numbers, hours and days say little of what is asked; kinds of rooms say much
  private static boolean isMostlySingleWords(List<String> words) {
    return words.stream().filter(w -> w.indexOf(' ') < 0).count() * 2 > words.size();
  }

  private Entry entry(Fact fact) {
    List<Set<String>> variants = new ArrayList<>();
    Set<String> all = new HashSet<>();
    for (String question : fact.questions()) {
      Set<String> terms = analysis.terms(question.replaceAll("\\{[a-z_]+}", " "));
      if (!terms.isEmpty()) {
        variants.add(terms);
        all.addAll(terms);
      }
    }
    return new Entry(fact, variants, all, analysis.terms(fact.answer()));
  }

  private void write() throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        for (Set<String> variant : entry.variants()) {
          writer.addDocument(document(i, String.join(" ", variant)));
        }
        writer.addDocument(document(i, String.join(" ", entry.answerTerms())));
      }
    }
  }

  private static Document document(int entry, String terms) {
    Document document = new Document();
    document.add(new TextField(TERMS, terms, Field.Store.NO));
    document.add(new StoredField(FACT, entry));
    return document;
  }

  Set<String> terms(String text) {
    return analysis.terms(text);
  }

  /** Terms that say what is asked of a thing (when, how much, ...) and not of which. */
  boolean isFacet(String term) {
    return facets.contains(term);
  }

  /** Terms that fit anywhere, like numbers and days. */
  boolean isLight(String term) {
    return lightTerms.contains(term);
  }

  /** The term that stands for the fact in a follow-up: the one most of its variants share. */
  Set<String> anchor(Fact fact) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.fact().equals(fact)) {
        entry.variants().forEach(v -> v.forEach(t -> counts.merge(t, 1, Integer::sum)));
      }
    }
    return counts.entrySet().stream()
        .filter(e -> !isFacet(e.getKey()) && !isLight(e.getKey()))
        .max(Map.Entry.comparingByValue())
        .map(e -> Set.of(e.getKey()))
        .orElse(Set.of());
  }

  /** Best first; empty when nothing is shared with any fact. */
  List<Match> search(Set<String> terms) {
    if (terms.isEmpty()) {
      return List.of();
    }
    Map<Integer, Match> best = new HashMap<>();
    try {
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      terms.stream()
          .limit(IndexSearcher.getMaxClauseCount())
          .forEach(t -> query.add(new TermQuery(new Term(TERMS, t)), BooleanClause.Occur.SHOULD));
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc hit : searcher.search(query.build(), CANDIDATES).scoreDocs) {
        Number entry = stored.document(hit.doc).getField(FACT).numericValue();
        best.computeIfAbsent(entry.intValue(), i -> match(entries.get(i), terms));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return best.values().stream()
        .sorted(
            Comparator.comparingDouble(Match::score).reversed().thenComparing(m -> m.fact().id()))
        .toList();
  }

  private Match match(Entry entry, Set<String> terms) {
    double said = terms.stream().mapToDouble(this::weight).sum();
    double best = 0;
    double bestCoverage = 0;
    int alike = 0;
    for (Set<String> variant : entry.variants()) {
      double covered = 0;
      double shared = 0;
      for (String term : terms) {
        double weight = weight(term);
        if (variant.contains(term)) {
          covered += weight;
          shared += weight;
        } else if (entry.questionTerms().contains(term)) {
          covered += OTHER_VARIANT_CREDIT * weight;
        } else if (entry.answerTerms().contains(term)) {
          covered += ANSWER_CREDIT * weight;
        }
      }
      double whole = variant.stream().mapToDouble(this::weight).sum();
      double score = COVERAGE_SHARE * covered / said + (1 - COVERAGE_SHARE) * shared / whole;
      if (score > best) {
        best = score;
        bestCoverage = covered / said;
        alike = 0;
      } else if (score == best) {
        alike++;
      }
    }
    double bonus = ALIKE_BONUS * Math.min(alike, MAX_ALIKE);
    return new Match(entry.fact(), best + bonus, bestCoverage);
  }

  private double weight(String term) {
    Integer facts = factsWithTerm.get(term);
    double df = facts == null ? 0 : facts;
    double rarity = Math.log(1 + (Math.max(FEW_FACTS, entries.size()) - df + 0.5) / (df + 0.5));
    if (isLight(term)) {
      return LIGHT * rarity;
    }
    return facts == null ? UNKNOWN * rarity : rarity;
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    analysis.close();
  }
}
