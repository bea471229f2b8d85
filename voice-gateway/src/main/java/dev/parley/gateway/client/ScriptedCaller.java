package dev.parley.gateway.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A caller who says recordings, one a turn, and listens to the answers. Like a microphone it gives
 * 20 ms on every tick, silence included. Pure: time is the number of ticks. Mutable, owned by the
 * thread that ticks.
 */
public final class ScriptedCaller {
  /** How a recording fared. */
  public enum Fate {
    ANSWERED,
    /** The answer it was said into ran to its end, which is fine with {@link Interjection.Over}. */
    PASSED_OVER,
    /** The answer was cut off, and not by us on purpose. */
    INTERRUPTED,
    /** The gateway said that its answer failed. */
    FAILED,
    /** Nothing came for {@value #PATIENCE_MILLIS} ms. */
    TIMED_OUT,
    /** The call ended before. */
    NOT_SAID
  }

  private enum Phase {
    /** The bot says what it is. */
    DISCLOSURE,
    /** A moment between an answer and the next recording. */
    PAUSE,
    SPEAKING,
    /** For the answer, and until it has been played. */
    LISTENING,
    OVER
  }

  static final int PATIENCE_MILLIS = 30_000;

  /** However much the bot says. */
  static final int LONGEST_ANSWER_MILLIS = 120_000;

  static final int PAUSE_MILLIS = 500;

  /** An utterance that leads nowhere (a cough) must not hold the call for the whole patience. */
  private static final int IDLE_MILLIS = 3_000;

  private static final long NONE = -1;

  private static final byte[] SILENCE = new byte[Earpiece.FRAME_BYTES];

  private final List<Recording> recordings;
  private final Interjection interjection;
  private final @Nullable Fate[] fates;
  private final Map<Long, Integer> recordingOfTurn = new HashMap<>();

  private Phase phase = Phase.DISCLOSURE;
  private int current = -1;
  private int frame;
  private int phaseTicks;
  private int quietTicks;
  private int idleTicks;
  private int audibleTicks;
  private long lastTurn;
  private long lastEndedTurn;
  private long openAnswer = NONE;
  private long spokenInto = NONE;
  private boolean disclosed;
  private boolean callerVoiceOn;
  private boolean answeredAfterSpeech;

  public ScriptedCaller(List<Recording> recordings, Interjection interjection) {
    this.recordings = List.copyOf(recordings);
    this.interjection = interjection;
    this.fates = new Fate[recordings.size()];
  }

  /** What the gateway said. */
  public void event(VoiceEvent event) {
    idleTicks = 0;
    switch (event) {
      case VoiceEvent.SpeechBegan e -> callerVoiceOn = true;
      case VoiceEvent.SpeechEnded e -> callerVoiceOn = false;
      case VoiceEvent.Partial e -> seen(e.turn());
      case VoiceEvent.Final e -> seen(e.turn());
      case VoiceEvent.Answer e -> {
        seen(e.turn());
        openAnswer = e.turn();
      }
      case VoiceEvent.AnswerEnded e -> ended(e);
      case VoiceEvent.Started e -> {}
      case VoiceEvent.StateChanged e -> {}
      case VoiceEvent.Audio e -> {}
      case VoiceEvent.Clear e -> {}
      case VoiceEvent.Duck e -> {}
      case VoiceEvent.Latency e -> {}
      case VoiceEvent.Trouble e -> {}
      case VoiceEvent.Ended e -> over();
      case VoiceEvent.Closed e -> over();
    }
  }

  /** The bot was audible in the last 20 ms. */
  public void heardBot() {
    idleTicks = 0;
    quietTicks = 0;
    if (phase == Phase.LISTENING || phase == Phase.DISCLOSURE) {
      audibleTicks++;
    }
  }

  /** The next 20 ms of the microphone. */
  public byte[] tick() {
    phaseTicks++;
    quietTicks++;
    idleTicks++;
    switch (phase) {
      case DISCLOSURE -> {
        if (disclosed && quietTicks > 1) {
          enter(Phase.PAUSE);
        } else if (isOutOfPatience()) {
          over();
        }
      }
      case PAUSE -> {
        if (phaseTicks >= millisToTicks(PAUSE_MILLIS)) {
          next();
        }
      }
      case SPEAKING -> {
        byte[] spoken = recordings.get(current).frame(frame++);
        if (frame >= recordings.get(current).frames()) {
          enter(Phase.LISTENING);
        }
        return spoken;
      }
      case LISTENING -> listen();
      case OVER -> {}
    }
    return SILENCE;
  }

