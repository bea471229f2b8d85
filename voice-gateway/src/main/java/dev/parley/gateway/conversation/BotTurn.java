package dev.parley.gateway.conversation;

import dev.parley.gateway.clause.ClauseChunker;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Script.Stage;
import dev.parley.gateway.disclosure.Truth;
import dev.parley.gateway.trace.TurnTrace;
import dev.parley.gateway.trace.TurnTrace.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bot's turn: from the words of the caller to what they heard of the answer. An answer may
 * begin as a draft, before the turn is the bot's; until then only its first clause is synthesised.
 */
final class BotTurn {
  private static final int MOST_DISCLOSURES = 3;

  private BotTurn() {}

  // ---- beginning

  static void disclose(Move m) {
    if (m.bot instanceof Bot.Waiting) {
      disclose(m, 1);
    }
  }

  private static void disclose(Move m, int tries) {
    m.reminderDue = false;
    Answer said = begin(m, 0, "");
    m.bot = new Bot.Disclosing(said, tries);
    m.add(new Command.Play(said.id()));
    m.put(said.with(said.script().adding(m.rules.disclosure()).at(Stage.WRITTEN)));
    pour(m, said.id());
  }

  /** What was lost of the disclosure may have been the word that mattered: said again, once cut. */
  static void lineBack(Move m) {
    if (m.bot instanceof Bot.Disclosing b) {
      m.add(new Command.CutAnswer(b.answer().id()));
    }
  }

  private static void discloseAgain(Move m, Bot.Disclosing cut) {
    m.disarm(Timer.AUDIO, Timer.PLAYED);
    if (cut.tries() < MOST_DISCLOSURES) {
      disclose(m, cut.tries() + 1);
      return;
    }
    m.bot = new Bot.Waiting();
    m.tell(new Notice.AnswerOver(0, cut.answer().script().said(), "", Outcome.FAILED));
    m.hangUp("the disclosure could not be heard");
  }

  /** The turn is the bot's. */
  static void answer(Move m, String words, boolean understood, Spoken spoken) {
    m.silences = 0;
    if (m.reminderDue && understood) {
      m.kept = new Kept(words, spoken);
      disclose(m, 1);
      CallerTurn.draft(m, words);
      return;
    }
    m.kept = null;
    m.drafts = 0;
    long turn = ++m.turn;
    m.tell(new Notice.TurnHeard(turn, understood ? words : "", understood));
    m.rules
        .truth()
        .replyTo(words)
        .ifPresent(reply -> reply.asked().forEach(what -> m.tell(asked(turn, what, reply.text()))));
    Answer drafted = m.draft;
    if (drafted != null
        && drafted.question().equals(words)
        && (m.endDue == null || drafted.parting() != null)) {
      m.draft = null;
      m.context.add(new Line.CallerSaid(words));
      play(m, drafted.to(spoken));
      return;
    }
    dropDraft(m);
    Answer next = write(m, begin(m, turn, words), words);
    m.context.add(new Line.CallerSaid(words));
    play(m, next.to(spoken));
  }

  private static Notice asked(long turn, Truth.Asked what, String reply) {
    return switch (what) {
      case IDENTITY -> new Notice.IdentityAsked(turn, reply);
      case HUMAN -> new Notice.HumanAsked(turn, reply);
    };
  }

  private static void play(Move m, Answer next) {
    TurnTrace trace = next.trace();
    boolean waited = m.nanos > trace.latest();
    m.bot =
        new Bot.Answering(
            waited ? next.with(trace.reached(Moment.FLOOR_FREE, m.nanos)) : next, Voice.FULL);
    m.add(new Command.Play(next.id()));
    if (!next.script().said().isEmpty()) {
      m.tell(new Notice.AnswerSoFar(next.turn(), next.script().said()));
    }
    pour(m, next.id());
  }

  static void draft(Move m, String words) {
    m.drafts++;
    Answer next = begin(m, m.turn + 1, words);
    m.draft = write(m, next, words);
    pour(m, next.id());
  }

  /** As if it had never been. */
  static void dropDraft(Move m) {
    Answer dropped = m.draft;
    if (dropped != null) {
      m.draft = null;
      stopWriting(m, dropped);
      m.add(new Command.DropAnswer(dropped.id()));
    }
  }

  private static Answer begin(Move m, long turn, String words) {
    Answer next = Answer.begin(m.nextAnswer(), turn, words);
    m.add(new Command.BeginAnswer(next.id(), turn));
    return next;
  }

