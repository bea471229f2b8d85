package dev.parley.gateway.call;

import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.Timer;
import dev.parley.gateway.conversation.ToolCall;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.hop.Generation;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.hop.RequestTag;
import dev.parley.gateway.hop.Synthesis;
import dev.parley.gateway.hop.Transcription;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.CallRecorder;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.proof.ProofLog;
import dev.parley.gateway.tool.Tool;
import dev.parley.gateway.tool.Toolbox;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.watermark.Watermark;
import dev.parley.gateway.watermark.WatermarkKey;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Word;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.TurnDetectorProvider;
import dev.parley.turn.WordTimes;
import io.vertx.core.Context;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One call. Owns its conversation, its ear, its mouth and its streams to the hops; all of it runs
 * on the context given at creation. Turns what happens into events of the conversation, and its
 * commands into deeds.
 */
public final class Call implements CallerEvents {
  /** Who is calling, and how they are spoken to. */
  public record Identity(CallFacts facts, String voice) {
    String id() {
      return facts.id();
    }

    String language() {
      return facts.language();
    }
  }

  /**
   * What all calls share.
   *
   * @param asksConsent whether words are kept only of callers who allow it
   */
  public record Surroundings(
      Hops hops,
      FrameClock clock,
      TurnRules rules,
      Clips disclosures,
      Policy policy,
      boolean asksConsent,
      Toolbox tools,
      TurnDetectorProvider turnDetectors,
      TraceSink trace,
      ProofLog proofs,
      WatermarkKey watermark) {}

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** The turn detector is asked every 100 ms, and when words come. */
  private static final int FRAMES_PER_ESTIMATE = 5;

  /** After so long a pause the turn is over in any case. */
  private static final long LONGEST_PAUSE_MILLIS = 4_000;

  /** What the caller heard of the disclosure must be on disk before anything else is said. */
  private static final long LONGEST_PROOF_MILLIS = 2_000;

  private final Identity identity;
  private final CallChannel channel;
  private final Surroundings with;
  private final Context context;
  private final Executor onContext;
  private final Consumer<Call> whenOver;
  private final ConversationLoop conversation;
  private final CallRecorder recorder;
  private final Ear ear;
  private final TurnDetector detector;
  private final TurnSense sense;
  private final Toolbox tools;
  private final Mouth mouth;
  private final Witness witness;
  private final Map<Long, Generation> generations = new HashMap<>();
  private final Map<Timer, Long> timers = new EnumMap<>(Timer.class);
  private boolean over;
  private @Nullable Transcription transcription;
  private Command.@Nullable SetTimer playedWait;
  private long utteranceBeingSent;
  private long utteranceFromMillis;
  private int frames;
  private long disclosing;
  private boolean proven;
  private long unproven;
  private long lastTurn;

  public Call(
      Identity identity,
      CallChannel channel,
      Surroundings with,
      Context context,
      Consumer<Call> whenOver) {
    this.identity = identity;
    this.channel = channel;
    this.with = with;
    this.context = context;
    this.onContext = task -> context.runOnContext(v -> runUnlessOver(task));
    this.whenOver = whenOver;
    Clip disclosure = with.disclosures().in(identity.language());
    this.conversation =
        new ConversationLoop(
            rules(channel, with).withDisclosure(disclosure.text()), this::carryOut);
    this.witness = new Witness(with.proofs(), identity.facts(), with.policy(), disclosure);
    this.recorder = new CallRecorder(identity.facts(), with.trace(), !with.asksConsent());
    this.tools = channel.canTransfer() ? with.tools() : with.tools().withoutTransfer();
    this.detector = with.turnDetectors().open();
    this.sense = new TurnSense(detector);
    this.mouth =
        new Mouth(
            channel,
            (answer, turn, listener) ->
                turn == 0
                    ? new ClipStream(disclosure, listener)
                    : Synthesis.open(
                        with.hops().textToSpeech(),
                        tag(turn),
                        identity.voice(),
                        onContext,
                        listener),
            new Watermark(with.watermark()),
            onBeat -> with.clock().every20Millis((now, missed) -> onContext.execute(onBeat))::close,
            System::nanoTime,
            this::handle,
            () -> channel.end("the client takes no audio"));
    this.ear = new Ear(detector, mouth::playing, new EarEvents());
  }

