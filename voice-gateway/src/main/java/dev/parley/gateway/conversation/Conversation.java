package dev.parley.gateway.conversation;

import dev.parley.gateway.clause.ClauseChunker;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Event.Heard;
import dev.parley.gateway.trace.TurnTrace;
import dev.parley.gateway.trace.TurnTrace.Moment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens in one call. Each event is answered by the commands it causes; the same
 * events always cause the same commands. Mutable, owned by its call, single-threaded.
 */
public final class Conversation {
  private final TurnRules rules;
  private final PauseRule pauseRule;
  private final List<Line> context = new ArrayList<>();
  private final Map<Timer, Long> armed = new EnumMap<>(Timer.class);

  private Phase phase = Phase.LISTENING;
  private long serial;
  private long turns;
  private List<Command> commands = new ArrayList<>();

  /**
   * Words of the caller that wait for an answer: said during the disclosure, or before the answer
   * was taken back.
   */
  private String held = "";

  /** When the held words were said; null for words said during the disclosure. */
  private @Nullable Utterance heldSpoken;

  private @Nullable Utterance utterance;
  private long utterances;
  private long finishes;
  private @Nullable Answer answer;
  private long answers;

  public Conversation(TurnRules rules, PauseRule pauseRule) {
    this.rules = rules;
    this.pauseRule = pauseRule;
  }

  public Phase phase() {
    return phase;
  }

  /** What the model would be told now. */
  public List<Line> context() {
    return List.copyOf(context);
  }

  public List<Command> on(Event event) {
    commands = new ArrayList<>();
    switch (event) {
      case Event.Opened e -> disclose(e.nanos());
      case Event.SpeechStarted e -> speechStarted(e);
      case Event.SpeechEnded e -> speechEnded(e);
      case Event.Partial e -> partial(e);
      case Event.Final e -> finalTranscript(e);
      case Event.TranscriptionFailed e -> transcriptionFailed(e);
      case Event.Typed e -> typed(e);
      case Event.TextDelta e -> textDelta(e);
      case Event.GenerationEnded e -> generationEnded(e);
      case Event.GenerationFailed e -> generationFailed(e.nanos(), e.answer(), e.why());
      case Event.AudioArrived e -> audioArrived(e);
      case Event.SynthesisFailed e -> synthesisFailed(e);
      case Event.PlayoutStarted e -> playoutStarted(e);
      case Event.PlayoutEnded e -> playoutEnded(e);
      case Event.TimerFired e -> timerFired(e);
    }
    return commands;
  }

  // ---- the caller's side

  private void speechStarted(Event.SpeechStarted e) {
    disarm(Timer.PAUSE);
    disarm(Timer.TRANSCRIPT);
    Utterance current = utterance;
    if (current == null) {
      current = new Utterance(++utterances);
      utterance = current;
      commands.add(new Command.StartUtterance(current.id));
    }
    current.sounds();
    if (botHasTheTurn()) {
      arm(Timer.BARGE_IN, e.onsetNanos() + rules.bargeInNanos());
    }
  }

  private void speechEnded(Event.SpeechEnded e) {
    disarm(Timer.BARGE_IN);
    Utterance current = utterance;
    if (current == null) {
      return;
    }
    current.paused(e.nanos(), e.endNanos());
    current.finish = ++finishes;
    commands.add(new Command.FinishUtterance(current.id, current.finish));
    arm(Timer.PAUSE, e.endNanos() + pauseRule.waitNanos(current.text));
  }

  private void partial(Event.Partial e) {
    Utterance current = utterance;
    if (current == null || current.id != e.utterance()) {
      return;
    }
    current.text = e.text();
    tell(new Notice.PartialHeard(turns + 1, join(held, e.text()), stable(e)));
  }

  private int stable(Event.Partial e) {
    return held.isEmpty() ? e.stableChars() : held.length() + 1 + e.stableChars();
  }

  private void finalTranscript(Event.Final e) {
    Utterance current = utterance;
    if (current == null || current.id != e.utterance() || current.finish != e.finish()) {
      return;
    }
    if (current.sounding) {
      // an early final overtaken by more speech is as good as a partial
      return;
    }
    current.result = e;
    if (current.pauseOver) {
      disarm(Timer.TRANSCRIPT);
      utteranceOver(e.nanos(), current, e.heard(), e.text());
    } else if (e.heard() == Heard.NOTHING) {
      disarm(Timer.PAUSE);
      utteranceOver(e.nanos(), current, e.heard(), "");
    } else if (e.heard() == Heard.WORDS) {
      arm(Timer.PAUSE, current.endNanos + pauseRule.waitNanos(e.text()));
    }
  }

