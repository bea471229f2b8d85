package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command.Notice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The world at the other end of a conversation, as badly behaved as it is told to be; watches that
 * the commands make sense. Mutable, one run.
 */
final class Wire {
  /** How the hops behave at the end. */
  enum Hops {
    ANSWER,
    /** Only the playout, which is not remote, does what it should. */
    SILENT
  }

  private static final long MILLI = 1_000_000;
  private static final int MAX_LINES = 400;
  private static final int MAX_STEPS_TO_REST = 500;
  private static final long AUDIO_MILLIS = 300;

  private enum Life {
    BEGUN,
    PLAYING,
    CUT,
    OVER,
    DROPPED
  }

  /** One answer as the voice knows it; mutable. */
  private static final class Said {
    Life life = Life.BEGUN;
    long clauses;
    long synthesised;
    boolean textOver;
    boolean writing;
  }

  private record Awaited(Timer timer, long serial, long atNanos) {}

  private record Errand(long answer, ToolCall call) {}

  private final Conversation conversation = new Conversation(TurnRules.standard());
  private final List<String> log = new ArrayList<>();
  private final Map<Long, Said> answers = new HashMap<>();
  private final List<Awaited> timers = new ArrayList<>();
  private final List<Errand> errands = new ArrayList<>();
  private State state = State.start();
  private long nowNanos = 1_000 * MILLI;
  private long newestAnswer;
  private long newestUtterance;
  private long newestFinish;
  private boolean finishAwaited;
  private boolean listening;
  private boolean recogniserFailed;
  private int words;
  private int calls;
  private boolean hungUp;

  /** All events and commands so far. */
  List<String> log() {
    return log;
  }

  // ---- what happens

  void happens(Happening h) {
    if (hungUp) {
      return;
    }
    nowNanos += h.afterMillis() * MILLI;
    Event event = event(h);
    if (event != null) {
      handle(event);
    }
  }

  private @Nullable Event event(Happening h) {
    long answer = newestAnswer - h.choice() / 2;
    long now = nowNanos;
    double p = h.percent() / 100.0;
    return switch (h.kind()) {
      case OPENED -> new Event.Opened(now);
      case STOPPING -> new Event.Stopping(now);
      case LINE_BACK -> new Event.LineBack(now);
      case SPEECH_STARTED -> new Event.SpeechStarted(now, now - 60 * MILLI);
      case SPEECH_ENDED -> new Event.SpeechEnded(now, now - 60 * MILLI);
      case END_OF_TURN -> new Event.EndOfTurnEstimated(now, p);
      case OVERLAP -> new Event.OverlapEstimated(now, p);
      case PARTIAL -> new Event.Partial(now, newestUtterance - h.choice() / 3, word(), 0);
      case FINAL -> finalOf(h, Event.Heard.WORDS, word());
      case FINAL_OF_NOTHING -> finalOf(h, Event.Heard.NOTHING, "");
      case FINAL_NOT_UNDERSTOOD -> finalOf(h, Event.Heard.NOT_UNDERSTOOD, "");
      case TRANSCRIPTION_FAILED -> new Event.TranscriptionFailed(now, "it broke");
      case TYPED -> new Event.Typed(now, word());
      case KEY -> new Event.KeyPressed(now, "123#".charAt(h.choice() % 4));
      case TEXT -> new Event.TextDelta(now, answer, word() + " ");
      case SENTENCE -> new Event.TextDelta(now, answer, "It is so, " + word() + ". ");
      case TOOL_CALLED ->
          new Event.ToolCalled(now, answer, new ToolCall("call-" + calls++ / 2, "clock", "{}"));
      case GENERATION_ENDED -> new Event.GenerationEnded(now, answer);
      case GENERATION_FAILED -> new Event.GenerationFailed(now, answer, "it broke");
      case TOOL_RETURNED ->
          new Event.ToolReturned(now, answer, "call-" + (calls - h.choice()) / 2, "done");
      case END_ASKED ->
          new Event.EndAsked(
              now, answer, "call-" + (calls - h.choice()) / 2, h.choice() % 2 == 0 ? null : "desk");
      case AUDIO_ARRIVED -> new Event.AudioArrived(now, answer);
      case CLAUSE_SYNTHESISED -> new Event.ClauseSynthesised(now, answer, h.choice());
      case SYNTHESIS_FAILED -> new Event.SynthesisFailed(now, answer, "it broke");
      case PLAYOUT_STARTED -> new Event.PlayoutStarted(now, answer);
      case RAN_DRY -> new Event.RanDry(now, answer);
      case ALL_SENT -> new Event.AllSent(now, answer, now + AUDIO_MILLIS * MILLI);
      case PLAYOUT_ENDED -> new Event.PlayoutEnded(now, answer, h.choice() % 2 == 0 ? "" : "It");
      case TIMER -> {
        Awaited any = timers.isEmpty() ? null : timers.get(h.choice() % timers.size());
        yield any == null ? null : new Event.TimerFired(now, any.timer(), any.serial());
      }
    };
  }