  private static TurnRules rules(CallChannel channel, Surroundings with) {
    TurnRules rules = with.rules();
    if (!channel.isTelephone()) {
      rules = rules.with(rules.ending().withoutIdle());
    }
    if (!channel.canTransfer()) {
      rules = rules.with(rules.truth().transferringTo(""));
    }
    return with.policy()
        .repeatAfter(channel.showsDisclosure())
        .map(rules::remindingAfter)
        .orElse(rules);
  }

  /** The line is open: begins with the disclosure. */
  public void open() {
    recorder.opened();
    handle(new Event.Opened(System.nanoTime()));
  }

  /** Has the call end with a goodbye, from outside its context. */
  public void sayGoodbye() {
    context.runOnContext(v -> runUnlessOver(() -> handle(new Event.Stopping(System.nanoTime()))));
  }

  /** Ends the call from outside its context. */
  public void hangUp(String reason) {
    context.runOnContext(v -> channel.end(reason));
  }

  // ---- from the caller

  @Override
  public void audio(short[] samples) {
    if (!over) {
      ear.hear(samples, System.nanoTime());
    }
  }

  @Override
  public void played(long millis) {
    if (!over) {
      mouth.played(millis);
    }
  }

  @Override
  public void typed(String text) {
    handle(new Event.Typed(System.nanoTime(), text));
  }

  @Override
  public void key(char key) {
    handle(new Event.KeyPressed(System.nanoTime(), key));
  }

  @Override
  public void consent(boolean given) {
    if (!over) {
      recorder.consent(given);
      witness.consent(System.nanoTime(), given);
    }
  }

  @Override
  public void timed(long turn, long bufferNanos, @Nullable Long gapNanos) {
    if (!over) {
      recorder.clientTimed(new ClientTiming(turn, bufferNanos, gapNanos));
    }
  }

  @Override
  public void lineLost() {
    if (!over) {
      mouth.lineLost();
    }
  }

  @Override
  public void lineBack() {
    if (over) {
      return;
    }
    handle(new Event.LineBack(System.nanoTime()));
    mouth.lineBack();
    Command.SetTimer wait = playedWait;
    playedWait = null;
    if (wait != null) {
      long later = System.nanoTime() + with.rules().playedNanos();
      setTimer(new Command.SetTimer(wait.timer(), wait.serial(), later));
    }
  }

  @Override
  public void closed() {
    if (over) {
      return;
    }
    over = true;
    conversation.close();
    timers.values().forEach(context.owner()::cancelTimer);
    timers.clear();
    generations.values().forEach(Generation::cancel);
    generations.clear();
    if (transcription != null) {
      transcription.close();
    }
    mouth.close();
    witness.over(System.nanoTime());
    recorder.closed(System.nanoTime());
    line(Level.INFO).log("over");
    whenOver.accept(this);
  }

  // ---- events in, commands out

  private void handle(Event event) {
    if (event instanceof Event.PlayoutEnded e) {
      sense.botHeard(e.heardText());
      if (e.answer() == disclosing) {
        disclosed(e);
      }
    }
    conversation.handle(event);
  }

  private void disclosed(Event.PlayoutEnded e) {
    disclosing = 0;
    boolean whole = e.heardText().equals(conversation.disclosure());
    witness.heard(
        mouth.lastHeardMillis(),
        whole,
        mouth.isHeardConfirmed(),
        whole ? () -> onContext.execute(this::proven) : () -> {});
    if (whole) {
      context
          .owner()
          .setTimer(
              LONGEST_PROOF_MILLIS,
              id -> {
                if (!over && !proven) {
                  line(Level.WARN).log("the proof of the disclosure can't be written");
                  channel.end("what you were told could not be recorded; please call again later");
                }
              });
    }
  }

