package dev.parley.turn.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Conversations to learn from: overlaps, pauses, and words with the fold they belong to.
 *
 * @param overlaps by name of the corpus
 * @param pauses by name of the corpus
 * @param words lines whose fold is known
 */
record Corpora(
    Map<String, List<OverlapRow>> overlaps,
    Map<String, List<PauseRow>> pauses,
    List<FoldedWords> words) {
  private static final String OVERLAP = "overlap_";
  private static final String PAUSES = "pauses_";
  private static final String WORDS = "words_";
  private static final String ROWS_END = ".jsonl.gz";
  private static final String WORDS_END = ".tsv.gz";

  /** One speaker's words in one conversation. */
  record FoldedWords(SpokenWord.Line line, String speaker, int fold, List<SpokenWord> words) {}

  static List<Path> overlapFiles(Path dir) throws IOException {
    return Corpus.files(dir, OVERLAP, ROWS_END);
  }

  static List<Path> pauseFiles(Path dir) throws IOException {
    return Corpus.files(dir, PAUSES, ROWS_END);
  }

  /** Rows of a file of overlaps, with each caller's habit so far. */
  static List<OverlapRow> overlapsOf(Path file) throws IOException {
    List<OverlapRow> rows = Corpus.rows(file, OverlapRow::new);
    Habits.fill(rows);
    return rows;
  }

  /** Rows of a file of pauses, with each speaker's usual pause so far. */
  static List<PauseRow> pausesOf(Path file) throws IOException {
    List<PauseRow> rows = Corpus.rows(file, PauseRow::new);
    UsualPause.fill(rows);
    return rows;
  }

  /**
   * Reads what {@code dir} has of the named corpora. Where one has words but no file of pauses, its
   * pauses are found from the words.
   */
  static Corpora read(Path dir, List<String> names, Consumer<String> progress) throws IOException {
    Map<String, List<OverlapRow>> overlaps = new TreeMap<>();
    Map<String, List<PauseRow>> pauses = new TreeMap<>();
    List<FoldedWords> words = new ArrayList<>();
    for (String name : names) {
      progress.accept("reading " + name);
      Path overlapFile = dir.resolve(OVERLAP + name + ROWS_END);
      Path pauseFile = dir.resolve(PAUSES + name + ROWS_END);
      Path wordFile = dir.resolve(WORDS + name + WORDS_END);
      List<OverlapRow> overlap = Files.exists(overlapFile) ? overlapsOf(overlapFile) : List.of();
      List<PauseRow> pause = Files.exists(pauseFile) ? pausesOf(pauseFile) : List.of();
      Map<SpokenWord.Line, List<SpokenWord>> lines =
          Files.exists(wordFile) ? SpokenWord.read(wordFile) : Map.of();
      if (pause.isEmpty() && !lines.isEmpty()) {
        Map<String, Integer> folds = new HashMap<>();
        overlap.forEach(r -> folds.put(r.conversation, r.fold));
        pause = MeetingPauses.of(lines, folds);
        UsualPause.fill(pause);
      }
      words.addAll(folded(lines, overlap, pause));
      if (!overlap.isEmpty()) {
        overlaps.put(name, overlap);
      }
      if (!pause.isEmpty()) {
        pauses.put(name, pause);
      }
    }
    return new Corpora(overlaps, pauses, words);
  }

  /** Names of the corpora in a folder: those that have overlaps or pauses. */
  static List<String> names(Path dir) throws IOException {
    return Stream.concat(overlapFiles(dir).stream(), pauseFiles(dir).stream())
        .map(Corpora::name)
        .distinct()
        .sorted()
        .toList();
  }

  /** The files of the named corpora that {@code dir} has. */
  static List<Path> files(Path dir, List<String> names) {
    return names.stream()
        .flatMap(
            name ->
                Stream.of(
                    OVERLAP + name + ROWS_END, PAUSES + name + ROWS_END, WORDS + name + WORDS_END))
        .map(dir::resolve)
        .filter(Files::exists)
        .toList();
  }

  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.indexOf('_') + 1, name.length() - ROWS_END.length());
  }

  private static List<FoldedWords> folded(
      Map<SpokenWord.Line, List<SpokenWord>> lines,
      List<OverlapRow> overlaps,
      List<PauseRow> pauses) {
    Map<SpokenWord.Line, Integer> folds = new HashMap<>();
    Map<SpokenWord.Line, String> speakers = new HashMap<>();
    for (OverlapRow r : overlaps) {
      SpokenWord.Line line = new SpokenWord.Line(r.conversation, r.speaker);
      folds.put(line, r.fold);
      speakers.put(line, r.caller);
    }
    for (PauseRow r : pauses) {
      SpokenWord.Line line = new SpokenWord.Line(r.conversation, r.speaker);
      folds.putIfAbsent(line, r.fold);
      speakers.putIfAbsent(line, r.caller);
    }
    List<FoldedWords> words = new ArrayList<>();
    lines.forEach(
        (line, all) -> {
          Integer fold = folds.get(line);
          if (fold != null) {
            words.add(
                new FoldedWords(line, speakers.getOrDefault(line, line.conversation()), fold, all));
          }
        });
    return words;
  }

  /** The part whose folds are wanted. */
  Corpora where(IntPredicate fold) {
    Map<String, List<OverlapRow>> o = new TreeMap<>();
    overlaps.forEach(
        (name, rows) -> o.put(name, rows.stream().filter(r -> fold.test(r.fold)).toList()));
    Map<String, List<PauseRow>> p = new TreeMap<>();
    pauses.forEach(
        (name, rows) -> p.put(name, rows.stream().filter(r -> fold.test(r.fold)).toList()));
    return new Corpora(o, p, words.stream().filter(w -> fold.test(w.fold())).toList());
  }

  List<OverlapRow> allOverlaps() {
    return overlaps.values().stream().flatMap(List::stream).toList();
  }

  List<PauseRow> allPauses() {
    return pauses.values().stream().flatMap(List::stream).toList();
  }
}
