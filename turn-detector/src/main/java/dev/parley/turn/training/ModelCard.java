package dev.parley.turn.training;

import dev.parley.turn.model.ThresholdNames;
import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user should know of a model, as a page of Markdown without a date: the same each time. */
final class ModelCard {
  private static final Map<String, String> MEANINGS =
      Map.of(
          ThresholdNames.STOP,
          "P(interruption) at which one in ten other sounds would stop the bot",
          ThresholdNames.STOP_SURE,
          "P(interruption) at which one in twenty other sounds would stop the bot",
          ThresholdNames.END,
          "P(turn is over) at which one in twenty unfinished pauses would be cut",
          ThresholdNames.END_EARLY,
          "P(turn is over) at which one in ten would be cut: early enough to begin an answer that"
              + " may be thrown away");

  private final TurnModel model;
  private final Path dir;
  private final Path file;

  /**
   * @param dir the data it was trained on
   * @param file where it was written
   */
  ModelCard(TurnModel model, Path dir, Path file) {
    this.model = model;
    this.dir = dir;
    this.file = file;
  }

  String markdown(Corpora corpora, Evaluation heldOut) throws IOException {
    List<String> names = TurnTraining.corporaOf(model);
    List<String> lines = new ArrayList<>();
    lines.add("# Turn model: " + String.join(" and ", names));
    lines.add("");
    lines.add(
        "Tells how likely a sound of the caller over the bot is an interruption, a backchannel or a"
            + " noise, and how likely a pause is the end of the caller's turn. It uses words,"
            + " their times and voice activity; it has never heard audio.");
    lines.add("");
    lines.add(
        "    ./parley turn-detector train --data DIR --corpora " + list(names) + " --out OUT");
    lines.add("");
    lines.add(
        "writes this model and this page again, to the byte. SHA-256 of the model: `"
            + sha256(file)
            + "`.");
    data(lines, corpora, names);
    split(lines);
    lines.addAll(List.of("", "## Figures", ""));
    lines.addAll(heldOut.markdown());
    thresholds(lines);
    limits(lines, names);
    return String.join("\n", lines) + "\n";
  }

  private void data(List<String> lines, Corpora corpora, List<String> names) throws IOException {
    lines.addAll(List.of("", "## Data", ""));
    FigureTable table =
        new FigureTable(
            "Trained on", "corpus", "overlaps", "pauses", "conversations", "licence, attribution");
    for (String name : names) {
      List<OverlapRow> overlaps = corpora.overlaps().getOrDefault(name, List.of());
      List<PauseRow> pauses = corpora.pauses().getOrDefault(name, List.of());
      Set<String> conversations = new HashSet<>();
      overlaps.forEach(r -> conversations.add(r.conversation));
      pauses.forEach(r -> conversations.add(r.conversation));
      table.row(
          name,
          Integer.toString(overlaps.size()),
          Integer.toString(pauses.size()),
          Integer.toString(conversations.size()),
          TurnTraining.licence(model, name));
    }
    lines.addAll(table.markdown());
    lines.add("");
    FigureTable files = new FigureTable("Files", "file", "SHA-256");
    for (Path path : Corpora.files(dir, names)) {
      files.row(String.valueOf(path.getFileName()), "`" + sha256(path) + "`");
    }
    lines.addAll(files.markdown());
    lines.add("");
    lines.add(
        "A corpus with words but no file of pauses has its pauses found from the words. The model"
            + " holds weights, names of conversations and hashed groups of words, no transcript.");
  }

  private static void split(List<String> lines) {
    lines.addAll(List.of("", "## Split", ""));
    lines.add(
        "Each row belongs to a fold, by caller or by meeting; no caller, or no meeting, is in two."
            + " The model was trained on all of them. The figures are those of "
            + ModelByRow.FOLDS
            + " models made the same way, each without a fifth of the folds, on that fifth.");
  }

  private void thresholds(List<String> lines) {
    lines.addAll(List.of("## Thresholds", ""));
    FigureTable table =
        new FigureTable(
            "Set on all folds, each judged by a model that had not seen it: the rows of the figures above",
            "name",
            "value",
            "meaning");
    model.thresholds().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e ->
                table.row(
                    e.getKey(),
                    Figures.share(e.getValue()),
                    MEANINGS.getOrDefault(e.getKey(), "")));
    lines.addAll(table.markdown());
  }

  private static void limits(List<String> lines, List<String> names) {
    lines.addAll(List.of("", "## Limits", ""));
    lines.add(
        "- English, people talking with people ("
            + list(names)
            + "). Nobody in it talks to a machine; callers of a bot may speak otherwise.");
    lines.add(
        "- Its words are transcribed by hand. A recogniser's errors are not in the figures, its"
            + " lateness is: 0.3 s where nothing else is said.");
    lines.add(
        "- No audio was learned from: laughter, tone and loudness count for nothing here. What a"
            + " sound is like comes on top by rule, and is not in the figures.");
    lines.add("- Folds are by caller or meeting: people of a meeting may come to another one.");
  }

  private static String list(List<String> names) {
    return String.join(",", names);
  }

  private static String sha256(Path path) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(path)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
