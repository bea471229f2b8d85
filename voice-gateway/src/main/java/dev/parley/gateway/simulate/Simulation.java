package dev.parley.gateway.simulate;

import dev.parley.gateway.call.ConversationLoop;
import dev.parley.gateway.call.Mouth;
import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.State;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.simulate.Scenario.OverlapVerdict;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import dev.parley.gateway.watermark.Watermark;
import dev.parley.gateway.watermark.WatermarkKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a scenario: the scripted world round the real conversation and voice. Used once. */
public final class Simulation {
  // voice activity is noticed so late, and an end of turn is estimated a little later
  private static final long VOICE_SEEN_MILLIS = 60;
  private static final long END_OF_TURN_MILLIS = 100;
  private static final long BEAT_MILLIS = 20;

  private final Scenario scenario;
  private final VirtualTime time = new VirtualTime();
  private final EarTrack ear = new EarTrack(ScriptedVoice.FULL_VOICE);
  private final ConversationLoop conversation;
  private final ScriptedRecogniser recogniser;
  private final ScriptedModel model;
  private final SimulatedLine line;
  private final Mouth mouth;
  private final RunLog record;
  private long playing;
  private @Nullable UserUtterance sounding;

  private Simulation(Scenario scenario, TurnRules rules) {
    this.scenario = scenario;
    this.record = new RunLog(scenario, ear);
    this.conversation =
        new ConversationLoop(rules.withDisclosure(ScriptedVoice.DISCLOSURE), this::carryOut);
    this.recogniser = new ScriptedRecogniser(time, conversation::handle);
    this.model = new ScriptedModel(time, scenario, conversation::handle);
    this.line = new SimulatedLine(time, scenario.canPause(), () -> playing, this::played, ear);
    this.mouth =
        new Mouth(
            line,
            (answer, turn, listener) -> new ScriptedVoice(time, scenario, listener),
            new Watermark(WatermarkKey.PUBLIC),
            this::beat,
            time::nanos,
            conversation::handle,
            () -> line.end("the client takes no audio"));
  }

  /**
   * A run with what led to its result.
   *
   * @param commands all that the conversation wanted, in order
   * @param end what it knew at the end
   */
  record Inside(Result result, List<RunLog.Given> commands, State end) {}

  /** Runs it to its end; the same scenario always gives the same result. */
  public static Result run(Scenario scenario, TurnRules rules) {
    return new Simulation(scenario, rules).run();
  }

  static Inside runInside(Scenario scenario, TurnRules rules) {
    Simulation simulation = new Simulation(scenario, rules);
    Result result = simulation.run();
    return new Inside(result, simulation.record.commands(), simulation.conversation.state());
  }

  private Result run() {
    if (scenario.disclosureMillis() > 0) {
      time.atMillis(0, () -> conversation.handle(new Event.Opened(time.nanos())));
    }
    for (UserUtterance u : scenario.user()) {
      if (u.typed()) {
        time.atMillis(
            u.startMillis(), () -> conversation.handle(new Event.Typed(time.nanos(), u.text())));
      } else {
        script(u);
      }
    }
    time.runUntilMillis(scenario.untilMillis());
    line.listen();
    return record.result(conversation.state(), line.sentAheadMax(), line.ended());
  }

  private void script(UserUtterance u) {
    time.atMillis(
        u.startMillis() + VOICE_SEEN_MILLIS,
        () -> {
          sounding = u;
          long before = record.utterancesBegun();
          conversation.handle(
              new Event.SpeechStarted(time.nanos(), u.startMillis() * VirtualTime.MILLI));
          if (record.utterancesBegun() == before) {
            recogniser.hears(u);
          }
        });
    for (OverlapVerdict verdict : u.verdicts()) {
      // nothing is told of a sound before it is noticed, or after its end is
      long at = Math.max(verdict.atMillis(), VOICE_SEEN_MILLIS);
      if (at <= u.endMillis() - u.startMillis() + VOICE_SEEN_MILLIS) {
        time.atMillis(
            u.startMillis() + at,
            () ->
                conversation.handle(
                    new Event.OverlapEstimated(time.nanos(), verdict.interruption())));
      }
    }
    time.atMillis(
        u.endMillis() + VOICE_SEEN_MILLIS,
        () ->
            conversation.handle(
                new Event.SpeechEnded(time.nanos(), u.endMillis() * VirtualTime.MILLI)));
    time.atMillis(
        u.endMillis() + END_OF_TURN_MILLIS,
        () -> conversation.handle(new Event.EndOfTurnEstimated(time.nanos(), u.endOfTurn())));
  }

  private void carryOut(Command command) {
    record.command(time.millis(), command);
    switch (command) {
      case Command.StartUtterance c -> {
        UserUtterance spoken = sounding;
        if (spoken != null) {
          recogniser.begin(c.utterance(), spoken);
        }
      }
      case Command.FinishUtterance c -> recogniser.finish(c.utterance(), c.finish());
      case Command.DropUtterance c -> recogniser.drop(c.utterance());
      case Command.Generate c -> model.generate(c);
      case Command.CancelGeneration c -> model.cancel(c.answer());
      case Command.RunTool c -> model.runTool(c.answer(), c.call());
      case Command.BeginAnswer c -> mouth.begin(c.answer(), c.turn());
      case Command.Speak c -> mouth.speak(c.answer(), c.clause(), c.text());
      case Command.EndAnswer c -> mouth.endOfText(c.answer());
      case Command.Play c -> {
        playing = c.answer();
        mouth.play(c.answer());
      }
      case Command.DropAnswer c -> mouth.drop(c.answer());
      case Command.SetVoice c -> mouth.speakAs(c.answer(), c.voice());
      case Command.CutAnswer c -> {
        String heard = mouth.cut(c.answer());
        conversation.handle(new Event.PlayoutEnded(time.nanos(), c.answer(), heard));
      }
      case Command.HangUp c -> line.end(c.reason());
      case Command.Transfer c -> line.end(c.reason());
      case Command.SetTimer c ->
          time.atNanos(
              c.atNanos(),
              () -> conversation.handle(new Event.TimerFired(time.nanos(), c.timer(), c.serial())));
      case Command.Tell c -> {}
    }
  }

  private void played(long millis) {
    mouth.played(millis);
  }

  private Mouth.Beat.Ticking beat(Runnable onBeat) {
    boolean[] stopped = {false};
    tick(onBeat, stopped);
    return () -> stopped[0] = true;
  }

  private void tick(Runnable onBeat, boolean[] stopped) {
    time.inMillis(
        BEAT_MILLIS,
        () -> {
          if (!stopped[0]) {
            onBeat.run();
            tick(onBeat, stopped);
          }
        });
  }
}
