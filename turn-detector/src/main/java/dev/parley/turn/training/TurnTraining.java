package dev.parley.turn.training;

import dev.parley.turn.model.ModelFile;
import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Trains a model and writes it. */
public final class TurnTraining {
  public static final String MODEL_FILE = "turn-model.gz";
  static final String CORPORA = "corpora";

  private static final Map<String, String> LICENCES =
      Map.of(
          "icsi",
          "ICSI Meeting Corpus and MRDA dialogue acts, CC BY 4.0, attribution: Janin et al. 2003,"
              + " Shriberg et al. 2004; the weights may be shipped",
          "switchboard",
          "Switchboard, dialogue acts CC BY-NC-SA 3.0, word times without a stated licence;"
              + " for research, the weights must not be shipped");

  private TurnTraining() {}

  /** The corpora of a folder, by name: those that have a file of overlaps. */
  public static List<String> corpora(Path dir) throws IOException {
    return Corpora.names(dir);
  }

  /** Trains on the named corpora of {@code dir}; the same data makes the same bytes. */
  public static TurnModel train(Path dir, List<String> names, Path out, Consumer<String> progress)
      throws IOException {
    Corpora corpora = Corpora.read(dir, names, progress);
    if (corpora.overlaps().isEmpty()) {
      throw new IOException(
          dir + ": expected overlap_*.jsonl.gz of " + names + ", found " + corpora(dir));
    }
    Map<String, String> about = new TreeMap<>();
    about.put("name", String.join("+", names));
    about.put(CORPORA, String.join(",", names));
    for (String name : names) {
      about.put(
          "licence-" + name,
          LICENCES.getOrDefault(name, "not known here; ask whoever gave you the data"));
    }
    TurnModel model = Recipe.train(corpora, about, progress);
    Files.createDirectories(out);
    try (OutputStream file = Files.newOutputStream(out.resolve(MODEL_FILE))) {
      ModelFile.write(model, file);
    }
    return model;
  }
}
