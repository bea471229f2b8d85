package dev.parley.gateway.call;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Phase;
import dev.parley.turn.BotActivity;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.Verdict;
import dev.parley.turn.WordTimes;

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

  /**
   * The utterance is over: what the caller says from now on belongs to another.
   *
   * @param isTurn whether it was taken as a turn, or forgotten
   */
  void utteranceOver(boolean isTurn) {
    hasWords = false;
    if (isTurn) {
      detector.turnTaken();
    } else {
      detector.turnDropped();
    }
  }

  /**
   * @param soFar all words of the utterance
   * @param untilMillis how far the audio has been recognised
   */
  void words(String soFar, long untilMillis, WordTimes times) {
    hasWords = !soFar.isBlank();
    detector.words(soFar, untilMillis, times);
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
      case Notice.IdentityAsked n -> {}
      case Notice.HumanAsked n -> {}
      case Notice.ClaimStopped n -> {}
      case Notice.PromiseStopped n -> {}
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
