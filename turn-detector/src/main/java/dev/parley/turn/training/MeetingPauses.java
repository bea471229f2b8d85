package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pauses of a conversation, found from its words: rows in the form of the pause files, for corpora
 * that come without such a file. A pause is 200 ms without a word of one's own while nobody else
 * has the floor, or has begun to talk before it; backchannels neither take the floor nor end a
 * pause.
 */
final class MeetingPauses {
  private static final double PAUSE_SECONDS = 0.2;
  private static final int KEPT_WORDS = 12;
  private static final int KEPT_DURATIONS = 4;
  private static final int KEPT_BEFORE = 6;
  private static final int BACKCHANNEL_WORDS = 3;

  /** Words of one speaker without a pause; indices into the speaker's words. */
  private record Stretch(String channel, List<SpokenWord> all, int from, int to) {
    double start() {
      return all.get(from).start();
    }

    double end() {
      return all.get(to - 1).end();
    }

    List<SpokenWord> words() {
      return all.subList(from, to);
    }

    boolean isBackchannel() {
      return to - from <= BACKCHANNEL_WORDS
          && words().stream().allMatch(w -> w.act().equals("b") || w.act().startsWith("s^bk"));
    }
  }

  private MeetingPauses() {}

  /** All pauses, by the conversations' names and the time within each. */
  static List<PauseRow> of(
      Map<SpokenWord.Line, List<SpokenWord>> words, Map<String, Integer> foldOfConversation) {
    Map<String, List<Stretch>> conversations = new LinkedHashMap<>();
    words.forEach(
        (line, all) ->
            conversations
                .computeIfAbsent(line.conversation(), k -> new ArrayList<>())
                .addAll(stretches(line.channel(), all)));
    List<PauseRow> rows = new ArrayList<>();
    conversations.forEach(
        (conversation, stretches) -> {
          Integer fold = foldOfConversation.get(conversation);
          if (fold != null) {
            stretches.sort(Comparator.comparingDouble(Stretch::start));
            addPauses(conversation, fold, stretches, rows);
          }
        });
    return rows;
  }

  private static List<Stretch> stretches(String channel, List<SpokenWord> all) {
    List<Stretch> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size() || all.get(i).start() - all.get(i - 1).end() >= PAUSE_SECONDS) {
        stretches.add(new Stretch(channel, all, from, i));
        from = i;
      }
    }
    return stretches;
  }

  private static void addPauses(
      String conversation, int fold, List<Stretch> stretches, List<PauseRow> rows) {
    List<Stretch> turn = new ArrayList<>();
    @Nullable Stretch before = null;
    for (int i = 0; i < stretches.size(); i++) {
      Stretch s = stretches.get(i);
      if (s.isBackchannel()) {
        continue;
      }
      if (!turn.isEmpty() && !turn.getLast().channel.equals(s.channel)) {
        before = turn.getLast();
        turn.clear();
      }
      turn.add(s);
      PauseRow row = pause(conversation, fold, stretches, i, turn, before);
      if (row != null) {
        rows.add(row);
      }
    }
  }

  private static @Nullable PauseRow pause(
      String conversation,
      int fold,
      List<Stretch> stretches,
      int index,
      List<Stretch> turn,
      @Nullable Stretch before) {
    Stretch last = stretches.get(index);
    double pause = last.end();
    for (int i = index - 1; i >= 0 && i > index - 40; i--) {
      Stretch s = stretches.get(i);
      if (s.end() > pause && !s.isBackchannel()) {
        return null;
      }
    }
    double own = Double.POSITIVE_INFINITY;
    double other = Double.POSITIVE_INFINITY;
    @Nullable Stretch ownNext = null;
    for (int i = index + 1; i < stretches.size() && own == Double.POSITIVE_INFINITY; i++) {
      Stretch s = stretches.get(i);
      if (s.channel.equals(last.channel)) {
        own = s.start() - pause;
        ownNext = s;
      } else if (!s.isBackchannel() && other == Double.POSITIVE_INFINITY) {
        if (s.start() < pause) {
          return null;
        }
        other = s.start() - pause;
      }
    }
    if (own == Double.POSITIVE_INFINITY && other == Double.POSITIVE_INFINITY) {
      return null;
    }
    Map<String, Object> row = new HashMap<>();
    row.put("conv", conversation);
    row.put("user", last.channel);
    row.put("caller", conversation);
    row.put("fold", (double) fold);
    row.put("p0", pause);
    row.put("label", other < own ? "shift" : "hold");
    row.put("own_gap", own);
    boolean goesOn =
        ownNext != null
            && ownNext.all.get(ownNext.from).act().equals(last.all.get(last.to - 1).act());
    row.put("inc", goesOn ? 1.0 : 0.0);
    fillTurn(row, turn, last);
    row.put("oth_prev", before == null ? List.of() : tokens(before.words(), KEPT_BEFORE));
    return new PauseRow(new Row(row));
  }

  private static void fillTurn(Map<String, Object> row, List<Stretch> turn, Stretch last) {
    List<SpokenWord> all = new ArrayList<>();
    double voiced = 0;
    for (Stretch s : turn) {
      all.addAll(s.words());
      voiced += s.end() - s.start();
    }
    List<SpokenWord> ending = last.words();
    row.put("words", tokens(all, KEPT_WORDS));
    row.put(
        "durs",
        ending.subList(Math.max(0, ending.size() - KEPT_DURATIONS), ending.size()).stream()
            .map(w -> (Object) (w.end() - w.start()))
            .toList());
    row.put("ipu_words", (double) ending.size());
    row.put("ipu_dur", last.end() - last.start());
    row.put("turn_words", (double) all.size());
    row.put("turn_dur", Math.max(voiced, last.end() - turn.getFirst().start()));
  }

  private static List<String> tokens(List<SpokenWord> words, int kept) {
    return words.subList(Math.max(0, words.size() - kept), words.size()).stream()
        .map(SpokenWord::token)
        .toList();
  }
}
