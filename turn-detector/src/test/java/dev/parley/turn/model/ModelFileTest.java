package dev.parley.turn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelFileTest {
  private static final String NAME = "hotel.gz";
  private static final WordWeights FEW_WORDS =
      new WordWeights(-0.5f, new int[] {0, 7, 4_000_000}, new float[] {0.25f, -1.5f, 3f});
  private static final WordWeights NO_WORDS = new WordWeights(1, new int[0], new float[0]);
  private static final TurnModel.Judge NO_JUDGE =
      new TurnModel.Judge(
          new TreeEnsemble(-3, new int[0], new int[0], new float[0], new int[0]),
          Calibration.none());

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    TurnModel read = ModelFile.read(new ByteArrayInputStream(written(model())), NAME);

    assertEquals(Map.of("name", "hotel", "licence-hotel", "ours, two lines"), read.about());
    assertEquals(List.of("call 1", "call 2"), read.conversations());
    assertEquals(Map.of("stop-at-10-percent-false", 0.625f), read.thresholds());
    // 3 + 0.25 where the last and the first of the keys are present
    assertEquals(2.75f, read.overlap().claims().score(new int[] {0, 1, 4_000_000}, 3));
    assertEquals(1, read.endings().score(new int[] {7}, 1));
    assertEquals(-3, read.noise().trees().score(new float[OverlapFeatures.COUNT]));
    assertEquals(new Calibration(2, -0.25f), read.turnOver().calibration());
    assertEquals(1 + 10 + 0.5f, turnOver(read, 0.1f, 0), "left of the first, the second tree");
    assertEquals(1 + 20 + 0.5f, turnOver(read, 0.3f, 0), "at the threshold: right, then left");
    assertEquals(1 + 30 + 0.5f, turnOver(read, 0.3f, 9), "right, then right");
  }

  @Test
  void theSameModelMakesTheSameBytes() throws IOException {
    byte[] once = written(model());
    TurnModel read = ModelFile.read(new ByteArrayInputStream(once), NAME);

    assertArrayEquals(once, written(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          parley-turn-model 1          | parley-turn-model 2         | 'parley-turn-model 1', the first line of a turn model, found 'parley-turn-model 2'
          end                          | poem                        | a section, found 'poem'
          7 -150                       | 0 -150                      | a key above 0 and below 4194304, found '0 -150'
          7 -150                       | -1 -150                     | a key above 0 and below 4194304, found '-1 -150'
          3999993 300                  | 4194297 300                 | a key above 7 and below 4194304, found '4194297 300'
          words claims 3 -0.5          | words claims -3 -0.5        | from 0 to 4194304 words, found 'words claims -3 -0.5'
          words claims 3 -0.5          | words claims 2000000000 -0.5 | from 0 to 4194304 words, found 'words claims 2000000000 -0.5'
          words claims 3 -0.5          | words claims 3 NaN          | a finite number, found 'words claims 3 NaN'
          words claims 3 -0.5          | words claims 4 -0.5         | the cells that docs/turn-model.md describes, found 'words lasting 0 1.0'
          7 -150                       | 7                           | the cells that docs/turn-model.md describes, found '7'
          trees turn-over 2 6 1.0 2.0 -0.25 | trees turn-over -2 6 1.0 2.0 -0.25 | from 0 to 6 trees, found 'trees turn-over -2 6 1.0 2.0 -0.25'
          trees turn-over 2 6 1.0 2.0 -0.25 | trees turn-over 2 -6 1.0 2.0 -0.25 | from 0 to 1048576 nodes, found 'trees turn-over 2 -6 1.0 2.0 -0.25'
          trees turn-over 2 6 1.0 2.0 -0.25 | trees turn-over 3 6 1.0 2.0 -0.25 | 3 lines 'tree' before this one, of which there are 2, found 'leaf 0.5'
          trees turn-over 2 6 1.0 2.0 -0.25 | trees turn-over 1 6 1.0 2.0 -0.25 | 1 lines 'tree', each before a root, found 'tree'
          trees turn-over 2 6 1.0 2.0 -0.25 | trees turn-over 2 6 1.0 Infinity -0.25 | a finite number, found 'trees turn-over 2 6 1.0 Infinity -0.25'
          1 0.3 2                      | 1 0.3 0                    | a child that is one of the 5 nodes to come, found '1 0.3 0'
          1 0.3 2                      | 1 0.3 -1                   | a child that is one of the 5 nodes to come, found '1 0.3 -1'
          1 0.3 2                      | 1 0.3 6                    | a child that is one of the 5 nodes to come, found '1 0.3 6'
          leaf 0.5                     | leaf                        | the cells that docs/turn-model.md describes, found 'leaf'
          """)
  void aWrongLineIsQuotedWithWhatWasExpected(String good, String bad, String expected)
      throws IOException {
    List<String> lines = lines();
    int at = lines.indexOf(good);
    lines.set(at, bad);

    String refusal = refusal(zipped(lines));

    assertEquals(NAME + ", line ", refusal.substring(0, (NAME + ", line ").length()));
    assertEquals("expected " + expected, refusal.substring(refusal.indexOf(": ") + 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {PauseFeatures.COUNT, -1, -2})
  void aFeatureThatIsUnknownIsRefused(int feature) throws IOException {
    List<String> lines = lines();
    int at = lines.indexOf("1 0.3 2");
    String split = feature + " 0.3 2";
    lines.set(at, split);

    assertEquals(
        NAME
            + ", line "
            + (at + 1)
            + ": expected a feature from 0 to "
            + (PauseFeatures.COUNT - 1)
            + ", found '"
            + split
            + "'",
        refusal(zipped(lines)));
  }

  @Test
  void theLineIsCountedFromOne() throws IOException {
    List<String> lines = lines();
    lines.set(2, "rhyme");

    assertEquals(NAME + ", line 3: expected a section, found 'rhyme'", refusal(zipped(lines)));
  }

  @Test
  void aLongLineIsQuotedInPart() throws IOException {
    String quoted = "x".repeat(60) + "…";

    assertEquals(
        NAME
            + ", line 1: expected 'parley-turn-model 1', the first line of a turn model, found '"
            + quoted
            + "'",
        refusal(zipped(List.of("x".repeat(1000)))));
  }

  @Test
  void treesWithoutAFirstRootAreRefused() throws IOException {
    List<String> lines = lines();
    int at = lines.indexOf("trees turn-over 2 6 1.0 2.0 -0.25");
    lines.remove(at + 1);

    assertEquals(
        NAME
            + ", line "
            + (at + 2)
            + ": expected 2 lines 'tree', each before a root, found '1 0.3 2'",
        refusal(zipped(lines)));
  }

  @Test
  void aFileThatEndsEarlyIsRefused() throws IOException {
    List<String> lines = lines();
    lines.removeLast();

    assertEquals(
        NAME
            + ", line "
            + (lines.size() + 1)
            + ": expected more lines, the last one 'end', found the end of the file",
        refusal(zipped(lines)));
  }

  @Test
  void linesAfterTheLastAreRefused() throws IOException {
    List<String> lines = lines();
    lines.add("threshold stop-at-10-percent-false 0.9");

    assertEquals(
        NAME
            + ", line "
            + lines.size()
            + ": expected nothing after 'end', found 'threshold stop-at-10-percent-false 0.9'",
        refusal(zipped(lines)));
  }

  @ParameterizedTest
  @CsvSource({"words unfinished,word weights 'unfinished'", "trees noise,trees 'noise'"})
  void aMissingSectionIsNamed(String start, String named) throws IOException {
    List<String> lines = lines();
    // both are empty: the header is all there is of them
    lines.removeIf(line -> line.startsWith(start));

    assertEquals(
        NAME + ", line " + lines.size() + ": expected " + named + " before the end, found 'end'",
        refusal(zipped(lines)));
  }

  @Test
  void aFileThatIsNoGzipIsRefused() {
    assertEquals(
        NAME + ": expected a whole gzip file: Not in GZIP format",
        refusal("parley-turn-model 1\nend\n".getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 100})
  void aGzipFileThatIsCutOffIsRefused(int kept) throws IOException {
    String refusal = refusal(Arrays.copyOf(written(model()), kept));

    assertEquals(
        NAME
            + ": expected a whole gzip file: "
            + (kept > 10 ? "Unexpected end of ZLIB input stream" : "its end is missing"),
        refusal);
  }

  /** Its text reads well, but its checksum tells that it is not what was written. */
  @Test
  void aDamagedGzipFileIsRefusedThoughItsTextReadsWell() throws IOException {
    List<String> lines = lines();
    for (int i = 0; i < 20_000; i++) {
      lines.add(1, "conversation " + i * 7919L);
    }
    byte[] bytes = zipped(lines);
    bytes[bytes.length - 8] ^= 1;

    assertEquals(NAME + ": expected a whole gzip file: Corrupt GZIP trailer", refusal(bytes));
  }

  private static TurnModel model() {
    // 0: feature 1 < 0.3 ? leaf 10 : (2: feature 0 < 5 ? leaf 20 : leaf 30); 5: leaf 0.5
    TreeEnsemble trees =
        new TreeEnsemble(
            1,
            new int[] {0, 5},
            new int[] {1, -1, 0, -1, -1, -1},
            new float[] {0.3f, 10, 5, 20, 30, 0.5f},
            new int[] {2, 0, 4, 0, 0, 0});
    return new TurnModel(
        Map.of("name", "hotel", "licence-hotel", "ours,\r\ntwo lines"),
        List.of("call 1", "call 2"),
        new OverlapWords(FEW_WORDS, NO_WORDS, NO_WORDS, NO_WORDS),
        NO_WORDS,
        NO_WORDS,
        NO_WORDS,
        NO_JUDGE,
        NO_JUDGE,
        new TurnModel.Judge(trees, new Calibration(2, -0.25f)),
        Map.of("stop-at-10-percent-false", 0.625f));
  }

  private static float turnOver(TurnModel model, float second, float first) {
    float[] features = new float[PauseFeatures.COUNT];
    features[1] = second;
    features[0] = first;
    return model.turnOver().trees().score(features);
  }

  private static byte[] written(TurnModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(model, out);
    return out.toByteArray();
  }

  /** The small model's text, to be changed; the cells of a header of trees end with a blank. */
  private static List<String> lines() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(written(model())))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(text.lines().map(String::stripTrailing).toList());
    }
  }

  private static byte[] zipped(List<String> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String refusal(byte[] file) {
    return String.valueOf(
        assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(file), NAME))
            .getMessage());
  }
}
