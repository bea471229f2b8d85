package dev.parley.gateway.call;

import dev.parley.gateway.audio.Heard;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.Playout;
import dev.parley.gateway.audio.PlayoutSettings;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.conversation.Voice;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.gateway.hop.WideBand;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.watermark.Watermark;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.WordMark;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bot's voice: answers are synthesised as their text comes, one of them is queued and sent at
 * the pace of speech, others wait until they may be heard. Owned by its call and used on its
 * context. Knows no clock of its own, so that it runs in virtual time as well.
 */
public final class Mouth {
  /** Opens a synthesis; the turn is for logs and traces. */
  @FunctionalInterface
  public interface Synthesizer {
    SpeechStream open(long answer, long turn, SpeechStream.Listener listener);
  }

  /** Calls back every 20 ms, on the call's context, until it is closed. */
  @FunctionalInterface
  public interface Beat {
    Ticking start(Runnable onBeat);

    /** A beat that can be ended. */
    @FunctionalInterface
    interface Ticking {
      void stop();
    }
  }

  /**
   * A voice lowered by 12 dB is a quarter as loud: plainly behind the caller's, and still there.
   */
  private static final double LOWERED_DB = -12;

  /** One message of the synthesis holds at most 100 ms. */
  private static final long MESSAGE_MILLIS = 100;

  private static final long STUCK_NANOS = 3_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final CallChannel channel;
  private final Synthesizer synthesizer;
  private final Watermark watermark;
  private final Beat beat;
  private final LongSupplier nanoTime;
  private final Consumer<Event> conversation;
  private final Runnable stuck;
  private final Playout playout;
  private final Map<Long, Speech> waiting = new HashMap<>();
  private @Nullable Speech playing;
  private boolean lowered;
  private boolean held;
  private boolean lineLost;
  private long lastHeardMillis;

  /**
   * @param watermark set in everything that is played
   * @param conversation told what becomes of answers
   * @param stuck told when the caller's end has taken nothing for seconds
   */
  public Mouth(
      CallChannel channel,
      Synthesizer synthesizer,
      Watermark watermark,
      Beat beat,
      LongSupplier nanoTime,
      Consumer<Event> conversation,
      Runnable stuck) {
    this.channel = channel;
    this.synthesizer = synthesizer;
    this.watermark = watermark;
    this.beat = beat;
    this.nanoTime = nanoTime;
    this.conversation = conversation;
    this.stuck = stuck;
    this.playout = new Playout(PlayoutSettings.ahead(channel.aheadMillis()));
  }

  /** The synthesis is opened before its first words are known, so that they don't wait for it. */
  public void begin(long answer, long turn) {
    waiting.put(answer, new Speech(answer, turn));
  }

  public void speak(long answer, long clause, String text) {
    Speech speech = find(answer);
    if (speech != null) {
      speech.whenPlaying(() -> playout.beginClause(clause, text));
      speech.synthesis.speak(clause, text);
    }
  }

  public void endOfText(long answer) {
    Speech speech = find(answer);
    if (speech != null) {
      speech.textOver = true;
      speech.synthesis.textOver();
    }
  }

  /** It may be heard from now on; the answer before is over. */
  public void play(long answer) {
    Speech speech = waiting.remove(answer);
    if (speech != null) {
      playing = speech;
      speech.play();
    }
  }

  /** An answer that wasn't played. */
  public void drop(long answer) {
    Speech speech = waiting.remove(answer);
    if (speech != null) {
      speech.synthesis.cancel();
    }
  }

  /** How the answer that plays is spoken from now on. */
  public void speakAs(long answer, Voice voice) {
    Speech speech = playing;
    if (speech == null || speech.answer != answer) {
      return;
    }
    long now = nanoTime.getAsLong();
    switch (voice) {
      case HELD -> {
        held = true;
        speech.sent = false;
        playout.hold(now);
        channel.clear();
      }
      case LOWERED, FULL -> {
        held = false;
        lower(voice == Voice.LOWERED);
        goOn(speech, now);
      }
    }
  }

