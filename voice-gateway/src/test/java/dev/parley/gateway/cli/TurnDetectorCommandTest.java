package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.SharedFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class TurnDetectorCommandTest {
  private static final InventedCorpus HARBOUR = new InventedCorpus("harbour", 1);
  private static final InventedCorpus ORCHARD = new InventedCorpus("orchard", 2);

  @TempDir static Path corpora;
  @TempDir static Path model;

  @TempDir Path dir;

  @BeforeAll
  static void trainOnTheHarbour() {
    HARBOUR.writeOverlaps(corpora).writePauses(corpora).writeWords(corpora);
    ORCHARD.writeOverlaps(corpora).writePauses(corpora);
    CommandLineRun run = train("--data", corpora, "--corpora", "harbour", "--out", model);
    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void trainingTwiceGivesTheSameBytes() throws IOException {
    CommandLineRun run = train("--data", corpora, "--corpora", "harbour", "--out", dir);

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(Set.of("turn-model.gz", "turn-model.md"), files(dir));
    for (String file : files(dir)) {
      assertArrayEquals(
          Files.readAllBytes(model.resolve(file)), Files.readAllBytes(dir.resolve(file)), file);
    }
  }

  @Test
  void theCardTellsDataSplitFiguresThresholdsAndLimits() throws IOException {
    String card = Files.readString(model.resolve("turn-model.md"));

    for (String part :
        List.of(
            "# Turn model: harbour",
            "## Data",
            "words_harbour.tsv.gz",
            "not known here",
            "## Split",
            "## Figures",
            "judged by models made without their fold",
            "## Thresholds",
            "stop-at-10-percent-false",
            "## Limits")) {
      assertTrue(card.contains(part), "no '" + part + "' in " + card);
    }
  }

  @Test
  void allCorporaOfTheFolderAreTrainedOnByDefault() throws IOException {
    Path inTheWay = Files.writeString(dir.resolve("file"), "ends it before minutes of training");

    CommandLineRun run = train("--data", corpora, "--out", inTheWay);

    assertTrue(run.err().startsWith("training on harbour, orchard\n"), run.err());
  }

  @Test
  void figuresComeInTheAgreedForm() {
    CommandLineRun run = evaluate("--data", corpora, "--json");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(1, run.outLines().size(), run.out());
    JsonObject json = new JsonObject(run.out());
    assertEquals(Set.of("overlap", "pauses"), json.fieldNames());
    JsonObject overlap = json.getJsonObject("overlap");
    assertEquals(Set.of(HARBOUR.overlapFile(), ORCHARD.overlapFile()), overlap.fieldNames());
    for (String file : overlap.fieldNames()) {
      JsonObject moments = overlap.getJsonObject(file);
      assertEquals(Set.of("0.4", "0.6", "0.8", "1.0"), moments.fieldNames());
      for (String moment : moments.fieldNames()) {
        assertShares(moments.getJsonObject(moment), Set.of("auc", "f1", "recall_at_fp10"));
      }
    }
    JsonObject pauses = json.getJsonObject("pauses");
    assertEquals(Set.of(HARBOUR.pauseFile(), ORCHARD.pauseFile()), pauses.fieldNames());
    for (String file : pauses.fieldNames()) {
      JsonObject figures = pauses.getJsonObject(file);
      assertEquals(
          Set.of("auc_all", "auc_unfinished", "mean_delay_at_5", "timer_delay_at_5"),
          figures.fieldNames());
      assertTrue(figures.getDouble("timer_delay_at_5") > 0.2, figures.encode());
    }
  }

  @Test
  void whatWasTrainedOnIsJudgedByOtherModelsAndTheReportSaysSo() {
    HARBOUR.writeOverlaps(dir);
    ORCHARD.writeOverlaps(dir);

    CommandLineRun run = evaluate("--data", dir, "--model", model.resolve("turn-model.gz"));

    assertEquals(0, run.exitCode(), run.err());
    for (String part :
        List.of(
            "not in this folder: pauses_harbour.jsonl.gz, words_harbour.tsv.gz",
            HARBOUR.overlapFile()
                + ": 200 overlaps, 200 of them seen in training and judged by models made without"
                + " their fold",
            ORCHARD.overlapFile() + ": 200 overlaps, none seen in training",
            "  attempt ")) {
      assertTrue(run.out().contains(part), "no '" + part + "' in " + run.out());
    }
    assertTrue(run.err().contains("without fold 5 of 5: interruptions"), run.err());
  }

  @Test
  void trainingDataThatIsNotThereAnyMoreIsToldWithTheFigures() {
    Path file = dir.resolve("overlap_renamed.jsonl.gz");
    HARBOUR.writeOverlaps(dir);
    assertTrue(dir.resolve(HARBOUR.overlapFile()).toFile().renameTo(file.toFile()));

    CommandLineRun run = evaluate("--data", dir, "--model", model.resolve("turn-model.gz"));

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("note: what the model was trained on"), run.out());
    assertTrue(run.out().contains("SEEN IN TRAINING"), run.out());
  }

  @Test
  void aFolderWithOverlapsOnlyHasNoPausesToJudge() {
    ORCHARD.writeOverlaps(dir);

    JsonObject json = new JsonObject(evaluate("--data", dir, "--json").out());

    assertEquals(Set.of(ORCHARD.overlapFile()), json.getJsonObject("overlap").fieldNames());
    assertTrue(json.getJsonObject("pauses").isEmpty());
  }

  @Test
  void aFolderWithPausesOnlyHasNoOverlapsToJudge() {
    ORCHARD.writePauses(dir);

    JsonObject json = new JsonObject(evaluate("--data", dir, "--json").out());

    assertTrue(json.getJsonObject("overlap").isEmpty());
    assertEquals(Set.of(ORCHARD.pauseFile()), json.getJsonObject("pauses").fieldNames());
  }

  @Test
  void plotsAreWellFormed() throws IOException, ParserConfigurationException, SAXException {
    CommandLineRun run = evaluate("--data", corpora, "--plots", dir.resolve("a/b"), "--json");

    assertEquals(0, run.exitCode(), run.err());
    Set<String> plots = files(dir.resolve("a/b"));
    assertEquals(8, plots.size(), plots.toString());
    for (String plot : plots) {
      assertEquals(
          "svg",
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(dir.resolve("a/b").resolve(plot).toFile())
              .getDocumentElement()
              .getTagName());
    }
  }

  @Test
  void aFolderThatIsMissingIsTold() {
    assertRefused(
        evaluate("--data", dir.resolve("nowhere")), "nowhere: expected a folder", "found nothing");
    assertRefused(train("--data", dir.resolve("nowhere"), "--out", dir), "found nothing");
  }

  @Test
  void anEmptyFolderIsTold() {
    assertRefused(evaluate("--data", dir), "expected overlap_*.jsonl.gz or pauses_*.jsonl.gz");
    assertRefused(
        train("--data", dir, "--out", dir), "expected overlap_*.jsonl.gz or pauses_*.jsonl.gz");
  }

  @Test
  void aModelThatIsNoneIsTold() throws IOException {
    ORCHARD.writeOverlaps(dir);
    Path text = Files.writeString(dir.resolve("model.txt"), "no model at all");
    Path other = dir.resolve("other.gz");
    InventedCorpus.write(other, List.of("no model at all"));

    assertRefused(evaluate("--data", dir, "--model", text), "model.txt: expected a whole gzip");
    assertRefused(
        evaluate("--data", dir, "--model", other), "other.gz, line 1: expected 'parley-turn-model");
    assertRefused(evaluate("--data", dir, "--model", dir.resolve("x")), "/x: is not there");
    assertRefused(evaluate("--data", dir, "--model", dir), "directory");
  }

  @Test
  void aCorruptLineIsToldWithItsFileAndNumber() {
    Path file = dir.resolve("overlap_broken.jsonl.gz");
    InventedCorpus.write(file, List.of("{\"conv\": \"a\", "));
    assertRefused(evaluate("--data", dir), "overlap_broken.jsonl.gz, line 1: expected a JSON");

    InventedCorpus.write(file, List.of("[1]"));
    assertRefused(evaluate("--data", dir), "overlap_broken.jsonl.gz, line 1: expected a JSON");

    InventedCorpus.write(file, List.of("{\"conv\": \"a\"}"));
    assertRefused(evaluate("--data", dir), "line 1: expected a text as user, found null");
  }

  @Test
  void aFileCutShortIsTold() throws IOException {
    ORCHARD.writeOverlaps(dir);
    Path file = dir.resolve(ORCHARD.overlapFile());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertRefused(evaluate("--data", dir), ORCHARD.overlapFile() + ": expected a whole gzip file");
  }

  @Test
  void aPlaceThatCantBeWrittenIsToldBeforeTraining() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "in the way");

    assertRefused(train("--data", corpora, "--out", file), "/file: is there already");
    assertRefused(evaluate("--data", corpora, "--plots", file), "/file: is there already");
  }

  @Test
  void aCorpusThatIsNotThereIsToldWithThoseThatAre() {
    assertRefused(
        train("--data", corpora, "--corpora", "meadow", "--out", dir),
        "expected overlap_meadow.jsonl.gz or pauses_meadow.jsonl.gz",
        "[harbour, orchard]");
  }

  @Test
  void aLearningCurveGrowsByTheConversationsTrainedOn() {
    CommandLineRun run = run("learning-curve", "--data", corpora, "--corpora", "harbour");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("Overlaps of harbour"), run.out());
    assertTrue(run.out().contains("Pauses of harbour"), run.out());
    List<Integer> sizes =
        run.outLines().stream()
            .map(String::strip)
            .filter(line -> line.matches("\\d+ .*"))
            .map(line -> Integer.valueOf(line.split(" ")[0]))
            .toList();
    assertEquals(8, sizes.size(), run.out());
    assertEquals(sizes.subList(0, 4), sizes.subList(4, 8));
    assertEquals(sizes.stream().sorted().distinct().toList(), sizes.subList(0, 4));
  }

  @Test
  void helpHasExamples() {
    for (String command : List.of("train", "evaluate", "learning-curve")) {
      CommandLineRun run = CommandLineRun.of("turn-detector", command, "--help");
      assertTrue(run.out().contains("./parley turn-detector " + command + " --data"), run.out());
    }
  }

  @Test
  void realConversationsOfTheOtherCorpusAreJudgedByTheShippedModel() throws IOException {
    Path shared = SharedFiles.at("data/turn-taking/overlap_switchboard.jsonl.gz");
    Files.copy(shared, dir.resolve("overlap_other.jsonl.gz"));

    JsonObject json = new JsonObject(evaluate("--data", dir, "--json").out());

    JsonObject late =
        json.getJsonObject("overlap").getJsonObject("overlap_other.jsonl.gz").getJsonObject("1.0");
    assertTrue(late.getDouble("auc") > 0.9, late.encode());
  }

  private static void assertShares(JsonObject figures, Set<String> names) {
    assertEquals(names, figures.fieldNames());
    for (String name : names) {
      double share = figures.getDouble(name);
      assertTrue(share >= 0 && share <= 1, figures.encode());
    }
  }

  private static void assertRefused(CommandLineRun run, String... parts) {
    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    List<String> complaints = run.err().lines().filter(l -> l.startsWith("parley: ")).toList();
    assertEquals(1, complaints.size(), run.err());
    assertFalse(run.err().contains("a defect"), run.err());
    for (String part : parts) {
      assertTrue(complaints.get(0).contains(part), "no '" + part + "' in " + run.err());
    }
  }

  private static CommandLineRun train(Object... args) {
    return run("train", args);
  }

  private static CommandLineRun evaluate(Object... args) {
    return run("evaluate", args);
  }

  private static CommandLineRun run(String command, Object... args) {
    List<String> all = new ArrayList<>(List.of("turn-detector", command));
    Stream.of(args).map(Object::toString).forEach(all::add);
    return CommandLineRun.of(all.toArray(String[]::new));
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(f -> f.getFileName().toString()).toList());
    }
  }
}
