package dev.parley.gateway.audio;

import java.util.ArrayList;
import java.util.List;

/** The clauses of one answer, and which samples speak which characters; one owner. */
final class SpokenAnswer {
  // 16 characters a second, about 185 words a minute; only used while a clause's length is unknown
  private static final int TYPICAL_SAMPLES_PER_CHAR = 1_000;

  private static final class Clause {
    private final long id;
    private final String text;
    private final List<WordMark> marks = new ArrayList<>();
    private long start;
    private long samples;
    private boolean begun;
    private boolean ended;

    Clause(long id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  /** From this place of the line on, the answer is sent from that sample on. */
  private record Anchor(long line, long answer) {}

  private final List<Clause> clauses = new ArrayList<>();
  private final List<Anchor> anchors = new ArrayList<>();
  private long samples;

  void begin(long clauseId, String text) {
    if (!clauses.isEmpty() && clauses.getLast().id >= clauseId) {
      throw new IllegalArgumentException(
          "expected a clause after " + clauses.getLast().id + ", found " + clauseId);
    }
    clauses.add(new Clause(clauseId, text));
  }

  void append(long clauseId, int length) {
    Clause clause = find(clauseId);
    if (clause.ended) {
      throw new IllegalArgumentException(
          "expected no audio for clause "
              + clauseId
              + " after its end, found "
              + length
              + " samples");
    }
    reach(clause);
    clause.samples += length;
    samples += length;
  }

  void mark(long clauseId, WordMark mark) {
    find(clauseId).marks.add(mark);
  }

  void end(long clauseId) {
    Clause clause = find(clauseId);
    reach(clause);
    clause.ended = true;
  }

  void endAll() {
    for (Clause clause : clauses) {
      if (clause.begun) {
        clause.ended = true;
      }
    }
  }

  /** The next frame starts at this place of the line, with that sample of the answer. */
  void anchor(long line, long answer) {
    while (!anchors.isEmpty() && anchors.getLast().line >= line) {
      // sent once, dropped by the caller's end, never played
      anchors.removeLast();
    }
    anchors.add(new Anchor(line, answer));
  }

  /** How many samples of the answer were played when the line has come so far. */
  long position(long linePlayed) {
    for (int i = anchors.size() - 1; i >= 0; i--) {
      Anchor anchor = anchors.get(i);
      if (linePlayed >= anchor.line) {
        // the pad of the last frame belongs to no clause
        return Math.min(anchor.answer + linePlayed - anchor.line, samples);
      }
    }
    return 0;
  }

  /** Where the word begins that is cut at this sample; the sample itself if none is known to be. */
  long wordStart(long played) {
    for (Clause clause : clauses) {
      long inClause = played - clause.start;
      if (!clause.begun || inClause <= 0) {
        break;
      }
      if (clause.ended && inClause >= clause.samples) {
        continue;
      }
      for (WordMark mark : clause.marks) {
        long start = (long) mark.startMillis() * Pcm.SAMPLES_PER_MILLI;
        long end = (long) mark.endMillis() * Pcm.SAMPLES_PER_MILLI;
        if (start < inClause && inClause < end) {
          return clause.start + start;
        }
      }
    }
    return played;
  }

  /** What is heard of the answer once so many samples of it were played. */
  Heard heard(long played) {
    StringBuilder text = new StringBuilder();
    Heard.Basis basis = Heard.Basis.WHOLE_CLAUSES;
    for (Clause clause : clauses) {
      if (!clause.begun || played < clause.start) {
        break;
      }
      long inClause = played - clause.start;
      if (clause.ended && inClause >= clause.samples) {
        text.append(clause.text);
        continue;
      }
      if (inClause > 0) {
        text.append(clause.text, 0, heardChars(clause, inClause));
        basis = clause.marks.isEmpty() ? Heard.Basis.ESTIMATE : Heard.Basis.WORD_MARKS;
      }
      break;
    }
    return new Heard(text.toString(), played / Pcm.SAMPLES_PER_MILLI, basis);
  }

  private static int heardChars(Clause clause, long inClause) {
    if (clause.marks.isEmpty()) {
      return estimatedChars(clause, inClause);
    }
    int end = 0;
    for (WordMark mark : clause.marks) {
      if ((long) mark.endMillis() * Pcm.SAMPLES_PER_MILLI <= inClause) {
        end = Math.max(end, mark.endChar());
      }
    }
    return Math.min(end, clause.text.length());
  }

  private static int estimatedChars(Clause clause, long inClause) {
    int length = clause.text.length();
    long typical = (long) length * TYPICAL_SAMPLES_PER_CHAR;
    long whole = clause.ended ? clause.samples : Math.max(clause.samples, typical);
    int chars = (int) Math.min(length, length * inClause / Math.max(1, whole));
    return wordEnd(clause.text, chars);
  }

  /** The end of the last word that lies wholly within the first {@code chars} characters. */
  private static int wordEnd(String text, int chars) {
    int end = chars;
    boolean inWord = end < text.length() && !Character.isWhitespace(text.charAt(end));
    while (inWord && end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Engines speak clauses in order: sound of one ends those before it. */
  private void reach(Clause clause) {
    if (clause.begun) {
      return;
    }
    for (Clause earlier : clauses) {
      if (earlier == clause) {
        break;
      }
      if (!earlier.begun) {
        earlier.begun = true;
        earlier.start = samples;
      }
      earlier.ended = true;
    }
    clause.begun = true;
    clause.start = samples;
  }

  private Clause find(long clauseId) {
    for (int i = clauses.size() - 1; i >= 0; i--) {
      if (clauses.get(i).id == clauseId) {
        return clauses.get(i);
      }
    }
    throw new IllegalArgumentException(
        "expected a clause that was begun, found " + clauseId + ": call beginClause first");
  }
}
