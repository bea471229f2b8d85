package dev.parley.gateway.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A small corpus in the form of the real ones, of invented words and times: interruptions are long,
 * backchannels short, and turns end with their last word.
 */
final class InventedCorpus {
  private static final int CALLS = 20;
  private static final int ROWS_A_CALL = 14;
  private static final List<String> LABELS =
      List.of(
          "interrupt", "backchannel", "backchannel", "nonspeech", "interrupt", "attempt", "unk");
  private static final List<String> WORDS =
      List.of("lantern", "but", "the", "pebble", "and", "drifts", "slowly", "home", "to", "amber");

  private final String name;
  private final Random random;

  InventedCorpus(String name, long seed) {
    this.name = name;
    random = new Random(seed);
  }

  String overlapFile() {
    return "overlap_" + name + ".jsonl.gz";
  }

  String pauseFile() {
    return "pauses_" + name + ".jsonl.gz";
  }

  InventedCorpus writeOverlaps(Path dir) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < CALLS * ROWS_A_CALL; i++) {
      lines.add(overlap(i % CALLS, i / CALLS).encode());
    }
    write(dir.resolve(overlapFile()), lines);
    return this;
  }

  InventedCorpus writePauses(Path dir) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < CALLS * ROWS_A_CALL; i++) {
      lines.add(pause(i % CALLS, i / CALLS).encode());
    }
    write(dir.resolve(pauseFile()), lines);
    return this;
  }

  InventedCorpus writeWords(Path dir) {
    List<String> lines = new ArrayList<>();
    lines.add("conv\tside\tstart\tend\ttoken\tda\tunit");
    for (int call = 0; call < CALLS; call++) {
      double at = 1;
      for (int i = 0; i < 60; i++) {
        double end = at + 0.2 + random.nextInt(20) / 100.0;
        lines.add(
            String.join(
                "\t", name + call, "A", "" + at, "" + end, word(i + call), "sd", "u" + i / 7));
        at = end + 0.1;
      }
    }
    write(dir.resolve("words_" + name + ".tsv.gz"), lines);
    return this;
  }

  private JsonObject overlap(int call, int index) {
    String label = LABELS.get((call + index) % LABELS.size());
    boolean claims = label.equals("interrupt") || label.equals("attempt");
    double length = tenths(claims ? 8 : 2, claims ? 16 : 5);
    JsonArray words = new JsonArray();
    double at = 0;
    for (int i = 0; !label.equals("nonspeech") && at < length; i++) {
      words.add(new JsonArray().add(at).add(at + 0.2).add(claims ? word(i + call) : "mhm"));
      at += 0.25;
    }
    return head(call)
        .put("t0", 20.0 * (index + 1))
        .put("label", label)
        .put("kind", label.equals("nonspeech") ? "noise" : "speech")
        .put("dur", length)
        .put("bot_since", tenths(10, 60))
        .put("bot_ipu_since", tenths(2, 10))
        .put("bot_left", tenths(0, 20))
        .put("bot_nwords", 12)
        .put("bot_words", new JsonArray().add("the").add("pebble").add(word(index)))
        .put("bot_partial", index % 2 == 0)
        .put("own_since", tenths(10, 90))
        .put("hist_bc", index / 2)
        .put("hist_int", index / 3)
        .put("words", words)
        .put(
            "ipus",
            label.equals("nonspeech")
                ? new JsonArray()
                : new JsonArray().add(new JsonArray().add(0).add(length)));
  }

  private JsonObject pause(int call, int index) {
    boolean shift = (call + index) % 3 == 0;
    JsonArray words = new JsonArray();
    for (int i = 0; i < 5; i++) {
      words.add(word(i + index + call));
    }
    words.add(shift ? "home" : "and");
    return head(call)
        .put("p0", 15.0 * (index + 1))
        .put("label", shift ? "shift" : "hold")
        .put("inc", !shift && index % 2 == 0 ? 1 : 0)
        .put("own_gap", tenths(3, 15))
        .put("words", words)
        .put("durs", new JsonArray().add(0.2).add(0.3).add(tenths(1, 4)))
        .put("ipu_words", 6)
        .put("ipu_dur", tenths(12, 20))
        .put("turn_words", 6)
        .put("turn_dur", tenths(20, 30))
        .put("bc_in_turn", 0)
        .put("oth_prev", new JsonArray().add("amber").add("drifts"));
  }

  private JsonObject head(int call) {
    return new JsonObject()
        .put("conv", name + call)
        .put("user", "A")
        .put("caller", name + "-caller" + call)
        .put("fold", call % 10);
  }

  private double tenths(int from, int to) {
    return (from + random.nextInt(to - from)) / 10.0;
  }

  private static String word(int i) {
    return WORDS.get(Math.floorMod(i * 7, WORDS.size()));
  }

  static void write(Path file, List<String> lines) {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
