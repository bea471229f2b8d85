package dev.parley.llm.concierge;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Reduces what is said to the terms that carry its meaning: stems, one for all of its synonyms. */
final class TermAnalysis implements AutoCloseable {
  private static final List<String> STOP_WORDS =
      List.of(
          "a an the and or but so if then than as of in on at to for from with by about into up out",
          "is are was were be been am do does did done have has had can could may might must shall",
          "should will would get got take need want like go let i me my we us our you your he she",
          "it its they them their this that these those there here what which who how why any some",
          "one's just only also too very really please okay ok well um uh er hello hi hey yes thank",
          "thanks tell know say ask wonder wondering question whether maybe possible possibly still",
          "i'd i'm i'll i've we'd we're we'll we've you'd you're don't can't isn't what's where's",
          "when's how's there's it's that's let's not no actually quickly quick kindly give show make",
          "bit little something anything place area suitable arrange borrow serve offer have got",
          "sir madam much use used i'm gonna wanna");

  private final Analyzer stems = new Stems();
  private final SynonymMap synonyms = readSynonyms();
  private final Analyzer full = new Full();
  private final Set<String> stopTerms = terms(stems, String.join(" ", STOP_WORDS));

  /** In the order they were said, each once. */
  Set<String> terms(String text) {
    Set<String> terms = terms(full, text);
    terms.removeAll(stopTerms);
    return terms;
  }

  private static Set<String> terms(Analyzer analyzer, String text) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return terms;
  }

  private SynonymMap readSynonyms() {
    SolrSynonymParser parser = new SolrSynonymParser(true, true, stems);
    try (InputStream in = TermAnalysis.class.getResourceAsStream("synonyms.txt")) {
      if (in == null) {
        throw new IllegalStateException("synonyms.txt is missing from the class path");
      }
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        parser.parse(reader);
        return parser.build();
      }
    } catch (IOException | ParseException e) {
      throw new IllegalStateException("synonyms.txt is not as expected", e);
    }
  }

  @Override
  public void close() {
    full.close();
    stems.close();
  }

  private static TokenStream stem(Tokenizer words) {
    return new PorterStemFilter(new EnglishPossessiveFilter(new LowerCaseFilter(words)));
  }

  private static final class Stems extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      return new TokenStreamComponents(words, stem(words));
    }
  }

  private final class Full extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      return new TokenStreamComponents(words, new SynonymGraphFilter(stem(words), synonyms, true));
    }
  }
}