  /** What was not played yet is said when the line is back. */
  public void lineLost() {
    lineLost = true;
    Speech speech = playing;
    if (speech != null) {
      speech.sent = false;
      playout.hold(nanoTime.getAsLong());
    }
  }

  /** Goes on where the caller stopped hearing. */
  public void lineBack() {
    lineLost = false;
    Speech speech = playing;
    if (speech != null) {
      goOn(speech, nanoTime.getAsLong());
    }
  }

  boolean isLineLost() {
    return lineLost;
  }

  private void goOn(Speech speech, long now) {
    if (held || lineLost) {
      return;
    }
    if (playout.isHeld()) {
      playout.resume(now);
    }
    speech.beat();
  }

  /** Silent from now on; returns what the caller has heard. */
  public String cut(long answer) {
    Speech speech = playing;
    if (speech == null || speech.answer != answer) {
      lastHeardMillis = 0;
      return "";
    }
    speech.stop();
    Heard heard = playout.clear(nanoTime.getAsLong()).heard();
    lastHeardMillis = heard.audioMillis();
    channel.clear();
    lower(false);
    return heard.text();
  }

  /** The caller's end says how much of the bot's audio it has played since the call began. */
  public void played(long millis) {
    playout.acked(nanoTime.getAsLong(), millis);
  }

  /** What the caller has heard of the answer that plays. */
  public String heard() {
    return playing == null ? "" : playout.heard(nanoTime.getAsLong()).text();
  }

  /** How much of the audio of the last answer that is over was played. */
  long lastHeardMillis() {
    return lastHeardMillis;
  }

  /** Whether that is what the caller's end told, and not what the clock says. */
  boolean isHeardConfirmed() {
    return playout.isConfirmed();
  }

  /**
   * The 20 ms that the caller's loudspeaker played at a moment that has just been.
   *
   * @return false while it is silent
   */
  public boolean playing(long nanos, short[] target) {
    return playout.playing(nanos, target);
  }

  public void close() {
    waiting.values().forEach(speech -> speech.synthesis.cancel());
    waiting.clear();
    Speech speech = playing;
    if (speech != null) {
      speech.stop();
    }
  }

  private @Nullable Speech find(long answer) {
    Speech speech = playing;
    return speech != null && speech.answer == answer ? speech : waiting.get(answer);
  }

  /** The only way to the caller's ear. */
  private void send(short[] frame) {
    watermark.mark(frame, 0, frame.length);
    channel.audio(Pcm.bytes(frame));
  }

  private void lower(boolean low) {
    if (lowered == low) {
      return;
    }
    lowered = low;
    double gainDb = low ? LOWERED_DB : 0;
    if (channel.lowersAtOnce()) {
      channel.duck(gainDb);
    } else {
      playout.duck(gainDb);
    }
  }

  /** One answer being said, or waiting to be; mutable. */
  private final class Speech implements SpeechStream.Listener {
    private final long answer;
    private final SpeechStream synthesis;
    private final WideBand wideBand = new WideBand();
    // at most what the synthesis sends without being asked for more
    private final Queue<Runnable> kept = new ArrayDeque<>();
    private Beat.@Nullable Ticking ticking;
    private boolean hasAudio;
    private boolean textOver;
    private boolean started;
    private boolean synthesised;
    private boolean sent;
    private int owed;
    private long stuckSinceNanos;

    Speech(long answer, long turn) {
      this.answer = answer;
      this.synthesis = synthesizer.open(answer, turn, this);
    }

    void whenPlaying(Runnable task) {
      if (playing == this) {
        task.run();
      } else {
        kept.add(task);
      }
    }

    void play() {
      held = false;
      playout.begin();
      ticking = beat.start(this::beat);
      while (!kept.isEmpty()) {
        kept.remove().run();
      }
      beat();
    }

    void stop() {
      synthesis.cancel();
      Beat.Ticking running = ticking;
      if (running != null) {
        running.stop();
      }
      playing = null;
    }