  private void proven() {
    proven = true;
    if (unproven != 0) {
      mouth.play(unproven);
      unproven = 0;
    }
  }

  private void play(long answer) {
    if (proven || answer == disclosing) {
      mouth.play(answer);
    } else {
      unproven = answer;
    }
  }

  private String cut(long answer) {
    if (answer == unproven) {
      unproven = 0;
      mouth.drop(answer);
      return "";
    }
    return mouth.cut(answer);
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.StartUtterance c -> startUtterance(c.utterance());
      case Command.FinishUtterance c -> {
        if (transcription != null) {
          transcription.finish(c.utterance(), c.finish());
        }
      }
      case Command.DropUtterance c -> {
        dropUtterance(c.utterance());
        sense.utteranceOver(c.isTurn());
      }
      case Command.Generate c -> generate(c);
      case Command.CancelGeneration c -> {
        Generation generation = generations.remove(c.answer());
        if (generation != null) {
          generation.cancel();
        }
      }
      case Command.RunTool c -> runTool(c);
      case Command.BeginAnswer c -> {
        if (c.turn() == 0) {
          disclosing = c.answer();
          witness.disclosing(conversation.nanos());
        }
        mouth.begin(c.answer(), c.turn());
      }
      case Command.Speak c -> mouth.speak(c.answer(), c.clause(), c.text());
      case Command.EndAnswer c -> mouth.endOfText(c.answer());
      case Command.Play c -> play(c.answer());
      case Command.DropAnswer c -> mouth.drop(c.answer());
      case Command.SetVoice c -> mouth.speakAs(c.answer(), c.voice());
      case Command.CutAnswer c -> {
        String heard = cut(c.answer());
        handle(new Event.PlayoutEnded(System.nanoTime(), c.answer(), heard));
      }
      case Command.HangUp c -> channel.end(c.reason());
      case Command.Transfer c -> {
        line(Level.INFO).addKeyValue("to", c.to()).log("is put through");
        channel.transfer(c.to(), c.reason());
      }
      case Command.SetTimer c -> setTimer(c);
      case Command.Tell c -> {
        if (c.notice() instanceof Command.Notice.TurnHeard heard) {
          lastTurn = heard.turn();
        }
        log(c.notice());
        sense.told(c.notice());
        witness.told(c.notice());
        recorder.told(conversation.nanos(), c.notice());
        channel.tell(c.notice());
      }
    }
  }

  private RequestTag tag(@Nullable Long turn) {
    return new RequestTag(identity.id(), turn, with.trace().traceparent(identity.facts(), turn));
  }

  private void startUtterance(long utterance) {
    Transcription open = transcription;
    if (open == null || open.isOver()) {
      open =
          Transcription.open(
              with.hops().speechToText(),
              tag(null),
              identity.language(),
              onContext,
              this::later,
              new Ears());
      transcription = open;
    }
    open.start(utterance, tag(lastTurn + 1));
    byte[] before = ear.preRoll();
    open.audio(before);
    utteranceFromMillis =
        detector.positionMillis() - Pcm.FRAME_MILLIS - before.length / (2 * Pcm.SAMPLES_PER_MILLI);
    utteranceBeingSent = utterance;
  }

  private void later(long millis, Runnable task) {
    if (millis == 0) {
      onContext.execute(task);
    } else {
      context.owner().setTimer(millis, id -> onContext.execute(task));
    }
  }

  private void dropUtterance(long utterance) {
    if (utteranceBeingSent == utterance) {
      utteranceBeingSent = 0;
      if (transcription != null) {
        transcription.discard(utterance);
      }
    }
  }

  private void generate(Command.Generate command) {
    generations.put(
        command.answer(),
        Generation.start(
            with.hops().languageModel(),
            tag(command.turn()),
            Prompt.of(command.context(), tools),
            onContext,
            new ModelEvents(command.answer())));
  }

  private void runTool(Command.RunTool command) {
    ToolCall call = command.call();
    line(Level.INFO, lastTurn).addKeyValue("tool", call.name()).log("runs a tool");
    Toolbox.End end = tools.end(call.name(), call.argumentsJson()).orElse(null);
    if (end != null) {
      handle(new Event.EndAsked(System.nanoTime(), command.answer(), call.id(), end.transferTo()));
      return;
    }
    tools
        .run(
            call.name(),
            call.argumentsJson(),
            new Tool.Caller(identity.id(), lastTurn, identity.language()))
        .onSuccess(
            result ->
                onContext.execute(
                    () ->
                        handle(
                            new Event.ToolReturned(
                                System.nanoTime(), command.answer(), call.id(), result))));
  }

  private void setTimer(Command.SetTimer command) {
    Long before = timers.remove(command.timer());
    if (before != null) {
      context.owner().cancelTimer(before);
    }
    long millis = Math.max(1, Math.ceilDiv(command.atNanos() - System.nanoTime(), NANOS_PER_MILLI));
    timers.put(
        command.timer(),
        context
            .owner()
            .setTimer(
                millis,
                id -> {
                  timers.remove(command.timer(), id);
                  if (command.timer() == Timer.PLAYED && mouth.isLineLost()) {
                    // nobody can say that it was played: the wait begins anew with the line
                    playedWait = command;
                    return;
                  }
                  handle(
                      new Event.TimerFired(System.nanoTime(), command.timer(), command.serial()));
                }));
  }

  private void runUnlessOver(Runnable task) {
    if (!over) {
      task.run();
    }
  }

  private void log(Command.Notice notice) {
    switch (notice) {
      case Command.Notice.Trouble n ->
          line(Level.WARN, lastTurn).log("{}: {}", n.code(), n.message());
      case Command.Notice.Latency n ->
          line(Level.INFO, n.turn()).log("gap={} ms", n.gapNanos() / NANOS_PER_MILLI);
      case Command.Notice.AnswerOver n ->
          line(Level.INFO, n.turn())
              .log("{}, {} ms of it were heard", n.outcome(), mouth.lastHeardMillis());
      case Command.Notice.OverlapJudged n -> {
        line(Level.INFO, n.turn())
            .log(
                "overlap {} p={} after {} ms",
                n.verdict(),
                n.probability(),
                n.sinceOnsetNanos() / NANOS_PER_MILLI);
        if (LOG.isDebugEnabled()) {
          line(Level.DEBUG, n.turn()).log("{}", detector.judgement());
        }
      }
      case Command.Notice.IdentityAsked n ->
          line(Level.INFO, n.turn()).log("asked whether it is a machine");
      case Command.Notice.HumanAsked n -> line(Level.INFO, n.turn()).log("asked for a human");
      case Command.Notice.PromiseStopped n ->
          line(Level.WARN, n.turn()).log("the model was about to promise a human");
      case Command.Notice.ClaimStopped n ->
          line(Level.WARN, n.turn()).log("the model was about to claim to be human");
      case Command.Notice.StateChanged n -> line(Level.DEBUG).log("{}", n.phase());
      case Command.Notice.PartialHeard n -> {}
      case Command.Notice.TurnHeard n -> {}
      case Command.Notice.AnswerSoFar n -> {}
    }
  }

  private LoggingEventBuilder line(Level level) {
    return LOG.atLevel(level).addKeyValue("call", identity.id());
  }

  private LoggingEventBuilder line(Level level, long turn) {
    return line(level).addKeyValue("turn", turn);
  }

  /** Asks the turn detector. */
  private void estimate() {
    long pause = detector.pauseMillis();
    if (pause > 0 && pause <= LONGEST_PAUSE_MILLIS && !ear.hearsVoice()) {
      handle(new Event.EndOfTurnEstimated(System.nanoTime(), detector.endOfTurn()));
    }
    if (detector.overlapOnsetMillis() >= 0) {
      handle(new Event.OverlapEstimated(System.nanoTime(), detector.interruption()));
    }
  }

  private final class EarEvents implements Ear.Listener {
    @Override
    public void frame(byte[] pcm) {
      if (utteranceBeingSent != 0 && transcription != null) {
        transcription.audio(pcm);
      }
      if (++frames % FRAMES_PER_ESTIMATE == 0) {
        sense.botHeard(mouth.heard());
        estimate();
      }
    }

    @Override
    public void speechStarted(long nanos, long onsetNanos, long atMillis) {
      channel.voiceStarted(atMillis);
      if (disclosing != 0) {
        witness.voice(nanos);
      }
      handle(new Event.SpeechStarted(nanos, onsetNanos));
    }

    @Override
    public void speechEnded(long nanos, long endNanos, long atMillis) {
      channel.voiceEnded(atMillis);
      handle(new Event.SpeechEnded(nanos, endNanos));
      estimate();
    }
  }

  private final class Ears implements Transcription.Listener {
    @Override
    public void transcript(Transcript t) {
      long now = System.nanoTime();
      if (t.getFinal()) {
        estimateOn(t, heard(t) == Event.Heard.WORDS ? t.getText() : "", t.getAudioMs());
        handle(new Event.Final(now, t.getUtteranceId(), t.getFinishId(), heard(t), t.getText()));
      } else {
        // what the recogniser may still take back says nothing about what the caller means
        int stable = Math.max(0, Math.min(t.getStableChars(), t.getText().length()));
        estimateOn(t, t.getText().substring(0, stable), stableMillis(t, stable));
        handle(new Event.Partial(now, t.getUtteranceId(), t.getText(), t.getStableChars()));
      }
    }

    private void estimateOn(Transcript t, String words, long coveredMillis) {
      if (t.getUtteranceId() == utteranceBeingSent) {
        sense.words(words, utteranceFromMillis + coveredMillis, times(t));
        estimate();
      }
    }

    /** Without the engine's word for it: as if all characters took equally long. */
    private static long stableMillis(Transcript t, int stableChars) {
      if (t.hasStableMs()) {
        return t.getStableMs();
      }
      int all = t.getText().length();
      return all == 0 ? t.getAudioMs() : (long) t.getAudioMs() * stableChars / all;
    }

    private WordTimes times(Transcript t) {
      int count = t.getWordsCount();
      if (count == 0) {
        return WordTimes.NOT_TOLD;
      }
      Word last = t.getWords(count - 1);
      long before =
          count == 1 ? 0 : t.getWords(count - 2).getEndMs() - t.getWords(count - 2).getStartMs();
      return new WordTimes(
          utteranceFromMillis + last.getEndMs(), last.getEndMs() - last.getStartMs(), before);
    }

    @Override
    public void retrying(String why) {
      line(Level.WARN, lastTurn).log("{}; what is being said is sent again", why);
    }

    @Override
    public void failed(String why) {
      utteranceBeingSent = 0;
      handle(new Event.TranscriptionFailed(System.nanoTime(), why));
    }

    private static Event.Heard heard(Transcript t) {
      return switch (t.getVerdict()) {
        case NO_SPEECH -> Event.Heard.NOTHING;
        case NOT_UNDERSTOOD -> Event.Heard.NOT_UNDERSTOOD;
        case RECOGNISED, VERDICT_UNSPECIFIED, UNRECOGNIZED ->
            t.getText().isBlank() ? Event.Heard.NOTHING : Event.Heard.WORDS;
      };
    }
  }

  private final class ModelEvents implements Generation.Listener {
    private final long answer;

    ModelEvents(long answer) {
      this.answer = answer;
    }

    @Override
    public void text(String delta) {
      handle(new Event.TextDelta(System.nanoTime(), answer, delta));
    }

    @Override
    public void toolCall(dev.parley.proto.v1.ToolCall call) {
      handle(
          new Event.ToolCalled(
              System.nanoTime(),
              answer,
              new ToolCall(call.getId(), call.getName(), call.getArgumentsJson())));
    }

    @Override
    public void ended() {
      generations.remove(answer);
      handle(new Event.GenerationEnded(System.nanoTime(), answer));
    }

    @Override
    public void failed(String why) {
      generations.remove(answer);
      handle(new Event.GenerationFailed(System.nanoTime(), answer, why));
    }
  }
}