  /** Asks the model, unless the answer must not be the model's. */
  private static Answer write(Move m, Answer answer, String words) {
    Due due = m.endDue;
    if (due != null) {
      return answer
          .last(Parting.hangUp(due.reason()))
          .with(answer.script().adding(due.sentence()).at(Stage.WRITTEN));
    }
    Truth.Reply reply = m.rules.truth().replyTo(words).orElse(null);
    if (reply != null && reply.whole()) {
      Answer whole = answer.with(answer.script().adding(reply.text()).at(Stage.WRITTEN));
      return reply.transferTo() == null ? whole : whole.last(Parting.transfer(reply.transferTo()));
    }
    generate(m, answer, words);
    return reply == null ? answer : answer.with(answer.script().behind(reply.text()));
  }

  private static void generate(Move m, Answer answer, String words) {
    List<Line> told = new ArrayList<>(m.context);
    if (m.bot instanceof Bot.Disclosing disclosing) {
      // it will have been heard: nothing can cut it
      told.add(new Line.BotSaid(disclosing.answer().script().said(), false));
    }
    told.add(new Line.CallerSaid(words));
    ask(m, answer, told);
  }

  static void ask(Move m, Answer answer, List<Line> told) {
    m.add(new Command.Generate(answer.id(), answer.turn(), told));
    awaitModel(m);
  }

  private static void awaitModel(Move m) {
    m.arm(Timer.MODEL, m.nanos + m.rules.modelNanos());
  }

  private static void stopWriting(Move m, Answer answer) {
    if (answer.script().stage() == Stage.WRITING) {
      m.disarm(Timer.MODEL);
      m.add(new Command.CancelGeneration(answer.id()));
    }
  }

  // ---- the model writes

  static void text(Move m, Event.TextDelta e) {
    Answer writing = writing(m, e.answer());
    if (writing == null) {
      return;
    }
    awaitModel(m);
    ClauseChunker.Cut cut = writing.script().chunker().add(e.text());
    m.put(
        writing
            .with(writing.trace().reached(Moment.FIRST_TOKEN, e.nanos()))
            .with(writing.script().cutting(cut)));
    pour(m, writing.id());
  }

  static void toolCalled(Move m, Event.ToolCalled e) {
    Answer writing = writing(m, e.answer());
    if (writing != null) {
      awaitModel(m);
      m.put(writing.with(writing.script().calling(e.call())));
      pour(m, writing.id());
    }
  }

  static void generationEnded(Move m, Event.GenerationEnded e) {
    Answer writing = writing(m, e.answer());
    if (writing == null) {
      return;
    }
    m.disarm(Timer.MODEL);
    Script script = writing.script().cutting(writing.script().chunker().finish());
    if (script.calls().isEmpty() && isOnlyFiller(m, script)) {
      fail(m, writing, "the language model gave an empty answer");
      return;
    }
    m.put(writing.with(script.at(script.calls().isEmpty() ? Stage.WRITTEN : Stage.AT_TOOLS)));
    pour(m, writing.id());
    ToolTurn.afterTools(m);
  }

  static void generationFailed(Move m, Event.GenerationFailed e) {
    Answer writing = writing(m, e.answer());
    if (writing != null) {
      m.disarm(Timer.MODEL);
      fail(m, writing, e.why());
    }
  }

  static void modelOverdue(Move m) {
    Answer late = m.draft == null ? m.current() : m.draft;
    if (late != null && late.script().stage() == Stage.WRITING) {
      stopWriting(m, late);
      fail(m, late, "no words from the language model in time");
    }
  }

  private static @Nullable Answer writing(Move m, long id) {
    Answer found = m.find(id);
    return found != null && found.script().stage() == Stage.WRITING ? found : null;
  }

  private static boolean isOnlyFiller(Move m, Script script) {
    return script.unsaid().isEmpty() && script.said().replace(m.rules.filler(), "").isBlank();
  }

  /**
   * Says what is whole, or an apology: what was said before a tool was called is no answer yet. A
   * draft is simply tried again in time.
   */
  static void fail(Move m, Answer failed, String why) {
    if (m.isDraft(failed.id())) {
      m.draft = null;
      m.add(new Command.DropAnswer(failed.id()));
      return;
    }
    m.tell(new Notice.Trouble("language-model", why));
    Script script = failed.script();
    Script rest = script.chunker().first() ? script.adding(m.rules.apology()) : script;
    m.disarm(Timer.FILLER);
    m.put(failed.failing(Answer.Failure.MODEL).with(rest.at(Stage.WRITTEN)));
    pour(m, failed.id());
  }

