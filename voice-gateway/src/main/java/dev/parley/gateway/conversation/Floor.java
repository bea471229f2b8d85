package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Verdict;
import dev.parley.gateway.conversation.Event.Heard;

/**
 * Who has the floor: what becomes of a sound that the caller makes while the bot speaks or thinks.
 * Nobody can know at its onset, so it is decided in stages.
 *
 * <pre>
 *            soundBegan: P unknown                 P >= commitAbove, no words yet
 *   FULL ------------------------------> LOWERED --------------------------------> HELD
 *     ^  <- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - |
 *     |     P <= backBelow, or the sound      words known and P >= commitAbove      | words
 *     |     is over and unlikely to matter,   or >= likely when it ends             |
 *     |     or nothing is known after                       |                       |
 *     |     longestYield or longestHold                     v                       v
 *     +-- IGNORED: its words are forgotten               TOOK_FLOOR: the answer is cut
 * </pre>
 *
 * One "mm-hmm" of 300 ms: {@link #soundBegan} lowers the voice 60 ms after its onset; {@link
 * #estimated} raises it as soon as the classifier is sure, or {@link #soundEnded} when the sound is
 * over; {@link #letsCount} throws its words away when they are known. The bot never paused, and the
 * answer is still the same.
 *
 * <p>While the bot is thinking the same happens to a voice that nobody hears yet, so a cough
 * doesn't delay the answer, and an answer that comes while it isn't sure begins low.
 */
final class Floor {
  private Floor() {}

  /** A sound over the bot. */
  static void soundBegan(Move m, Utterance current, long onsetNanos) {
    Overlap before = current.overlap();
    boolean spent = before != null && before.spent();
    judge(m, current, new Overlap(onsetNanos, m.policy.likely(), m.policy.likely(), spent));
  }

  /**
   * Another sound, before the words of the last one are known. If that one was let pass, it is
   * nothing for good: two times "mm-hmm" never add up.
   */
  static void soundAgain(Move m) {
    Utterance current = m.utterance();
    Overlap overlap = m.overlap();
    if (current == null || overlap == null || !(m.caller instanceof Caller.Pausing)) {
      return;
    }
    if (overlap.probability() < overlap.bar()) {
      ignore(m, overlap);
    } else if (!(m.bot instanceof Bot.Answering)) {
      m.put(current.over(null));
    }
  }

  static void estimated(Move m, Event.OverlapEstimated e) {
    Utterance current = m.utterance();
    Overlap overlap = m.overlap();
    if (current != null && overlap != null) {
      judge(m, current, overlap.likely(e.probability()));
    }
  }

  private static void judge(Move m, Utterance current, Overlap overlap) {
    m.put(current.over(overlap));
    if (!(m.bot instanceof Bot.Answering answering)) {
      return;
    }
    double p = overlap.probability();
    boolean overAndUnlikely = m.caller instanceof Caller.Pausing && p < m.policy.likely();
    if (p >= m.policy.commitAbove()) {
      commit(m, current, answering, overlap);
    } else if (p <= m.policy.backBelow() || overAndUnlikely) {
      speak(m, answering, Voice.FULL, overlap);
    } else if (p >= m.policy.yieldAbove()
        && answering.voice() == Voice.FULL
        && m.caller instanceof Caller.Sounding
        && !overlap.spent()) {
      speak(m, answering, Voice.LOWERED, overlap);
      m.arm(Timer.YIELD, m.nanos + m.policy.longestYieldNanos());
    }
  }

  /** It is meant. Without words it may still be a noise: then the bot can go on where it was. */
  private static void commit(Move m, Utterance current, Bot.Answering answering, Overlap overlap) {
    if (current.hasWords()) {
      take(m, current, answering, overlap);
    } else if (answering.voice() != Voice.HELD && !overlap.spent()) {
      speak(m, answering, Voice.HELD, overlap);
      m.arm(Timer.YIELD, m.nanos + m.policy.longestHoldNanos());
    }
  }

  /** Words of a sound that was meant. */
  static void wordsCame(Move m) {
    Utterance current = m.utterance();
    Overlap overlap = m.overlap();
    if (current != null
        && overlap != null
        && current.hasWords()
        && m.bot instanceof Bot.Answering answering
        && answering.voice() == Voice.HELD
        && overlap.probability() >= m.policy.likely()) {
      take(m, current, answering, overlap);
    }
  }

