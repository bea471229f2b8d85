package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Event.Heard;
import java.util.Locale;

/**
 * The caller's turn: from the voice to words to the end of the turn. Sounds made while the bot has
 * the floor are {@link Floor}'s first; only what {@link Floor} lets count becomes a turn.
 */
final class CallerTurn {
  private CallerTurn() {}

  // ---- the voice

  static void speechStarted(Move m, Event.SpeechStarted e) {
    Floor.soundAgain(m);
    m.disarm(Timer.PAUSE, Timer.TRANSCRIPT, Timer.SPECULATE);
    Utterance current = m.utterance();
    if (current == null || current.lost()) {
      if (current != null && current.overlap() == null && current.hasWords()) {
        m.kept = new Kept(m.afterKept(current.text()), Spoken.at(m.nanos));
      }
      Utterance next = Utterance.begin(m.nextUtterance());
      current = current == null ? next : next.over(current.overlap());
      m.add(new Command.StartUtterance(next.id()));
    }
    m.caller = new Caller.Sounding(current);
    if (m.bot instanceof Bot.Answering) {
      Floor.soundBegan(m, current, e.onsetNanos());
    }
  }

  static void speechEnded(Move m, Event.SpeechEnded e) {
    if (!(m.caller instanceof Caller.Sounding sounding)) {
      return;
    }
    Utterance current = sounding.utterance().finishing(m.nextFinish());
    double unknown = m.policy.unknownEndOfTurn();
    Pause pause = new Pause(e.endNanos(), e.nanos(), unknown, null, null);
    m.caller = new Caller.Pausing(current, pause);
    m.arm(Timer.PAUSE, e.endNanos() + m.policy.waitNanos(unknown));
    Floor.soundEnded(m);
    if (current.lost()) {
      finalTranscript(m, notUnderstood(m, current));
      return;
    }
    m.add(new Command.FinishUtterance(current.id(), current.finish()));
    m.arm(Timer.TRANSCRIPT, e.nanos() + m.rules.transcriptNanos());
  }

  static void endOfTurn(Move m, Event.EndOfTurnEstimated e) {
    if (!(m.caller instanceof Caller.Pausing pausing)) {
      return;
    }
    Pause pause = pausing.pause().likely(e.probability());
    m.caller = new Caller.Pausing(pausing.utterance(), pause);
    if (pause.overNanos() == null) {
      m.arm(Timer.PAUSE, pause.endNanos() + m.policy.waitNanos(e.probability()));
      planDraft(m, pausing.utterance(), pause);
    }
  }

  static void pauseOver(Move m) {
    if (!(m.caller instanceof Caller.Pausing pausing)) {
      return;
    }
    Pause pause = pausing.pause().over(m.nanos);
    m.caller = new Caller.Pausing(pausing.utterance(), pause);
    if (pausing.utterance().overlap() == null && pause.result() != null) {
      turnOver(m, pausing.utterance(), pause, pause.result());
    }
  }

  // ---- the words

  static void partial(Move m, Event.Partial e) {
    Utterance current = m.utterance();
    if (current == null || current.id() != e.utterance()) {
      return;
    }
    if (e.text().isBlank() && current.text().isBlank()) {
      return;
    }
    if (m.caller instanceof Caller.Pausing pausing && pausing.pause().result() != null) {
      // late: the final knows better
      return;
    }
    m.put(current.saying(e.text(), e.stableChars()));
    String whole = m.afterKept(e.text());
    m.tell(
        new Notice.PartialHeard(
            m.turn + 1, whole, whole.length() - e.text().length() + e.stableChars()));
    dropDraftUnlessOn(m, whole);
    Floor.wordsCame(m);
  }

  static void finalTranscript(Move m, Event.Final e) {
    Utterance current = m.utterance();
    if (current == null || current.id() != e.utterance() || current.finish() != e.finish()) {
      return;
    }
    Utterance said =
        e.heard() == Heard.WORDS ? current.saying(e.text(), e.text().length()) : current;
    m.put(said);
    if (!(m.caller instanceof Caller.Pausing pausing)) {
      // overtaken by more speech: as good as a partial
      Floor.wordsCame(m);
      return;
    }
    m.disarm(Timer.TRANSCRIPT);
    Pause pause = pausing.pause().known(e);
    m.caller = new Caller.Pausing(said, pause);
    if (Floor.letsCount(m, said, e)) {
      wordsKnown(m, said.over(null), pause, e);
    }
  }

  private static void wordsKnown(Move m, Utterance said, Pause pause, Event.Final e) {
    m.caller = new Caller.Pausing(said, pause);
    if (e.heard() == Heard.NOTHING) {
      dropUtterance(m);
      if (m.draft != null && !m.draft.question().equals(m.afterKept(""))) {
        BotTurn.dropDraft(m);
      }
      m.drafts = m.kept == null ? 0 : m.drafts;
      answerKept(m);
    } else if (pause.overNanos() != null) {
      turnOver(m, said, pause, e);
    } else {
      m.arm(Timer.PAUSE, pause.endNanos() + m.policy.waitNanos(pause.endOfTurn()));
      planDraft(m, said, pause);
    }
  }

  static void transcriptionFailed(Move m, Event.TranscriptionFailed e) {
    m.tell(new Notice.Trouble("speech-to-text", e.why()));
    Utterance current = m.utterance();
    if (current == null) {
      return;
    }
    m.put(current.losing());
    if (m.caller instanceof Caller.Pausing pausing && pausing.pause().result() == null) {
      finalTranscript(m, notUnderstood(m, current));
    }
  }