  private void pauseOver(long nanos) {
    Utterance current = utterance;
    if (current == null) {
      return;
    }
    current.pauseOver = true;
    current.turnOverNanos = nanos;
    Event.Final result = current.result;
    if (result != null) {
      utteranceOver(nanos, current, result.heard(), result.text());
    } else {
      arm(Timer.TRANSCRIPT, nanos + rules.transcriptNanos());
    }
  }

  /** The caller has paused long enough and the transcript is known. */
  private void utteranceOver(long nanos, Utterance spoken, Heard heard, String text) {
    dropUtterance();
    if (phase == Phase.THINKING || phase == Phase.SPEAKING) {
      // too short to be an interruption by its length, so its words decide
      if (heard == Heard.WORDS && StopWords.interrupts(text)) {
        hold(text, spoken);
        takeTurnBack();
      }
      return;
    }
    switch (heard) {
      case NOTHING -> {
        if (!held.isEmpty() && phase == Phase.LISTENING) {
          answerCaller(nanos, spoken, held, true);
        }
      }
      case WORDS -> heardOrHeld(nanos, spoken, join(held, text), true);
      case NOT_UNDERSTOOD ->
          heardOrHeld(
              nanos, spoken, held.isEmpty() ? rules.notUnderstood() : held, !held.isEmpty());
    }
  }

  private void heardOrHeld(long nanos, Utterance spoken, String text, boolean understood) {
    if (phase == Phase.DISCLOSING) {
      held = understood ? text : held;
    } else {
      answerCaller(nanos, spoken, text, understood);
    }
  }

  private void typed(Event.Typed e) {
    dropUtterance();
    Utterance typed = Utterance.at(e.nanos());
    if (phase == Phase.LISTENING) {
      answerCaller(e.nanos(), typed, join(held, e.text()), true);
      return;
    }
    hold(e.text(), typed);
    if (botHasTheTurn()) {
      takeTurnBack();
    }
  }

  /** To be answered when the answer that is being cut, or the disclosure, is over. */
  private void hold(String text, Utterance spoken) {
    held = join(held, text);
    heldSpoken = spoken;
  }

  private void transcriptionFailed(Event.TranscriptionFailed e) {
    Utterance current = utterance;
    tell(new Notice.Trouble("speech-to-text", e.why()));
    if (current == null) {
      return;
    }
    if (current.sounding) {
      dropUtterance();
    } else {
      current.result =
          new Event.Final(e.nanos(), current.id, current.finish, Heard.NOT_UNDERSTOOD, "");
      if (current.pauseOver) {
        pauseOver(e.nanos());
      }
    }
  }

  // ---- the bot's side

  private void disclose(long nanos) {
    Answer said = beginAnswer(0, new TurnTrace());
    enter(Phase.DISCLOSING);
    speak(said, nanos, rules.disclosure());
    endOfText(said);
  }

  private void answerCaller(long nanos, Utterance spoken, String text, boolean understood) {
    held = "";
    heldSpoken = null;
    TurnTrace trace = new TurnTrace();
    trace.reached(Moment.SPEECH_END, spoken.endNanos);
    trace.reached(Moment.SILENCE_SEEN, spoken.silenceSeenNanos);
    trace.reached(Moment.TURN_OVER, spoken.turnOverNanos);
    trace.reached(Moment.TRANSCRIBED, nanos);
    long turn = ++turns;
    tell(new Notice.TurnHeard(turn, understood ? text : "", understood));
    context.add(new Line(Line.Speaker.CALLER, text));
    Answer next = beginAnswer(turn, trace);
    next.question = understood ? text : "";
    enter(Phase.THINKING);
    commands.add(new Command.Generate(next.id, turn, context));
    arm(Timer.MODEL, nanos + rules.modelNanos());
  }

  private Answer beginAnswer(long turn, TurnTrace trace) {
    Answer next = new Answer(++answers, turn, trace);
    answer = next;
    commands.add(new Command.BeginAnswer(next.id));
    return next;
  }

