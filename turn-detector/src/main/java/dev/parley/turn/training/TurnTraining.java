package dev.parley.turn.training;

import dev.parley.turn.model.ModelFile;
import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Trains a model, measures it, and writes it with its card. */
public final class TurnTraining {
  public static final String MODEL_FILE = "turn-model.gz";
  public static final String CARD_FILE = "turn-model.md";

  private static final String CORPORA = "corpora";
  private static final String FILES = "files";
  private static final Map<String, String> LICENCES =
      Map.of(
          "icsi",
          "ICSI Meeting Corpus and MRDA dialogue acts, CC BY 4.0, attribution: Janin et al. 2003,"
              + " Shriberg et al. 2004; the weights may be shipped",
          "switchboard",
          "Switchboard, dialogue acts CC BY-NC-SA 3.0, word times without a stated licence;"
              + " for research, the weights must not be shipped");

  private TurnTraining() {}

  /**
   * The named corpora of a folder, or all of them where none is named: those that have a file of
   * overlaps or of pauses.
   *
   * @throws IOException saying what is missing
   */
  public static List<String> chosen(Path dir, List<String> named) throws IOException {
    List<String> found = Corpora.names(dir);
    List<String> names =
        named.isEmpty() ? found : named.stream().map(String::strip).distinct().toList();
    if (names.isEmpty()) {
      throw new IOException(
          dir + ": expected overlap_*.jsonl.gz or pauses_*.jsonl.gz in it, found neither");
    }
    for (String name : names) {
      if (!found.contains(name)) {
        throw new IOException(
            dir
                + ": expected overlap_"
                + name
                + ".jsonl.gz or pauses_"
                + name
                + ".jsonl.gz, found the corpora "
                + found);
      }
    }
    return names;
  }

  /**
   * Trains on the named corpora of {@code dir}, measures the model on folds held out, and writes it
   * and its card; the same data makes the same bytes.
   *
   * @param policy of the calls, for the card
   * @throws IOException with one line about what is wrong, file and line included
   */
  public static TurnModel train(
      Path dir, List<String> names, Path out, CallPolicy policy, Consumer<String> progress)
      throws IOException {
    // before the minutes of training, so that a folder that can't be written is told at once
    Files.createDirectories(out);
    Path unfinished = out.resolve(MODEL_FILE + ".part");
    Files.write(unfinished, new byte[0]);
    try {
      Corpora corpora = Corpora.read(dir, names, progress);
      TurnModel bare = Recipe.train(corpora, about(dir, names), progress);
      ModelByRow heldOut = ModelByRow.crossValidated(bare, corpora, progress);
      TurnModel model = Thresholds.set(bare, heldOut, corpora);
      try (OutputStream file = Files.newOutputStream(unfinished)) {
        ModelFile.write(model, file);
      }
      Files.move(unfinished, out.resolve(MODEL_FILE), StandardCopyOption.REPLACE_EXISTING);
      Evaluation figures = Evaluation.of(heldOut.with(model), corpora, policy, progress);
      ModelCard card = new ModelCard(model, dir, out.resolve(MODEL_FILE));
      Files.writeString(out.resolve(CARD_FILE), card.markdown(corpora, figures));
      return model;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static Map<String, String> about(Path dir, List<String> names) {
    Map<String, String> about = new TreeMap<>();
    about.put("name", String.join("+", names));
    about.put(CORPORA, String.join(",", names));
    about.put(
        FILES,
        String.join(
            ",", Corpora.files(dir, names).stream().map(f -> f.getFileName().toString()).toList()));
    for (String name : names) {
      about.put(
          "licence-" + name,
          LICENCES.getOrDefault(name, "not known here; ask whoever gave you the data"));
    }
    return about;
  }

  /** The corpora a model was trained on. */
  static List<String> corporaOf(TurnModel model) {
    return listed(model, CORPORA);
  }

  /** The files a model was trained on. */
  static List<String> filesOf(TurnModel model) {
    return listed(model, FILES);
  }

  static String licence(TurnModel model, String corpus) {
    return model.about().getOrDefault("licence-" + corpus, "not told");
  }

  private static List<String> listed(TurnModel model, String name) {
    return Arrays.stream(model.about().getOrDefault(name, "").split(","))
        .filter(s -> !s.isEmpty())
        .toList();
  }
}