  private void listen() {
    if (current + 1 < recordings.size() && isTimeToInterject()) {
      long into = openAnswer;
      next();
      spokenInto = into;
    } else if (isSettled()) {
      next();
    } else if (isOutOfPatience()) {
      fates[current] = Fate.TIMED_OUT;
      next();
    }
  }

  private boolean isTimeToInterject() {
    return switch (interjection) {
      case Interjection.None i -> false;
      case Interjection.BargeIn i -> audibleTicks > millisToTicks(i.afterMillis());
      case Interjection.Over i ->
          isOverRecording(current + 1)
              && openAnswer != NONE
              && audibleTicks > millisToTicks(i.afterMillis());
    };
  }

  private boolean isOverRecording(int index) {
    return interjection instanceof Interjection.Over && index % 2 == 1;
  }

  private boolean isSettled() {
    if (fates[current] == null || quietTicks < millisToTicks(PAUSE_MILLIS)) {
      return false;
    }
    // after an answer into the recording, or one that was cut off, another one is to be expected
    boolean nothingOpen =
        lastEndedTurn >= lastTurn
            && !callerVoiceOn
            && answeredAfterSpeech
            && fates[current] != Fate.INTERRUPTED;
    return nothingOpen || idleTicks >= millisToTicks(IDLE_MILLIS);
  }

  private boolean isOutOfPatience() {
    return quietTicks >= millisToTicks(PATIENCE_MILLIS)
        || phaseTicks >= millisToTicks(LONGEST_ANSWER_MILLIS);
  }

  private void next() {
    if (current + 1 == recordings.size()) {
      over();
      return;
    }
    if (current >= 0 && fates[current] == Fate.PASSED_OVER) {
      // the number shown with words that the bot then ignored goes to the next turn
      recordingOfTurn.values().removeIf(index -> index == current);
    }
    current++;
    frame = 0;
    spokenInto = NONE;
    answeredAfterSpeech = false;
    enter(recordings.get(current).frames() == 0 ? Phase.LISTENING : Phase.SPEAKING);
  }

  private void over() {
    phase = Phase.OVER;
  }

  private void enter(Phase entered) {
    phase = entered;
    phaseTicks = 0;
    quietTicks = 0;
    idleTicks = 0;
    audibleTicks = 0;
  }

  private void seen(long turn) {
    lastTurn = Math.max(lastTurn, turn);
    if (turn > 0 && current >= 0) {
      recordingOfTurn.putIfAbsent(turn, current);
    }
  }

  private void ended(VoiceEvent.AnswerEnded e) {
    seen(e.turn());
    lastEndedTurn = Math.max(lastEndedTurn, e.turn());
    if (e.turn() == openAnswer) {
      openAnswer = NONE;
    }
    if (e.turn() == 0) {
      disclosed = true;
      return;
    }
    if (e.turn() == spokenInto && e.outcome().equals("answered") && isOverRecording(current)) {
      quietTicks = 0;
      // while the recording is being said, the rest of it may yet be a turn
      answeredAfterSpeech |= phase == Phase.LISTENING;
      fates[current] = Fate.PASSED_OVER;
    }
    Integer index = recordingOfTurn.get(e.turn());
    if (index != null && fates[index] != Fate.TIMED_OUT) {
      quietTicks = 0;
      answeredAfterSpeech |= phase == Phase.LISTENING && index == current;
      fates[index] =
          switch (e.outcome()) {
            case "answered" -> Fate.ANSWERED;
            case "interrupted", "discarded" -> index < current ? Fate.ANSWERED : Fate.INTERRUPTED;
            default -> Fate.FAILED;
          };
    }
  }

  public boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Which recording is being said right now. */
  public OptionalInt speaking() {
    return phase == Phase.SPEAKING ? OptionalInt.of(current) : OptionalInt.empty();
  }

  /** The turn whose answer the present recording was said into, if it was. */
  public OptionalLong spokenInto() {
    return spokenInto == NONE ? OptionalLong.empty() : OptionalLong.of(spokenInto);
  }

  /** In the order of the recordings. */
  public List<Fate> fates() {
    List<Fate> all = new ArrayList<>();
    for (Fate fate : fates) {
      all.add(fate == null ? Fate.NOT_SAID : fate);
    }
    return all;
  }

  private static int millisToTicks(int millis) {
    return millis / Earpiece.FRAME_MILLIS;
  }
}