  private void textDelta(Event.TextDelta e) {
    Answer current = current(e.answer());
    if (current == null || current.textOver) {
      return;
    }
    current.trace.reached(Moment.FIRST_TOKEN, e.nanos());
    arm(Timer.MODEL, e.nanos() + rules.modelNanos());
    for (String clause : current.chunker.add(e.text())) {
      speak(current, e.nanos(), clause);
    }
  }

  private void speak(Answer current, long nanos, String clause) {
    current.trace.reached(Moment.FIRST_CLAUSE, nanos);
    current.said.append(clause);
    commands.add(new Command.Speak(current.id, ++current.clauses, clause));
    tell(new Notice.AnswerSoFar(current.turn, current.said.toString()));
    if (!current.audible) {
      arm(Timer.AUDIO, nanos + rules.audioNanos());
    }
  }

  private void generationEnded(Event.GenerationEnded e) {
    Answer current = current(e.answer());
    if (current == null || current.textOver) {
      return;
    }
    for (String clause : current.chunker.finish()) {
      speak(current, e.nanos(), clause);
    }
    if (current.said.toString().isBlank()) {
      failAnswer(current, e.nanos(), "the language model gave an empty answer");
    } else {
      endOfText(current);
    }
  }

  private void generationFailed(long nanos, long id, String why) {
    Answer current = current(id);
    if (current != null && !current.textOver) {
      failAnswer(current, nanos, why);
    }
  }

  /** Says what can still be said, or an apology. */
  private void failAnswer(Answer current, long nanos, String why) {
    current.failed = true;
    tell(new Notice.Trouble("language-model", why));
    if (current.said.toString().isBlank()) {
      speak(current, nanos, rules.apology());
    }
    endOfText(current);
  }

  private void endOfText(Answer current) {
    current.textOver = true;
    disarm(Timer.MODEL);
    commands.add(new Command.EndAnswer(current.id));
  }

  private void audioArrived(Event.AudioArrived e) {
    Answer current = current(e.answer());
    if (current != null) {
      current.trace.reached(Moment.FIRST_AUDIO, e.nanos());
      disarm(Timer.AUDIO);
    }
  }

  private void synthesisFailed(Event.SynthesisFailed e) {
    Answer current = current(e.answer());
    if (current == null || current.silenced) {
      return;
    }
    current.failed = true;
    tell(new Notice.Trouble("text-to-speech", e.why()));
    silence(current);
  }

  private void playoutStarted(Event.PlayoutStarted e) {
    Answer current = current(e.answer());
    if (current == null || current.audible) {
      return;
    }
    current.audible = true;
    current.trace.reached(Moment.PLAYOUT, e.nanos());
    if (phase == Phase.THINKING) {
      enter(Phase.SPEAKING);
      tell(new Notice.Latency(current.turn, current.trace.gapNanos(), current.trace.segments()));
    }
  }

  private void playoutEnded(Event.PlayoutEnded e) {
    Answer current = current(e.answer());
    if (current == null) {
      return;
    }
    answer = null;
    disarm(Timer.AUDIO);
    disarm(Timer.BARGE_IN);
    if (!e.heardText().isBlank()) {
      context.add(new Line(Line.Speaker.BOT, e.heardText()));
    } else if (current.takenBack) {
      takeQuestionBack(current);
    }
    Outcome outcome =
        current.failed
            ? Outcome.FAILED
            : current.takenBack ? Outcome.INTERRUPTED : Outcome.ANSWERED;
    tell(new Notice.AnswerOver(current.turn, current.said.toString(), e.heardText(), outcome));
    if (current.turn == 0 && current.failed) {
      // nobody is spoken to who was not told that they talk to an AI
      commands.add(new Command.HangUp("the disclosure could not be spoken"));
      return;
    }
    enter(Phase.LISTENING);
    if (!held.isEmpty() && utterance == null) {
      Utterance spoken = heldSpoken;
      answerCaller(e.nanos(), spoken == null ? Utterance.at(e.nanos()) : spoken, held, true);
    }
  }

  /**
   * Nothing of the answer was heard: the caller went on, so the words so far are the beginning of
   * what comes.
   */
  private void takeQuestionBack(Answer current) {
    if (!context.isEmpty() && context.getLast().speaker() == Line.Speaker.CALLER) {
      context.removeLast();
      held = join(current.question, held);
    }
  }

  // ---- who has the floor

