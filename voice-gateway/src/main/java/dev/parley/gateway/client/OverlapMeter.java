package dev.parley.gateway.client;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Measures one overlap: how soon after the caller's voice the bot is lower, and silent. Pure: time
 * is the number of ticks. Mutable, owned by the thread that ticks.
 */
public final class OverlapMeter {
  /** Shorter silence may be a pause between the bot's words. */
  private static final int SILENT_TICKS = 200 / Earpiece.FRAME_MILLIS;

  /** -60 dB of full scale, far below any voice that was lowered by 12 dB. */
  private static final int AUDIBLE_PEAK = 33;

  private enum Answer {
    OPEN,
    CUT,
    WENT_ON,
    /** How it ended tells nothing of the overlap, or is not known. */
    UNKNOWN
  }

  private final int recording;
  private final long turn;
  private final long onsetTick;
  private Answer answer = Answer.OPEN;
  private long tick;
  private long loweredTick = -1;
  private long silentFromTick = -1;
  private boolean isLowered;
  private boolean wasHeard;
  private boolean nextIsAudible;
  private boolean isTold;

  /**
   * @param turn whose answer is spoken into
   * @param tick the present one
   * @param onsetTick the one that sends the first frame of the recording with voice in it
   * @param isLowered the bot's voice is lowered already
   */
  public OverlapMeter(int recording, long turn, long tick, long onsetTick, boolean isLowered) {
    this.recording = recording;
    this.turn = turn;
    this.tick = tick;
    this.onsetTick = onsetTick;
    this.isLowered = isLowered;
  }

  /** What arrived and takes effect in the next frame heard. */
  public void event(VoiceEvent event) {
    if (event instanceof VoiceEvent.Duck duck) {
      boolean lowers = duck.gainDb() < 0;
      // lowered before the voice began, it was for something else
      if (lowers && !isLowered && loweredTick < 0 && tick + 1 >= onsetTick) {
        loweredTick = tick + 1;
      }
      isLowered = lowers;
    } else if (event instanceof VoiceEvent.AnswerEnded end && end.turn() == turn) {
      answer =
          switch (end.outcome()) {
            case "answered" -> Answer.WENT_ON;
            case "interrupted", "discarded" -> Answer.CUT;
            default -> Answer.UNKNOWN;
          };
    } else if (event instanceof VoiceEvent.Latency latency && latency.turn() > turn) {
      nextIsAudible = true;
    }
  }

  /** The 20 ms that were heard in this tick. */
  public void heard(byte[] frame) {
    tick++;
    if (tick < onsetTick) {
      return;
    }
    if (isAudible(frame)) {
      silentFromTick = -1;
      wasHeard = true;
    } else if (silentFromTick < 0 && wasHeard) {
      silentFromTick = tick;
    }
  }

  /** Once, as soon as all is known that can be. */
  public Optional<Overlap> result() {
    boolean mayBecomeSilent = answer == Answer.CUT && !isSilent() && !nextIsAudible;
    return mayBecomeSilent ? Optional.empty() : resultSoFar();
  }

  /** What is known when the call ends or the next overlap begins; empty when it was told. */
  public Optional<Overlap> resultSoFar() {
    return switch (answer) {
      case OPEN, UNKNOWN -> Optional.empty();
      case WENT_ON -> tell(Overlap.Outcome.WENT_ON);
      case CUT -> tell(Overlap.Outcome.CUT);
    };
  }

  private Optional<Overlap> tell(Overlap.Outcome outcome) {
    if (isTold) {
      return Optional.empty();
    }
    isTold = true;
    return Optional.of(
        new Overlap(
            recording,
            turn,
            outcome,
            loweredTick < 0 ? OptionalInt.empty() : OptionalInt.of(sinceOnset(loweredTick)),
            outcome == Overlap.Outcome.CUT && isSilent()
                ? OptionalInt.of(sinceOnset(silentFromTick))
                : OptionalInt.empty()));
  }

  private boolean isSilent() {
    return silentFromTick >= 0 && tick - silentFromTick + 1 >= SILENT_TICKS;
  }

  /** The voice began at the beginning of the frame that {@link #onsetTick} sent. */
  private int sinceOnset(long at) {
    return (int) (at - onsetTick + 1) * Earpiece.FRAME_MILLIS;
  }

  private static boolean isAudible(byte[] frame) {
    for (int i = 0; i + 1 < frame.length; i += 2) {
      if (Math.abs((frame[i + 1] << 8) | (frame[i] & 0xFF)) > AUDIBLE_PEAK) {
        return true;
      }
    }
    return false;
  }
}