  /** Clauses to the voice and tools to work, as far as they may go. */
  static void pour(Move m, long id) {
    Answer answer = m.find(id);
    if (answer == null) {
      return;
    }
    boolean draft = m.isDraft(id);
    Script script = answer.script();
    long clausesBefore = script.clauses();
    while (!script.unsaid().isEmpty() && (!draft || script.clauses() == 0)) {
      Truth.Correction correction =
          m.rules.truth().correctionFor(script.said() + script.unsaid().getFirst()).orElse(null);
      // who puts the caller through may say so
      if (correction != null
          && !(correction.of() == Truth.Falsehood.PROMISE && answer.transfers())) {
        script = correct(m, answer, script, correction);
      }
      String clause = script.unsaid().getFirst();
      script = script.sayingNext();
      m.add(new Command.Speak(id, script.clauses(), clause));
    }
    if (script.clauses() > 0) {
      answer = answer.with(answer.trace().reached(Moment.FIRST_CLAUSE, m.nanos));
    }
    m.put(answer.with(script));
    if (draft) {
      return;
    }
    if (script.clauses() > clausesBefore) {
      m.tell(new Notice.AnswerSoFar(answer.turn(), script.said()));
    }
    ToolTurn.run(m, answer.with(script));
    if (script.stage() == Stage.WRITTEN) {
      m.add(new Command.EndAnswer(id));
    }
    awaitVoice(m);
  }

  /** Nothing of what a model wrote that would have lied about this can be trusted. */
  private static Script correct(Move m, Answer answer, Script script, Truth.Correction correction) {
    stopWriting(m, answer);
    m.disarm(Timer.FILLER);
    m.tell(
        switch (correction.of()) {
          case CLAIM -> new Notice.ClaimStopped(answer.turn());
          case PROMISE -> new Notice.PromiseStopped(answer.turn());
        });
    return script.endingWith(correction.text());
  }

  // ---- the voice speaks

  static void audioArrived(Move m, Event.AudioArrived e) {
    Answer answer = m.find(e.answer());
    if (answer != null) {
      m.put(
          answer
              .with(answer.trace().reached(Moment.FIRST_AUDIO, e.nanos()))
              .with(answer.script().dry(false)));
      awaitVoice(m);
    }
  }

  static void clauseSynthesised(Move m, Event.ClauseSynthesised e) {
    Answer answer = m.find(e.answer());
    if (answer != null) {
      m.put(answer.with(answer.script().synthesised(e.clause())));
      awaitVoice(m);
    }
  }

  static void ranDry(Move m, Event.RanDry e) {
    Answer answer = m.find(e.answer());
    if (answer != null) {
      m.put(answer.with(answer.script().dry(true)));
      awaitVoice(m);
      ToolTurn.voiceRanDry(m, answer);
    }
  }

  static void awaitVoice(Move m) {
    Answer answer = m.current();
    boolean held = m.bot instanceof Bot.Answering b && b.voice() == Voice.HELD;
    boolean awaited = answer != null && !held && answer.script().isVoiceAwaited();
    if (!awaited) {
      m.disarm(Timer.AUDIO);
    } else if (!m.isArmed(Timer.AUDIO)) {
      m.arm(Timer.AUDIO, m.nanos + m.rules.audioNanos());
    }
  }

  static void synthesisFailed(Move m, Event.SynthesisFailed e) {
    if (m.isDraft(e.answer())) {
      dropDraft(m);
      return;
    }
    voiceFailed(m, m.find(e.answer()), e.why());
  }

  static void audioOverdue(Move m) {
    voiceFailed(m, m.current(), "no audio in time");
  }

  private static void voiceFailed(Move m, @Nullable Answer mute, String why) {
    if (mute != null) {
      m.tell(new Notice.Trouble("text-to-speech", why));
      cut(m, mute.failing(Answer.Failure.VOICE));
    }
  }

  static void playoutStarted(Move m, Event.PlayoutStarted e) {
    Answer answer = m.current();
    if (answer == null || answer.id() != e.answer() || answer.audible()) {
      return;
    }
    Answer heard = answer.heard().with(answer.trace().reached(Moment.PLAYOUT, e.nanos()));
    m.put(heard);
    if (heard.spoken() != null) {
      m.tell(new Notice.Latency(heard.turn(), heard.trace().gapNanos(), heard.trace().segments()));
    }
  }

  static void allSent(Move m, Event.AllSent e) {
    Answer answer = m.current();
    boolean written =
        answer != null && answer.id() == e.answer() && answer.script().stage() == Stage.WRITTEN;
    if (written) {
      m.arm(Timer.PLAYED, e.doneNanos() + m.rules.playedNanos());
    }
  }

  /** Nobody says that it was played: what was heard is what is known to have been. */
  static void playedOverdue(Move m) {
    Answer answer = m.current();
    if (answer != null) {
      m.add(new Command.CutAnswer(answer.id()));
    }
  }

  // ---- ending