  private Event finalOf(Happening h, Event.Heard heard, String text) {
    long finish = newestFinish - h.choice() / 3;
    return new Event.Final(nowNanos, newestUtterance, finish, heard, text);
  }

  private String word() {
    return "w" + ++words;
  }

  // ---- the conversation

  private void handle(Event event) {
    log.add("> " + event);
    account(event);
    Step step = conversation.on(state, event);
    state = step.state();
    for (Command command : step.commands()) {
      log.add("    " + command);
      check(command);
    }
    checkState();
  }

  /** What the world knows of it, before the conversation does. */
  private void account(Event event) {
    switch (event) {
      case Event.GenerationEnded e -> said(e.answer()).writing = false;
      case Event.GenerationFailed e -> said(e.answer()).writing = false;
      case Event.PlayoutEnded e -> {
        Said over = said(e.answer());
        if (over.life == Life.PLAYING || over.life == Life.CUT) {
          over.life = Life.OVER;
        }
      }
      case Event.ToolReturned e -> returned(e);
      case Event.TimerFired e -> fired(e);
      case Event.EndAsked e ->
          returned(new Event.ToolReturned(e.nanos(), e.answer(), e.callId(), ""));
      case Event.AudioArrived e -> {}
      case Event.Opened e -> {}
      case Event.Stopping e -> {}
      case Event.LineBack e -> {}
      case Event.SpeechStarted e -> {}
      case Event.SpeechEnded e -> {}
      case Event.EndOfTurnEstimated e -> {}
      case Event.OverlapEstimated e -> {}
      case Event.Partial e -> {}
      case Event.Final e -> {}
      case Event.TranscriptionFailed e -> {
        recogniserFailed = true;
        finishAwaited = false;
      }
      case Event.Typed e -> {}
      case Event.KeyPressed e -> {}
      case Event.TextDelta e -> {}
      case Event.ToolCalled e -> {}
      case Event.ClauseSynthesised e -> {
        Said said = said(e.answer());
        said.synthesised = Math.max(said.synthesised, Math.min(e.clause(), said.clauses));
      }
      case Event.SynthesisFailed e -> {}
      case Event.PlayoutStarted e -> {}
      case Event.RanDry e -> {}
      case Event.AllSent e -> {}
    }
  }

  private void returned(Event.ToolReturned e) {
    for (Errand errand : errands) {
      if (errand.answer() == e.answer() && errand.call().id().equals(e.callId())) {
        errands.remove(errand);
        return;
      }
    }
  }

  private void fired(Event.TimerFired e) {
    timers.removeIf(t -> t.serial() == e.serial());
    boolean awaited = Long.valueOf(e.serial()).equals(state.armed().get(e.timer()));
    if (e.timer() == Timer.TOOL && awaited) {
      errands.clear();
    }
  }

  private Said said(long answer) {
    return answers.computeIfAbsent(answer, id -> new Said());
  }

