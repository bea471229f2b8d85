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
import org.jspecify.annotations.Nullable;

/**
 * A model as gzipped text; {@code docs/turn-model.md} describes it. The same model always makes the
 * same bytes.
 */
public final class ModelFile {
  static final String FIRST_LINE = "parley-turn-model 1";

  private static final String CONVERSATION = "conversation ";

  /** Some hundred times what the trainer makes: a bound to the memory a damaged header asks for. */
  private static final int MOST_NODES = 1 << 20;

  private static final int QUOTED = 60;

  private ModelFile() {}

  public static void write(TurnModel model, OutputStream out) throws IOException {
    try (Writer w = new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8)) {
      w.write(FIRST_LINE + "\n");
      for (Map.Entry<String, String> e : new TreeMap<>(model.about()).entrySet()) {
        w.write("about " + e.getKey() + " " + e.getValue().replaceAll("\\R", " ") + "\n");
      }
      for (String conversation : model.conversations()) {
        w.write(CONVERSATION + conversation + "\n");
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
      String found = e.getMessage() == null ? "its end is missing" : e.getMessage();
      throw new IOException(name + ": expected a whole gzip file: " + found, e);
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
    private @Nullable String line = "";

    Reading(BufferedReader lines, String name) {
      this.lines = lines;
      this.name = name;
    }

    TurnModel model() throws IOException {
      if (!FIRST_LINE.equals(next())) {
        throw wrong("'" + FIRST_LINE + "', the first line of a turn model");
      }
      try {
        for (String first = next(); !first.equals("end"); first = next()) {
          section(first);
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw wrong("the cells that docs/turn-model.md describes", e);
      }
      TurnModel model = complete();
      line = lines.readLine();
      if (line != null) {
        number++;
        throw wrong("nothing after 'end'");
      }
      return model;
    }

    private TurnModel complete() throws IOException {
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

    private void section(String first) throws IOException {
      String[] cells = first.split(" ", 3);
      switch (cells[0]) {
        case "about" -> about.put(cells[1], cells[2]);
        // names of conversations may have blanks
        case "conversation" -> conversations.add(first.substring(CONVERSATION.length()));
        case "threshold" -> thresholds.put(cells[1], finite(cells[2]));
        case "words" -> words.put(cells[1], readWords(cells[2].split(" ")));
        case "trees" -> judges.put(cells[1], readTrees(cells[1], cells[2].split(" ")));
        default -> throw wrong("a section");
      }
    }

    private WordWeights readWords(String[] header) throws IOException {
      float bias = finite(header[1]);
      int[] keys = new int[count(header[0], Ngrams.KEYS, "words")];
      float[] weights = new float[keys.length];
      int before = -1;
      for (int i = 0; i < keys.length; i++) {
        String[] cells = next().split(" ");
        int gap = Integer.parseInt(cells[0]);
        long key = Math.max(0, before) + (long) gap;
        if (key <= before || key >= Ngrams.KEYS) {
          throw wrong("a key above " + before + " and below " + Ngrams.KEYS);
        }
        before = (int) key;
        keys[i] = before;
        weights[i] = Integer.parseInt(cells[1]) / 100f;
      }
      return new WordWeights(bias, keys, weights);
    }

    private TurnModel.Judge readTrees(String of, String[] header) throws IOException {
      int features = of.equals("turn-over") ? PauseFeatures.COUNT : OverlapFeatures.COUNT;
      float base = finite(header[2]);
      Calibration calibration = new Calibration(finite(header[3]), finite(header[4]));
      int size = count(header[1], MOST_NODES, "nodes");
      int[] roots = new int[count(header[0], size, "trees")];
      int[] feature = new int[size];
      float[] value = new float[size];
      int[] right = new int[size];
      int tree = 0;
      for (int node = 0; node < size; node++) {
        String first = next();
        boolean isRoot = first.equals("tree");
        if ((node == 0 && !isRoot) || (isRoot && tree == roots.length)) {
          throw wrong(roots.length + " lines 'tree', each before a root");
        }
        if (isRoot) {
          roots[tree++] = node;
        }
        String[] cells = (isRoot ? next() : first).split(" ");
        boolean isLeaf = cells[0].equals("leaf");
        feature[node] = isLeaf ? -1 : Integer.parseInt(cells[0]);
        value[node] = finite(cells[1]);
        if (!isLeaf) {
          right[node] = child(node, cells, features, size);
        }
      }
      if (tree < roots.length) {
        throw wrong(roots.length + " lines 'tree' before this one, of which there are " + tree);
      }
      return new TurnModel.Judge(new TreeEnsemble(base, roots, feature, value, right), calibration);
    }

    private int child(int node, String[] split, int features, int size) throws IOException {
      int feature = Integer.parseInt(split[0]);
      if (feature < 0 || feature >= features) {
        throw wrong("a feature from 0 to " + (features - 1));
      }
      int further = Integer.parseInt(split[2]);
      int most = size - 1 - node;
      if (further < 1 || further > most) {
        throw wrong("a child that is one of the " + most + " nodes to come");
      }
      return node + further;
    }

    private int count(String cell, int most, String what) throws IOException {
      int count = Integer.parseInt(cell);
      if (count < 0 || count > most) {
        throw wrong("from 0 to " + most + " " + what);
      }
      return count;
    }

    private float finite(String cell) throws IOException {
      float value = Float.parseFloat(cell);
      if (!Float.isFinite(value)) {
        throw wrong("a finite number");
      }
      return value;
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
      line = lines.readLine();
      number++;
      if (line == null) {
        throw wrong("more lines, the last one 'end'");
      }
      return line;
    }

    private IOException wrong(String expected) {
      return wrong(expected, null);
    }

    private IOException wrong(String expected, @Nullable Throwable cause) {
      String found = line == null ? "the end of the file" : "'" + quoted(line) + "'";
      return new IOException(
          name + ", line " + number + ": expected " + expected + ", found " + found, cause);
    }

    private static String quoted(String text) {
      String start = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
      return start.replaceAll("\\p{Cntrl}", "?");
    }
  }
}
