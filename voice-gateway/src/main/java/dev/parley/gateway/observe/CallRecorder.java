package dev.parley.gateway.observe;

import dev.parley.gateway.conversation.Command.Notice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of what one conversation tells, without its words until these may be kept. Takes no
 * time itself: every figure comes from the conversation. One owner, the call.
 */
public final class CallRecorder {
  // a turn whose answer never ends must not stay for ever
  private static final int MOST_OPEN_TURNS = 8;

  /** A turn whose answer is not over. */
  private record Open(
      @Nullable Long heardNanos,
      @Nullable String text,
      boolean keepsWords,
      boolean understood,
      @Nullable TurnTiming timing) {
    static Open unknown(boolean keepsWords) {
      return new Open(null, null, keepsWords, false, null);
    }

    Open timed(TurnTiming newer) {
      return new Open(heardNanos, text, keepsWords, understood, newer);
    }
  }

  private final CallFacts call;
  private final TraceSink sink;
  private final Map<Long, Open> turns = new HashMap<>();
  private @Nullable OverlapRecord overlap;
  private long clientTimedTurn;
  private boolean keepsWords;

  /**
   * @param keepsWords whether what is said may be kept from the beginning
   */
  public CallRecorder(CallFacts call, TraceSink sink, boolean keepsWords) {
    this.keepsWords = keepsWords;
    this.call = call;
    this.sink = sink;
  }

  public void opened() {
    sink.callOpened(call);
  }

  /** The caller allows their words to be kept, those of turns that begin now; or no longer. */
  public void consent(boolean given) {
    keepsWords = given;
  }

  public void told(long nanos, Notice notice) {
    switch (notice) {
      case Notice.TurnHeard n -> {
        put(n.turn(), new Open(nanos, n.text(), keepsWords, n.understood(), null));
        sink.turnHeard(call, n.turn(), nanos);
      }
      case Notice.Latency n -> {
        Open open = turns.getOrDefault(n.turn(), Open.unknown(keepsWords));
        TurnTiming timing = new TurnTiming(n.turn(), nanos, n.gapNanos(), n.segments());
        put(n.turn(), open.timed(timing));
        sink.turnTimed(call, timing);
      }
      case Notice.AnswerOver n -> answerOver(nanos, n);
      case Notice.OverlapJudged n -> judged(nanos, n);
      case Notice.Trouble n -> sink.trouble(call, n.code(), n.message(), nanos);
      case Notice.ClaimStopped n ->
          sink.trouble(call, "language-model", "was about to claim to be human", nanos);
      case Notice.PromiseStopped n ->
          sink.trouble(call, "language-model", "was about to promise a human", nanos);
      case Notice.IdentityAsked n -> {}
      case Notice.HumanAsked n -> {}
      case Notice.StateChanged n -> {}
      case Notice.PartialHeard n -> {}
      case Notice.AnswerSoFar n -> {}
    }
  }

  /** Passed on once for a turn that was timed here, too; what else comes is not believed. */
  public void clientTimed(ClientTiming timing) {
    Open open = turns.get(timing.turn());
    if (open != null && open.timing != null && clientTimedTurn < timing.turn()) {
      clientTimedTurn = timing.turn();
      sink.clientTimed(call, timing);
    }
  }

  public void closed(long nanos) {
    sink.callClosed(call, nanos);
  }

  private void put(long turn, Open open) {
    turns.put(turn, open);
    turns.remove(turn - MOST_OPEN_TURNS);
  }

  private void answerOver(long nanos, Notice.AnswerOver n) {
    Open open = turns.remove(n.turn());
    if (open == null) {
      open = Open.unknown(keepsWords);
    }
    boolean withWords = open.keepsWords && keepsWords;
    sink.turnEnded(
        call,
        new TurnRecord(
            n.turn(),
            open.heardNanos,
            open.timing,
            nanos,
            withWords ? open.text : null,
            open.understood,
            withWords ? n.text() : "",
            withWords ? n.heardText() : "",
            n.outcome()));
  }

  private void judged(long nanos, Notice.OverlapJudged n) {
    long onset = nanos - n.sinceOnsetNanos();
    OverlapRecord before = overlap;
    boolean isSame = before != null && before.turn() == n.turn() && before.onsetNanos() == onset;
    OverlapRecord judged =
        (before != null && isSame ? before : OverlapRecord.began(n.turn(), onset))
            .judged(n.verdict(), n.sinceOnsetNanos(), n.probability());
    overlap = judged;
    switch (n.verdict()) {
      case TOOK_FLOOR, IGNORED -> {
        sink.overlapEnded(call, judged);
        overlap = null;
      }
      case YIELDED, WENT_ON, HELD -> {}
    }
  }
}