  private void check(Command command) {
    switch (command) {
      case Command.StartUtterance c -> {
        assertTrue(c.utterance() > newestUtterance, "utterances rise");
        assertTrue(!listening || recogniserFailed, "the one before is over or lost");
        newestUtterance = c.utterance();
        listening = true;
        recogniserFailed = false;
      }
      case Command.FinishUtterance c -> {
        assertEquals(newestUtterance, c.utterance(), "finishes what was begun");
        assertTrue(c.finish() > newestFinish, "finishes rise");
        newestFinish = c.finish();
        finishAwaited = true;
      }
      case Command.DropUtterance c -> {
        assertTrue(listening, "dropped once");
        assertEquals(newestUtterance, c.utterance(), "drops what was begun");
        listening = false;
        finishAwaited = false;
      }
      case Command.BeginAnswer c -> {
        assertTrue(c.answer() > newestAnswer, "answers rise");
        newestAnswer = c.answer();
        answers.put(c.answer(), new Said());
      }
      case Command.Generate c -> {
        Said asked = alive(c.answer());
        assertFalse(asked.writing, "the model is asked while it is writing");
        asked.writing = true;
        assertEquals(1, writing(), "models writing at once");
      }
      case Command.CancelGeneration c -> said(c.answer()).writing = false;
      case Command.RunTool c -> {
        assertEquals(Life.PLAYING, said(c.answer()).life, "a tool runs for what has the floor");
        errands.add(new Errand(c.answer(), c.call()));
      }
      case Command.Speak c -> {
        Said speaking = alive(c.answer());
        assertFalse(speaking.textOver, "a clause after the last");
        assertEquals(speaking.clauses + 1, c.clause(), "clauses are numbered");
        assertFalse(c.text().isBlank(), "a clause of nothing");
        speaking.clauses = c.clause();
      }
      case Command.EndAnswer c -> {
        Said ending = alive(c.answer());
        assertFalse(ending.textOver, "ended twice");
        ending.textOver = true;
      }
      case Command.Play c -> {
        assertEquals(0, audible(), "an answer plays, and is not over yet");
        assertEquals(Life.BEGUN, said(c.answer()).life, "played once");
        said(c.answer()).life = Life.PLAYING;
      }
      case Command.DropAnswer c -> {
        assertEquals(Life.BEGUN, said(c.answer()).life, "only what never played is dropped");
        said(c.answer()).life = Life.DROPPED;
        assertFalse(said(c.answer()).writing, "the model writes on for nobody");
      }
      case Command.SetVoice c ->
          assertTrue(isOnLine(said(c.answer())), "another voice for what plays");
      case Command.CutAnswer c -> {
        assertTrue(isOnLine(said(c.answer())), "only what plays is cut");
        said(c.answer()).life = Life.CUT;
        assertFalse(said(c.answer()).writing, "the model writes on for nobody");
      }
      case Command.HangUp c -> hungUp = true;
      case Command.Transfer c -> hungUp = true;
      case Command.SetTimer c -> {
        assertTrue(timers.stream().allMatch(t -> t.serial() < c.serial()), "serials rise");
        timers.removeIf(t -> t.timer() == c.timer());
        timers.add(new Awaited(c.timer(), c.serial(), c.atNanos()));
      }
      case Command.Tell c -> check(c.notice());
    }
  }

  private void check(Notice notice) {
    if (notice instanceof Notice.Latency n) {
      assertTrue(n.segments().stream().allMatch(s -> s.nanos() >= 0), "a negative part");
    } else if (notice instanceof Notice.OverlapJudged n) {
      assertNotEquals(0, n.turn(), "a sound over an answer to nothing");
    }
  }

  private Said alive(long answer) {
    Said found = said(answer);
    assertTrue(
        found.life == Life.BEGUN || found.life == Life.PLAYING,
        () -> "answer " + answer + " is " + found.life);
    return found;
  }

  private long writing() {
    return answers.values().stream().filter(a -> a.writing).count();
  }

  /** It plays, or was cut and it isn't known yet how much of it was heard. */
  private static boolean isOnLine(Said said) {
    return said.life == Life.PLAYING || said.life == Life.CUT;
  }

  private long audible() {
    return answers.values().stream().filter(Wire::isOnLine).count();
  }