  /** Silent now, for good. */
  static void cut(Move m, Answer answer) {
    stopWriting(m, answer);
    m.disarm(Timer.AUDIO, Timer.YIELD, Timer.FILLER, Timer.PLAYED);
    m.bot = new Bot.Stopping(answer);
    m.add(new Command.CutAnswer(answer.id()));
  }

  static void playoutEnded(Move m, Event.PlayoutEnded e) {
    switch (m.bot) {
      case Bot.Waiting b -> {}
      case Bot.Disclosing b -> disclosed(m, b, e);
      case Bot.Answering b -> over(m, b.answer(), e, false);
      case Bot.Stopping b -> over(m, b.answer(), e, true);
    }
  }

  private static void disclosed(Move m, Bot.Disclosing b, Event.PlayoutEnded e) {
    boolean isWhole = e.heardText().equals(b.answer().script().said());
    if (isWhole || b.answer().id() != e.answer()) {
      over(m, b.answer(), e, false);
    } else {
      discloseAgain(m, b);
    }
  }

  private static void over(Move m, Answer answer, Event.PlayoutEnded e, boolean cut) {
    if (answer.id() != e.answer()) {
      return;
    }
    if (!cut) {
      // a voice may end before the model does
      stopWriting(m, answer);
    }
    m.disarm(Timer.AUDIO, Timer.YIELD, Timer.FILLER, Timer.PLAYED);
    m.bot = new Bot.Waiting();
    String said = answer.script().said();
    boolean heardNothing = e.heardText().isBlank();
    if (!heardNothing) {
      m.context.add(new Line.BotSaid(e.heardText(), !e.heardText().equals(said)));
    } else if (cut && !answer.failed()) {
      takeQuestionBack(m, answer);
    }
    Parting parting = cut && !answer.failed() && m.endDue == null ? null : answer.parting();
    boolean nothingElseToSay = m.kept == null && m.caller instanceof Caller.Silent;
    if (parting == null
        && answer.turn() > 0
        && answer.failure() == Answer.Failure.VOICE
        && nothingElseToSay
        && !said.endsWith(m.rules.apology())) {
      apologise(m, answer);
      return;
    }
    m.tell(
        new Notice.AnswerOver(
            answer.turn(), said, e.heardText(), outcome(answer, cut, heardNothing)));
    if (parting != null) {
      m.part(parting);
      return;
    }
    if (answer.turn() == 0 && answer.failed()) {
      // nobody is spoken to who was not told that they talk to an AI
      m.hangUp("the disclosure could not be spoken");
      return;
    }
    if (answer.turn() == 0) {
      m.arm(Timer.REMIND, m.nanos + m.rules.remindNanos());
    }
    CallerTurn.floorFree(m);
  }

  /** The voice failed; a new synthesis may not. Once, and only if the caller waits for it. */
  private static void apologise(Move m, Answer mute) {
    Spoken spoken = mute.spoken();
    Answer next = begin(m, mute.turn(), "").failing(Answer.Failure.VOICE);
    say(m, mute.audible() || spoken == null ? next : next.to(spoken), m.rules.apology());
  }

  /** Something that isn't the model's, and that nobody asked for. */
  static void say(Move m, String sentence, @Nullable Parting parting) {
    Answer next = begin(m, ++m.turn, "");
    say(m, parting == null ? next : next.last(parting), sentence);
  }

  private static void say(Move m, Answer answer, String sentence) {
    m.bot =
        new Bot.Answering(
            answer.with(answer.script().adding(sentence).at(Stage.WRITTEN)), Voice.FULL);
    m.add(new Command.Play(answer.id()));
    pour(m, answer.id());
  }

  private static Outcome outcome(Answer answer, boolean cut, boolean heardNothing) {
    if (answer.failed()) {
      return Outcome.FAILED;
    }
    return !cut ? Outcome.ANSWERED : heardNothing ? Outcome.DISCARDED : Outcome.INTERRUPTED;
  }

  /**
   * Nothing was heard, and the end of the turn had been a guess: the caller was not done, and what
   * comes belongs to the same turn.
   */
  private static void takeQuestionBack(Move m, Answer answer) {
    Spoken spoken = answer.spoken();
    boolean sure = spoken == null || spoken.endOfTurn() >= m.policy.sure();
    // a tool that ran has done its work for this question
    boolean acted = answer.script().rounds() > 1 || answer.script().run() > 0;
    if (spoken == null || sure || acted || m.context.isEmpty()) {
      return;
    }
    Line last = m.context.getLast();
    if (last.equals(new Line.CallerSaid(answer.question()))) {
      m.context.removeLast();
      Kept later = m.kept;
      m.kept =
          later == null
              ? new Kept(answer.question(), spoken)
              : new Kept(Move.join(answer.question(), later.words()), later.spoken());
    }
  }
}
