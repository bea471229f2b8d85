package dev.parley.gateway.simulate;

import dev.parley.gateway.simulate.EarTrack.Stretch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a run; all times are ms since the call's first audio.
 *
 * @param lowered when the bot's voice was lowered
 * @param sentAheadMaxMillis most audio that lay unplayed at the caller's end
 * @param ended why the gateway hung up; null = it did not
 */
public record Result(
    Scenario scenario,
    List<BotAudio> botAudio,
    List<Stretch> lowered,
    List<ModelCall> modelCalls,
    List<ToolRun> toolRuns,
    List<UserTurn> userTurns,
    List<Said> context,
    List<Latency> latency,
    List<Overlap> overlaps,
    List<AnswerEnd> answers,
    long sentAheadMaxMillis,
    @Nullable String ended) {

  /**
   * One answer as it was heard.
   *
   * @param gaps silences inside it
   */
  public record BotAudio(
      long start,
      long end,
      String text,
      String heardText,
      boolean interrupted,
      List<Stretch> gaps) {}

  /**
   * @param ended when it stopped writing or was stopped
   * @param discarded whether nothing came of it
   */
  public record ModelCall(long at, long ended, String lastUser, boolean discarded) {}

  public record ToolRun(long at, String name) {}

  public record UserTurn(long at, String text) {}

  public record Said(String role, String text, boolean interrupted) {}

  public record Segment(String name, long millis) {}

  /**
   * @param at when the answer began
   */
  public record Latency(long at, long turn, long gapMillis, List<Segment> segments) {}

  public record Overlap(long at, String verdict, double probability) {}

  public record AnswerEnd(long at, long turn, String outcome) {}
}