  static void transcriptOverdue(Move m) {
    Utterance current = m.utterance();
    if (current != null) {
      m.tell(new Notice.Trouble("speech-to-text", "no transcript in time"));
      finalTranscript(m, notUnderstood(m, current));
    }
  }

  private static Event.Final notUnderstood(Move m, Utterance of) {
    return new Event.Final(m.nanos, of.id(), of.finish(), Heard.NOT_UNDERSTOOD, "");
  }

  /**
   * What is typed is meant, and cuts at once. Words spoken just before it belong to it; a sound
   * that still goes on is given up.
   */
  static void typed(Move m, Event.Typed e) {
    Utterance current = m.utterance();
    String spoken = current == null || current.overlap() != null ? "" : current.text();
    dropUtterance(m);
    m.disarm(Timer.YIELD);
    String words = m.afterKept(Move.join(spoken, e.text()));
    if (m.bot instanceof Bot.Waiting) {
      BotTurn.answer(m, words, true, Spoken.at(e.nanos()));
      return;
    }
    m.kept = new Kept(words, Spoken.at(e.nanos()));
    switch (m.bot) {
      case Bot.Answering b -> BotTurn.cut(m, b.answer());
      case Bot.Disclosing b -> draft(m, words);
      case Bot.Waiting b -> {}
      case Bot.Stopping b -> {}
    }
  }

  // ---- the end of the turn

  private static void turnOver(Move m, Utterance said, Pause pause, Event.Final result) {
    utteranceOver(m, true);
    Long overNanos = pause.overNanos();
    Spoken spoken =
        new Spoken(
            pause.endNanos(),
            pause.seenNanos(),
            overNanos == null ? m.nanos : overNanos,
            result.nanos(),
            pause.endOfTurn());
    // words known before a final was lost are words all the same
    String known = result.heard() == Heard.WORDS ? said.text() : said.stableText();
    boolean hasWords = !known.isBlank() || m.kept != null;
    String words = hasWords ? m.afterKept(known) : m.rules.notUnderstood();
    switch (m.bot) {
      case Bot.Waiting b -> BotTurn.answer(m, words, hasWords, spoken);
      case Bot.Stopping b -> m.kept = new Kept(words, spoken);
      case Bot.Disclosing b -> {
        // to be told of not having been understood in the middle of the disclosure helps nobody
        if (hasWords) {
          m.kept = new Kept(words, spoken);
          draft(m, words);
        }
      }
      case Bot.Answering b ->
          throw new IllegalStateException(
              "expected a free floor at the end of a turn, found " + b + " and " + said);
    }
  }

  /** The bot is done: what had to wait for that. */
  static void floorFree(Move m) {
    Floor.botEnded(m);
    switch (m.caller) {
      case Caller.Silent c -> answerKept(m);
      case Caller.Sounding c -> {}
      case Caller.Pausing c -> {
        Event.Final result = c.pause().result();
        if (c.utterance().overlap() != null || result == null) {
          return;
        }
        if (c.pause().overNanos() != null) {
          turnOver(m, c.utterance(), c.pause(), result);
        } else {
          planDraft(m, c.utterance(), c.pause());
        }
      }
    }
  }

  private static void answerKept(Move m) {
    Kept waiting = m.kept;
    if (waiting != null && m.bot instanceof Bot.Waiting && m.keys.isEmpty()) {
      BotTurn.answer(m, waiting.words(), true, waiting.spoken());
    }
  }

  static void dropUtterance(Move m) {
    utteranceOver(m, false);
  }

  private static void utteranceOver(Move m, boolean isTurn) {
    Utterance current = m.utterance();
    if (current != null) {
      m.disarm(Timer.PAUSE, Timer.TRANSCRIPT, Timer.SPECULATE);
      m.add(new Command.DropUtterance(current.id(), isTurn));
      m.caller = new Caller.Silent();
    }
  }

  // ---- ahead of the end of the turn

  /** The model is asked when the end of the turn is as near as its answer is far. */
  private static void planDraft(Move m, Utterance said, Pause pause) {
    Event.Final result = pause.result();
    if (result == null || result.heard() != Heard.WORDS || said.overlap() != null) {
      return;
    }
    long at =
        pause.endNanos() + m.policy.waitNanos(pause.endOfTurn()) - m.policy.speculateAheadNanos();
    if (at <= m.nanos) {
      m.disarm(Timer.SPECULATE);
      draft(m, m.afterKept(said.text()));
    } else {
      m.arm(Timer.SPECULATE, at);
    }
  }

  static void speculationDue(Move m) {
    if (m.caller instanceof Caller.Pausing pausing) {
      draft(m, m.afterKept(pausing.utterance().text()));
    }
  }

  static void draft(Move m, String words) {
    boolean floorIsFreeOrWillBe = m.bot instanceof Bot.Waiting || m.bot instanceof Bot.Disclosing;
    if (!floorIsFreeOrWillBe || (m.draft != null && m.draft.question().equals(words))) {
      return;
    }
    BotTurn.dropDraft(m);
    if (m.drafts < m.policy.speculations()
        && !words.isBlank()
        && words.length() <= m.policy.speculateMaxChars()) {
      BotTurn.draft(m, words);
    }
  }

  /**
   * More speech may be only a cough: as long as the words don't contradict it, the draft stands.
   */
  private static void dropDraftUnlessOn(Move m, String words) {
    Answer draft = m.draft;
    if (draft != null && !plain(draft.question()).startsWith(plain(words))) {
      BotTurn.dropDraft(m);
    }
  }

  private static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}' ]+", "").strip();
  }
}