  /** The bot can't go on speaking low, or being silent for a sound without words. */
  static void yieldedTooLong(Move m) {
    Utterance current = m.utterance();
    Overlap overlap = m.overlap();
    if (current == null
        || overlap == null
        || !(m.bot instanceof Bot.Answering answering)
        || answering.voice() == Voice.FULL) {
      return;
    }
    if (answering.voice() == Voice.LOWERED && overlap.probability() >= m.policy.likely()) {
      commit(m, current, answering, overlap);
    } else {
      m.put(current.over(overlap.spentUp()));
      speak(m, answering, Voice.FULL, overlap);
    }
  }

  static void soundEnded(Move m) {
    Overlap overlap = m.overlap();
    if (overlap != null
        && m.bot instanceof Bot.Answering answering
        && answering.voice() == Voice.LOWERED
        && overlap.probability() < m.policy.likely()) {
      speak(m, answering, Voice.FULL, overlap);
    }
  }

  /**
   * The sound is over and its words are known as well as they will be: the last word on it.
   *
   * @return whether the words are a turn of the caller; otherwise they are forgotten
   */
  static boolean letsCount(Move m, Utterance current, Event.Final e) {
    Overlap overlap = current.overlap();
    if (overlap == null) {
      return true;
    }
    double bar = e.heard() == Heard.NOT_UNDERSTOOD ? m.policy.commitAbove() : overlap.bar();
    if (e.heard() != Heard.NOTHING && overlap.probability() >= bar) {
      if (m.bot instanceof Bot.Answering answering) {
        take(m, current, answering, overlap);
      }
      return true;
    }
    ignore(m, overlap);
    return false;
  }

  private static void ignore(Move m, Overlap overlap) {
    judged(m, Verdict.IGNORED, overlap);
    CallerTurn.dropUtterance(m);
    if (m.bot instanceof Bot.Answering answering) {
      speak(m, answering, Voice.FULL, overlap);
    }
  }

  /**
   * The bot has ended by itself. What began with its last words, or goes on after them, is the
   * caller's turn unless it is plainly nothing; what was over before is judged like before.
   */
  static void botEnded(Move m) {
    m.disarm(Timer.YIELD);
    Utterance current = m.utterance();
    Overlap overlap = m.overlap();
    if (current == null || overlap == null) {
      return;
    }
    boolean withLastWords = overlap.onsetNanos() >= m.nanos - m.policy.lastWordsNanos();
    boolean goesOn = m.caller instanceof Caller.Sounding;
    boolean plainlyNothing = overlap.probability() <= m.policy.backBelow();
    if (withLastWords || (goesOn && !plainlyNothing)) {
      m.put(current.over(null));
    } else if (goesOn) {
      m.put(current.over(overlap.withBar(Math.nextUp(m.policy.backBelow()))));
    }
  }

  private static void take(Move m, Utterance current, Bot.Answering answering, Overlap overlap) {
    judged(m, Verdict.TOOK_FLOOR, overlap);
    m.put(current.over(null));
    BotTurn.cut(m, answering.answer());
  }

  private static void speak(Move m, Bot.Answering answering, Voice voice, Overlap overlap) {
    if (answering.voice() == voice) {
      return;
    }
    m.disarm(Timer.YIELD);
    if (voice == Voice.HELD) {
      // what was sent and not played is taken back, so the end is not near any more
      m.disarm(Timer.PLAYED);
    }
    m.bot = new Bot.Answering(answering.answer(), voice);
    m.add(new Command.SetVoice(answering.answer().id(), voice));
    BotTurn.awaitVoice(m);
    judged(
        m,
        switch (voice) {
          case FULL -> Verdict.WENT_ON;
          case LOWERED -> Verdict.YIELDED;
          case HELD -> Verdict.HELD;
        },
        overlap);
  }

  private static void judged(Move m, Verdict verdict, Overlap overlap) {
    m.tell(
        new Notice.OverlapJudged(
            m.turn, verdict, overlap.probability(), m.nanos - overlap.onsetNanos()));
  }
}
