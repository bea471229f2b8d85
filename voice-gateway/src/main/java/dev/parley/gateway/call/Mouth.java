package dev.parley.gateway.call;

import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.Playout;
import dev.parley.gateway.audio.PlayoutSettings;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.hop.Synthesis;
import dev.parley.gateway.hop.WideBand;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.WordMark;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The bot's voice: one answer after the other is synthesised, queued, and sent at the pace of
 * speech. Owned by its call and used on its context; only the beat comes from another thread, and
 * is carried over.
 */
final class Mouth {
  /** What becomes of an answer. */
  interface Listener {
    void audioArrived(long answer);

    void started(long answer, long nanos);

    void ended(long answer, String heardText);

    void failed(long answer, String why);

    /** The caller's end has taken nothing for seconds. */
    void stuck();
  }

  /** One message of the synthesis holds at most 100 ms. */
  private static final long MESSAGE_MILLIS = 100;

  private static final long STUCK_NANOS = 3_000_000_000L;

  /** An ack that never comes must not hold the turn. */
  private static final long LAST_ACK_NANOS = 1_000_000_000L;

  private final Call.Identity identity;
  private final CallChannel channel;
  private final Hops hops;
  private final FrameClock clock;
  private final Executor onContext;
  private final Listener listener;
  private final Playout playout = new Playout(PlayoutSettings.standard());
  private @Nullable Speech speech;

  Mouth(
      Call.Identity identity,
      CallChannel channel,
      Hops hops,
      FrameClock clock,
      Executor onContext,
      Listener listener) {
    this.identity = identity;
    this.channel = channel;
    this.hops = hops;
    this.clock = clock;
    this.onContext = onContext;
    this.listener = listener;
  }

  /** The synthesis is opened before its first words are known, so that they don't wait for it. */
  void begin(long answer) {
    playout.begin();
    speech = new Speech(answer);
  }

  void speak(long clause, String text) {
    Speech current = speech;
    if (current != null) {
      playout.beginClause(clause, text);
      current.synthesis.speak(clause, text);
    }
  }

  void endOfText() {
    Speech current = speech;
    if (current != null) {
      current.synthesis.textOver();
    }
  }

  /** Silent from now on; returns what the caller has heard. */
  String cut() {
    Speech current = speech;
    if (current == null) {
      return "";
    }
    current.stop();
    String heard = playout.clear(System.nanoTime()).heard().text();
    channel.clear();
    return heard;
  }

  void played(long millis) {
    playout.acked(System.nanoTime(), millis);
  }

  void close() {
    Speech current = speech;
    if (current != null) {
      current.stop();
    }
  }

  /** One answer being said; mutable. */
  private final class Speech implements Synthesis.Listener {
    private final long answer;
    private final Synthesis synthesis;
    private final FrameClock.Ticker ticker;
    private final WideBand wideBand = new WideBand();
    private boolean arrived;
    private boolean started;
    private boolean synthesised;
    private int owed;
    private long stuckSinceNanos;
    private long allSentNanos;

    Speech(long answer) {
      this.answer = answer;
      this.synthesis =
          Synthesis.open(
              hops.textToSpeech(), identity.id(), answer, identity.voice(), onContext, this);
      this.ticker = clock.every20Millis((now, missed) -> onContext.execute(this::beat));
    }

    void stop() {
      synthesis.cancel();
      ticker.close();
      speech = null;
    }

    private boolean isCurrent() {
      return speech == this;
    }

    private void beat() {
      if (!isCurrent()) {
        return;
      }
      long now = System.nanoTime();
      if (channel.isCongested()) {
        stuckSinceNanos = stuckSinceNanos == 0 ? now : stuckSinceNanos;
        if (now - stuckSinceNanos > STUCK_NANOS) {
          listener.stuck();
        }
        return;
      }
      stuckSinceNanos = 0;
      int sent = playout.poll(now, pcm -> channel.audio(Pcm.bytes(pcm)));
      if (sent > 0 && !started) {
        started = true;
        listener.started(answer, now);
      }
      askForMore();
      endWhenPlayed(now);
    }

    private void askForMore() {
      int room = (int) Math.min(owed, playout.freeMillis() / MESSAGE_MILLIS / 2);
      if (room > 0) {
        owed -= room;
        synthesis.request(room);
      }
    }

    private void endWhenPlayed(long now) {
      if (!synthesised || !isCurrent()) {
        return;
      }
      if (playout.queuedMillis() > 0) {
        return;
      }
      allSentNanos = allSentNanos == 0 ? now : allSentNanos;
      if (playout.isOver(now) || now - allSentNanos > LAST_ACK_NANOS) {
        String heard = playout.heard(now).text();
        stop();
        playout.clear(now);
        listener.ended(answer, heard);
      }
    }

    @Override
    public void audio(AudioChunk chunk) {
      if (!isCurrent()) {
        return;
      }
      owed++;
      append(chunk.getClauseId(), wideBand.convert(chunk.getPcm(), chunk.getSampleRateHz()));
      if (!arrived) {
        arrived = true;
        listener.audioArrived(answer);
        // the first frame does not wait for the beat
        beat();
      }
    }

    private void append(long clause, short[] pcm) {
      if (!playout.append(clause, pcm, 0, pcm.length)) {
        listener.failed(answer, "text to speech: sent more audio than was asked for");
      }
    }

    @Override
    public void mark(WordMark mark) {
      owed++;
      if (isCurrent()) {
        playout.mark(
            mark.getClauseId(),
            new dev.parley.gateway.audio.WordMark(
                mark.getStartChar(), mark.getEndChar(), mark.getStartMs(), mark.getEndMs()));
      }
    }

    @Override
    public void clauseEnded(ClauseEnd end) {
      owed++;
      if (isCurrent()) {
        playout.endClause(end.getClauseId());
      }
    }

    @Override
    public void ended() {
      if (isCurrent()) {
        synthesised = true;
        playout.endOfAnswer();
        if (!arrived) {
          // nothing in it could be spoken: emoji, punctuation
          listener.failed(answer, "text to speech: nothing to speak in the answer");
        }
      }
    }

    @Override
    public void failed(String why) {
      if (isCurrent()) {
        listener.failed(answer, why);
      }
    }
  }
}