  private boolean botHasTheTurn() {
    return phase == Phase.THINKING || phase == Phase.SPEAKING;
  }

  /** The caller means it: the answer ends here. */
  private void takeTurnBack() {
    Answer current = answer;
    if (current == null) {
      return;
    }
    current.takenBack = true;
    silence(current);
    // the cut is carried out while this event is handled; what was heard comes back as an event of
    // its own
    enter(Phase.LISTENING);
  }

  private void silence(Answer current) {
    current.silenced = true;
    disarm(Timer.MODEL);
    disarm(Timer.AUDIO);
    if (!current.textOver) {
      current.textOver = true;
      commands.add(new Command.CancelGeneration(current.id));
    }
    commands.add(new Command.CutAnswer(current.id));
  }

  private void timerFired(Event.TimerFired e) {
    Long expected = armed.get(e.timer());
    if (expected == null || expected != e.serial()) {
      return;
    }
    armed.remove(e.timer());
    switch (e.timer()) {
      case PAUSE -> pauseOver(e.nanos());
      case BARGE_IN -> {
        if (utterance != null && utterance.sounding && botHasTheTurn()) {
          takeTurnBack();
        }
      }
      case TRANSCRIPT -> {
        Utterance current = utterance;
        if (current != null) {
          tell(new Notice.Trouble("speech-to-text", "no transcript in time"));
          utteranceOver(e.nanos(), current, Heard.NOT_UNDERSTOOD, "");
        }
      }
      case MODEL -> {
        Answer current = answer;
        if (current != null && !current.textOver) {
          commands.add(new Command.CancelGeneration(current.id));
          failAnswer(current, e.nanos(), "no words from the language model in time");
        }
      }
      case AUDIO -> {
        Answer current = answer;
        if (current != null && !current.silenced) {
          current.failed = true;
          tell(new Notice.Trouble("text-to-speech", "no audio in time"));
          silence(current);
        }
      }
    }
  }

  // ---- small things

  private @Nullable Answer current(long id) {
    return answer != null && answer.id == id ? answer : null;
  }

  private void dropUtterance() {
    Utterance current = utterance;
    if (current != null) {
      disarm(Timer.PAUSE);
      disarm(Timer.TRANSCRIPT);
      disarm(Timer.BARGE_IN);
      commands.add(new Command.DropUtterance(current.id));
      utterance = null;
    }
  }

  private void enter(Phase next) {
    if (phase != next) {
      phase = next;
      tell(new Notice.StateChanged(next));
    }
  }

  private void arm(Timer timer, long atNanos) {
    armed.put(timer, ++serial);
    commands.add(new Command.SetTimer(timer, serial, atNanos));
  }

  private void disarm(Timer timer) {
    armed.remove(timer);
  }

  private void tell(Notice notice) {
    commands.add(new Command.Tell(notice));
  }

  private static String join(String before, String after) {
    return before.isEmpty() ? after : after.isEmpty() ? before : before + " " + after;
  }

  /** What the caller is saying; mutable. */
  private static final class Utterance {
    final long id;
    long finish;
    String text = "";
    boolean sounding = true;
    boolean pauseOver;
    long endNanos;
    long silenceSeenNanos;
    long turnOverNanos;
    Event.@Nullable Final result;

    Utterance(long id) {
      this.id = id;
    }

    /** Nothing was said; what is answered now was known at this moment. */
    static Utterance at(long nanos) {
      Utterance known = new Utterance(0);
      known.paused(nanos, nanos);
      known.turnOverNanos = nanos;
      return known;
    }

    void sounds() {
      sounding = true;
      pauseOver = false;
      result = null;
    }

    void paused(long nanos, long lastVoicedNanos) {
      sounding = false;
      pauseOver = false;
      silenceSeenNanos = nanos;
      endNanos = lastVoicedNanos;
      result = null;
    }
  }

  /** What the bot is saying; mutable. */
  private static final class Answer {
    final long id;
    final long turn;
    final TurnTrace trace;
    final ClauseChunker chunker = new ClauseChunker();
    final StringBuilder said = new StringBuilder();
    String question = "";
    long clauses;
    boolean textOver;
    boolean audible;
    boolean silenced;
    boolean takenBack;
    boolean failed;

    Answer(long id, long turn, TurnTrace trace) {
      this.id = id;
      this.turn = turn;
      this.trace = trace;
    }
  }
}
