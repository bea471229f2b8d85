package dev.parley.gateway.call;

import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Conversation;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.Timer;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.hop.Generation;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.hop.Transcription;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.proto.v1.Transcript;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call. Owns its conversation, its ear, its mouth and its streams to the hops; all of it runs
 * on the context given at creation. Turns what happens into events of the conversation, and its
 * commands into deeds.
 */
public final class Call implements CallerEvents {
  /** Who is calling, and how they are spoken to. */
  public record Identity(String id, String language, String voice) {}

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Identity identity;
  private final CallChannel channel;
  private final Hops hops;
  private final Context context;
  private final Executor onContext;
  private final Consumer<Call> whenOver;
  private final Conversation conversation;
  private final Ear ear;
  private final Mouth mouth;
  private final Map<Timer, Long> timers = new EnumMap<>(Timer.class);
  private final Deque<Event> inbox = new ArrayDeque<>();
  private boolean handling;
  private boolean over;
  private @Nullable Transcription transcription;
  private @Nullable Generation generation;
  private long utteranceBeingSent;

  public Call(
      Identity identity,
      CallChannel channel,
      Hops hops,
      FrameClock clock,
      TurnRules rules,
      Context context,
      Consumer<Call> whenOver) {
    this.identity = identity;
    this.channel = channel;
    this.hops = hops;
    this.context = context;
    this.onContext = task -> context.runOnContext(v -> runUnlessOver(task));
    this.whenOver = whenOver;
    this.conversation = new Conversation(rules, new SilenceWait());
    this.ear = new Ear(new EarEvents());
    this.mouth = new Mouth(identity, channel, hops, clock, onContext, new MouthEvents());
  }

  /** The line is open: begins with the disclosure. */
  public void open() {
    handle(new Event.Opened(System.nanoTime()));
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
  public void closed() {
    if (over) {
      return;
    }
    over = true;
    inbox.clear();
    timers.values().forEach(context.owner()::cancelTimer);
    timers.clear();
    if (generation != null) {
      generation.cancel();
    }
    if (transcription != null) {
      transcription.close();
    }
    mouth.close();
    LOG.info("call={} over", identity.id());
    whenOver.accept(this);
  }

  // ---- events in, commands out

  private void handle(Event event) {
    inbox.add(event);
    if (handling) {
      return;
    }
    handling = true;
    try {
      while (!over && !inbox.isEmpty()) {
        for (Command command : conversation.on(inbox.remove())) {
          carryOut(command);
        }
      }
    } finally {
      handling = false;
    }
  }

  private void carryOut(Command command) {
    switch (command) {
      case Command.StartUtterance c -> startUtterance(c.utterance());
      case Command.FinishUtterance c -> {
        if (transcription != null) {
          transcription.finish(c.utterance(), c.finish());
        }
      }
      case Command.DropUtterance c -> dropUtterance(c.utterance());
      case Command.BeginAnswer c -> mouth.begin(c.answer());
      case Command.Generate c -> generate(c);
      case Command.CancelGeneration c -> {
        if (generation != null) {
          generation.cancel();
        }
      }
      case Command.Speak c -> mouth.speak(c.clause(), c.text());
      case Command.EndAnswer c -> mouth.endOfText();
      case Command.CutAnswer c -> {
        String heard = mouth.cut();
        handle(new Event.PlayoutEnded(System.nanoTime(), c.answer(), heard));
      }
      case Command.HangUp c -> channel.end(c.reason());
      case Command.SetTimer c -> setTimer(c);
      case Command.Tell c -> {
        log(c.notice());
        channel.tell(c.notice());
      }
    }
  }

  private void startUtterance(long utterance) {
    Transcription open = transcription;
    if (open == null || open.isOver()) {
      open =
          Transcription.open(
              hops.speechToText(), identity.id(), identity.language(), onContext, new Ears());
      transcription = open;
    }
    open.start(utterance);
    open.audio(ear.preRoll());
    utteranceBeingSent = utterance;
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
    generation =
        Generation.start(
            hops.languageModel(),
            identity.id(),
            command.turn(),
            Prompt.of(command.context()),
            onContext,
            new ModelEvents(command.answer()));
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
          LOG.warn("call={} {}: {}", identity.id(), n.code(), n.message());
      case Command.Notice.Latency n ->
          LOG.info(
              "call={} turn={} gap={} ms", identity.id(), n.turn(), n.gapNanos() / NANOS_PER_MILLI);
      case Command.Notice.AnswerOver n ->
          LOG.info("call={} turn={} {}", identity.id(), n.turn(), n.outcome());
      case Command.Notice.StateChanged n -> LOG.debug("call={} {}", identity.id(), n.phase());
      case Command.Notice.PartialHeard n -> {}
      case Command.Notice.TurnHeard n -> {}
      case Command.Notice.AnswerSoFar n -> {}
    }
  }

  private final class EarEvents implements Ear.Listener {
    @Override
    public void frame(byte[] pcm) {
      if (utteranceBeingSent != 0 && transcription != null) {
        transcription.audio(pcm);
      }
    }

    @Override
    public void speechStarted(long nanos, long onsetNanos, long atMillis) {
      channel.voiceStarted(atMillis);
      handle(new Event.SpeechStarted(nanos, onsetNanos));
    }

    @Override
    public void speechEnded(long nanos, long endNanos, long atMillis) {
      channel.voiceEnded(atMillis);
      handle(new Event.SpeechEnded(nanos, endNanos));
    }
  }

  private final class Ears implements Transcription.Listener {
    @Override
    public void transcript(Transcript t) {
      long now = System.nanoTime();
      if (t.getFinal()) {
        handle(new Event.Final(now, t.getUtteranceId(), t.getFinishId(), heard(t), t.getText()));
      } else {
        handle(new Event.Partial(now, t.getUtteranceId(), t.getText(), t.getStableChars()));
      }
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
    public void ended() {
      handle(new Event.GenerationEnded(System.nanoTime(), answer));
    }

    @Override
    public void failed(String why) {
      handle(new Event.GenerationFailed(System.nanoTime(), answer, why));
    }
  }

  private final class MouthEvents implements Mouth.Listener {
    @Override
    public void audioArrived(long answer) {
      handle(new Event.AudioArrived(System.nanoTime(), answer));
    }

    @Override
    public void started(long answer, long nanos) {
      handle(new Event.PlayoutStarted(nanos, answer));
    }

    @Override
    public void ended(long answer, String heardText) {
      handle(new Event.PlayoutEnded(System.nanoTime(), answer, heardText));
    }

    @Override
    public void failed(long answer, String why) {
      handle(new Event.SynthesisFailed(System.nanoTime(), answer, why));
    }

    @Override
    public void stuck() {
      channel.end("the client takes no audio");
    }
  }
}
