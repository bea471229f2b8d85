package dev.parley.gateway.call;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Phase;
import dev.parley.turn.BotActivity;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.Verdict;

/**
 * Tells the turn detector what happens in the call. One owner, one call; times are those of the
 * caller's audio, ms.
 */
final class TurnSense {
  private final TurnDetector detector;
  private BotActivity activity = BotActivity.SILENT;
  private String botWords = "";
  private boolean hasWords;

  TurnSense(TurnDetector detector) {
    this.detector = detector;
  }

  /** What the caller says now belongs to a new turn, or to a new sound over the bot. */
  void utteranceBegan() {
    hasWords = false;
    detector.turnTaken();
  }

  /**
   * @param soFar all words of the utterance
   * @param untilMillis how far the audio has been recognised
   */
  void words(String soFar, long untilMillis) {
    hasWords = !soFar.isBlank();
    detector.words(soFar, untilMillis);
  }

  /** What the caller has heard of the bot's answer by now. */
  void botHeard(String answerSoFar) {
    if (!answerSoFar.isEmpty() && !answerSoFar.equals(botWords)) {
      botWords = answerSoFar;
      detector.bot(activity, botWords);
    }
  }

  void told(Notice notice) {
    switch (notice) {
      case Notice.StateChanged n -> botDoes(n.phase());
      case Notice.OverlapJudged n -> {
        switch (n.verdict()) {
          case TOOK_FLOOR -> detector.overlapWas(Verdict.INTERRUPTION);
          case IGNORED -> detector.overlapWas(hasWords ? Verdict.BACKCHANNEL : Verdict.NOISE);
          case YIELDED, WENT_ON, HELD -> {}
        }
      }
      case Notice.PartialHeard n -> {}
      case Notice.TurnHeard n -> {}
      case Notice.AnswerSoFar n -> {}
      case Notice.AnswerOver n -> {}
      case Notice.Latency n -> {}
      case Notice.Trouble n -> {}
    }
  }

  private void botDoes(Phase phase) {
    activity =
        switch (phase) {
          case LISTENING -> BotActivity.SILENT;
          case THINKING -> BotActivity.THINKING;
          case SPEAKING, DISCLOSING -> BotActivity.SPEAKING;
        };
    if (activity == BotActivity.THINKING) {
      botWords = "";
    }
    detector.bot(activity, botWords);
  }
}