  private void checkState() {
    assertTrue(state.context().size() <= MAX_LINES, "a context without end");
    assertEquals(errands.size(), state.errands().size(), "tools at work");
    for (Map.Entry<Timer, Long> armed : state.armed().entrySet()) {
      assertTrue(
          timers.stream()
              .anyMatch(t -> t.timer() == armed.getKey() && t.serial() == armed.getValue()),
          () -> armed.getKey() + " is awaited and will not come");
    }
  }

  // ---- to rest

  /** The caller is silent from now on, and all that is waited for comes, or its time is up. */
  void finish(Hops hops) {
    for (int i = 0; i < MAX_STEPS_TO_REST && !hungUp; i++) {
      nowNanos += MILLI;
      Event next = hops == Hops.ANSWER ? answer() : null;
      next = next == null ? playout() : next;
      next = next == null ? timer() : next;
      if (next == null) {
        break;
      }
      handle(next);
    }
    if (hungUp) {
      return;
    }
    assertEquals(new Bot.Waiting(), state.bot());
    assertEquals(Phase.LISTENING, state.phase());
    assertEquals(new Caller.Silent(), state.caller());
    assertNull(state.draft(), "a draft is left");
    assertNull(state.kept(), "a turn is left unanswered");
    assertEquals(List.of(), state.errands());
    assertTrue(
        Set.of(Timer.REMIND).containsAll(state.armed().keySet()),
        () -> "awaited: " + state.armed());
    assertEquals(0, writing(), "models writing for nobody");
    assertFalse(listening, "the recogniser still listens");
    for (Said answer : answers.values()) {
      assertTrue(answer.life != Life.BEGUN || answer.clauses == 0, "a voice waits for ever");
    }
  }

  /** What the hops would say next. */
  private @Nullable Event answer() {
    for (Map.Entry<Long, Said> e : answers.entrySet()) {
      Said said = e.getValue();
      if (said.writing) {
        return said.clauses == 0
            ? new Event.TextDelta(nowNanos, e.getKey(), "That is all, " + word() + ". ")
            : new Event.GenerationEnded(nowNanos, e.getKey());
      }
      boolean alive = said.life == Life.BEGUN || said.life == Life.PLAYING;
      if (alive && said.synthesised < said.clauses) {
        return new Event.ClauseSynthesised(nowNanos, e.getKey(), said.synthesised + 1);
      }
    }
    if (!errands.isEmpty()) {
      Errand first = errands.getFirst();
      return new Event.ToolReturned(nowNanos, first.answer(), first.call().id(), "done");
    }
    if (finishAwaited) {
      finishAwaited = false;
      return new Event.Final(nowNanos, newestUtterance, newestFinish, Event.Heard.WORDS, word());
    }
    return null;
  }

  /** What the playout does by itself, and the silent caller. */
  private @Nullable Event playout() {
    if (state.caller() instanceof Caller.Sounding) {
      return new Event.SpeechEnded(nowNanos, nowNanos - 60 * MILLI);
    }
    for (Map.Entry<Long, Said> e : answers.entrySet()) {
      Said said = e.getValue();
      boolean allHeard = said.textOver && said.synthesised == said.clauses;
      if (said.life == Life.CUT || (said.life == Life.PLAYING && allHeard)) {
        return new Event.PlayoutEnded(nowNanos, e.getKey(), "");
      }
    }
    Answer saying =
        state.bot() instanceof Bot.Answering b
            ? b.answer()
            : state.bot() instanceof Bot.Disclosing d ? d.answer() : null;
    if (saying != null && !saying.script().dry()) {
      return new Event.RanDry(nowNanos, saying.id());
    }
    return null;
  }

  private @Nullable Event timer() {
    Awaited next = null;
    for (Awaited t : timers) {
      // would never rest
      if (t.timer() == Timer.REMIND) {
        continue;
      }
      if (next == null || t.atNanos() < next.atNanos()) {
        next = t;
      }
    }
    if (next == null) {
      return null;
    }
    nowNanos = Math.max(nowNanos, next.atNanos());
    return new Event.TimerFired(nowNanos, next.timer(), next.serial());
  }
}