    private boolean isOver() {
      return playing != this && !waiting.containsKey(answer);
    }

    private void beat() {
      if (playing != this || lineLost) {
        return;
      }
      long now = nanoTime.getAsLong();
      if (channel.isCongested()) {
        stuckSinceNanos = stuckSinceNanos == 0 ? now : stuckSinceNanos;
        if (now - stuckSinceNanos > STUCK_NANOS) {
          stuck.run();
        }
        return;
      }
      stuckSinceNanos = 0;
      int frames = playout.poll(now, Mouth.this::send);
      if (frames > 0) {
        channel.sent(playout.sentMillis());
        if (!started) {
          started = true;
          conversation.accept(new Event.PlayoutStarted(now, answer));
        }
      }
      askForMore();
      whatIsLeft(now);
    }

    private void askForMore() {
      int room = (int) Math.min(owed, playout.freeMillis() / MESSAGE_MILLIS / 2);
      if (room > 0) {
        owed -= room;
        synthesis.request(room);
      }
    }

    private void whatIsLeft(long now) {
      if (playing != this || playout.isHeld()) {
        return;
      }
      if (!synthesised) {
        if (hasAudio && playout.remainingMillis(now) < Pcm.FRAME_MILLIS) {
          hasAudio = false;
          conversation.accept(new Event.RanDry(now, answer));
        }
        return;
      }
      if (playout.queuedMillis() > 0) {
        sent = false;
        return;
      }
      if (playout.isOver(now)) {
        Heard heard = playout.heard(now);
        lastHeardMillis = heard.audioMillis();
        stop();
        playout.clear(now);
        lower(false);
        conversation.accept(new Event.PlayoutEnded(now, answer, heard.text()));
      } else if (!sent) {
        sent = true;
        channel.sentAll(playout.sentMillis());
        conversation.accept(
            new Event.AllSent(now, answer, now + playout.remainingMillis(now) * NANOS_PER_MILLI));
      }
    }

    @Override
    public void audio(AudioChunk chunk) {
      if (isOver()) {
        return;
      }
      owed++;
      short[] pcm = wideBand.convert(chunk.getPcm(), chunk.getSampleRateHz());
      whenPlaying(() -> append(chunk.getClauseId(), pcm));
      if (!hasAudio) {
        hasAudio = true;
        conversation.accept(new Event.AudioArrived(nanoTime.getAsLong(), answer));
        // the first frame does not wait for the beat
        beat();
      }
    }

    private void append(long clause, short[] pcm) {
      if (!playout.append(clause, pcm, 0, pcm.length)) {
        fail("text to speech: sent more audio than was asked for");
      }
    }

    @Override
    public void mark(WordMark mark) {
      owed++;
      whenPlaying(
          () ->
              playout.mark(
                  mark.getClauseId(),
                  new dev.parley.gateway.audio.WordMark(
                      mark.getStartChar(), mark.getEndChar(), mark.getStartMs(), mark.getEndMs())));
    }

    @Override
    public void clauseEnded(ClauseEnd end) {
      owed++;
      whenPlaying(() -> playout.endClause(end.getClauseId()));
      if (!isOver()) {
        conversation.accept(
            new Event.ClauseSynthesised(nanoTime.getAsLong(), answer, end.getClauseId()));
      }
    }

    @Override
    public void ended() {
      if (isOver()) {
        return;
      }
      if (!textOver) {
        // clauses that are still to come would be lost without a word
        fail("text to speech: ended before the text of the answer did");
        return;
      }
      whenPlaying(
          () -> {
            synthesised = true;
            playout.endOfAnswer();
          });
      if (!hasAudio && !started) {
        // nothing in it could be spoken: emoji, punctuation
        fail("text to speech: nothing to speak in the answer");
      } else {
        beat();
      }
    }

    @Override
    public void failed(String why) {
      if (!isOver()) {
        fail(why);
      }
    }

    private void fail(String why) {
      conversation.accept(new Event.SynthesisFailed(nanoTime.getAsLong(), answer, why));
    }
  }
}
