package dev.parley.turn.model;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A model as gzipped text; {@code docs/turn-model.md} describes it. The same model always makes the
 * same bytes.
 */
public final class ModelFile {
  static final String FIRST_LINE = "parley-turn-model 1";

  private ModelFile() {}

  public static void write(TurnModel model, OutputStream out) throws IOException {
    try (Writer w = new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8)) {
      w.write(FIRST_LINE + "\n");
      for (Map.Entry<String, String> e : new TreeMap<>(model.about()).entrySet()) {
        w.write("about " + e.getKey() + " " + e.getValue().replace('\n', ' ') + "\n");
      }
      for (String conversation : model.conversations()) {
        w.write("conversation " + conversation + "\n");
      }
      for (Map.Entry<String, Float> e : new TreeMap<>(model.thresholds()).entrySet()) {
        w.write("threshold " + e.getKey() + " " + e.getValue() + "\n");
      }
      write(w, "claims", model.overlap().claims());
      write(w, "lasting", model.overlap().lasting());
      write(w, "cues", model.overlap().cues());
      write(w, "closings", model.overlap().closings());
      write(w, "endings", model.endings());
      write(w, "unfinished", model.unfinished());
      write(w, "units", model.units());
      write(w, "interruption", model.interruption());
      write(w, "noise", model.noise());
      write(w, "turn-over", model.turnOver());
      w.write("end\n");
    }
  }

  private static void write(Writer w, String name, WordWeights words) throws IOException {
    w.write("words " + name + " " + words.size() + " " + words.bias() + "\n");
    int before = 0;
    for (int i = 0; i < words.size(); i++) {
      w.write((words.key(i) - before) + " " + Math.round(words.weight(i) * 100) + "\n");
      before = words.key(i);
    }
  }

  private static void write(Writer w, String name, TurnModel.Judge judge) throws IOException {
    TreeEnsemble trees = judge.trees();
    w.write(
        String.join(
            " ",
            "trees",
            name,
            Integer.toString(trees.trees()),
            Integer.toString(trees.nodes()),
            Float.toString(trees.base()),
            Float.toString(judge.calibration().slope()),
            Float.toString(judge.calibration().offset()),
            "\n"));
    int tree = 0;
    for (int node = 0; node < trees.nodes(); node++) {
      if (tree < trees.trees() && trees.root(tree) == node) {
        w.write("tree\n");
        tree++;
      }
      if (trees.feature(node) < 0) {
        w.write("leaf " + trees.value(node) + "\n");
      } else {
        w.write(
            trees.feature(node)
                + " "
                + trees.value(node)
                + " "
                + (trees.right(node) - node)
                + "\n");
      }
    }
  }

  public static TurnModel read(InputStream in, String name) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in, 1 << 16), StandardCharsets.UTF_8))) {
      return new Reading(lines, name).model();
    } catch (ZipException | EOFException e) {
      throw new IOException(name + ": expected a whole gzip file: " + e.getMessage(), e);
    }
  }

  /** Reads one model. Used once. */
  private static final class Reading {
    private final BufferedReader lines;
    private final String name;
    private final Map<String, String> about = new TreeMap<>();
    private final List<String> conversations = new ArrayList<>();
    private final Map<String, Float> thresholds = new TreeMap<>();
    private final Map<String, WordWeights> words = new TreeMap<>();
    private final Map<String, TurnModel.Judge> judges = new TreeMap<>();
    private int number;

    Reading(BufferedReader lines, String name) {
      this.lines = lines;
      this.name = name;
    }

    TurnModel model() throws IOException {
      if (!FIRST_LINE.equals(next())) {
        throw wrong("'" + FIRST_LINE + "' as the first line; is it a turn model?");
      }
      String line = next();
      try {
        while (!line.equals("end")) {
          section(line);
          line = next();
        }
      } catch (IllegalArgumentException
          | IndexOutOfBoundsException
          | NegativeArraySizeException e) {
        throw new IOException(name + ", line " + number + ": " + e.getMessage(), e);
      }
      return new TurnModel(
          about,
          conversations,
          new OverlapWords(words("claims"), words("lasting"), words("cues"), words("closings")),
          words("endings"),
          words("unfinished"),
          words("units"),
          judge("interruption"),
          judge("noise"),
          judge("turn-over"),
          thresholds);
    }

    private void section(String line) throws IOException {
      String[] cells = line.split(" ", 3);
      switch (cells[0]) {
        case "about" -> about.put(cells[1], cells[2]);
        case "conversation" -> conversations.add(cells[1]);
        case "threshold" -> thresholds.put(cells[1], Float.valueOf(cells[2]));
        case "words" -> words.put(cells[1], readWords(cells[2].split(" ")));
        case "trees" -> judges.put(cells[1], readTrees(cells[1], cells[2].split(" ")));
        default -> throw wrong("a section");
      }
    }

    private WordWeights readWords(String[] header) throws IOException {
      int size = Integer.parseInt(header[0]);
      int[] keys = new int[size];
      float[] weights = new float[size];
      int before = 0;
      for (int i = 0; i < size; i++) {
        String line = next();
        int space = line.indexOf(' ');
        before += Integer.parseInt(line, 0, space, 10);
        keys[i] = before;
        weights[i] = Integer.parseInt(line, space + 1, line.length(), 10) / 100f;
      }
      return new WordWeights(Float.parseFloat(header[1]), keys, weights);
    }

    private TurnModel.Judge readTrees(String of, String[] header) throws IOException {
      int features = of.equals("turn-over") ? PauseFeatures.COUNT : OverlapFeatures.COUNT;
      int[] roots = new int[Integer.parseInt(header[0])];
      int size = Integer.parseInt(header[1]);
      int[] feature = new int[size];
      float[] value = new float[size];
      int[] right = new int[size];
      int tree = 0;
      int node = 0;
      while (node < size) {
        String line = next();
        if (line.equals("tree")) {
          roots[tree++] = node;
          continue;
        }
        String[] cells = line.split(" ");
        feature[node] = cells[0].equals("leaf") ? -1 : Integer.parseInt(cells[0]);
        value[node] = Float.parseFloat(cells[1]);
        if (feature[node] >= 0) {
          right[node] = node + Integer.parseInt(cells[2]);
          if (feature[node] >= features || right[node] <= node || right[node] >= size) {
            throw wrong("a feature below " + features + " and a child further down");
          }
        }
        node++;
      }
      return new TurnModel.Judge(
          new TreeEnsemble(Float.parseFloat(header[2]), roots, feature, value, right),
          new Calibration(Float.parseFloat(header[3]), Float.parseFloat(header[4])));
    }

    private WordWeights words(String section) throws IOException {
      WordWeights found = words.get(section);
      if (found == null) {
        throw wrong("word weights '" + section + "' before the end");
      }
      return found;
    }

    private TurnModel.Judge judge(String section) throws IOException {
      TurnModel.Judge found = judges.get(section);
      if (found == null) {
        throw wrong("trees '" + section + "' before the end");
      }
      return found;
    }

    private String next() throws IOException {
      String line = lines.readLine();
      number++;
      if (line == null) {
        throw wrong("more lines");
      }
      return line;
    }

    private IOException wrong(String expected) {
      return new IOException(name + ", line " + number + ": expected " + expected);
    }
  }
}
