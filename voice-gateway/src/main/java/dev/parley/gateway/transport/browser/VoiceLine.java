package dev.parley.gateway.transport.browser;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.transport.CallerEvents;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's line to its client, over one WebSocket after the other. Lives on the context of the
 * first, which becomes the call's; later sockets may have other contexts.
 *
 * <p>States: up, with a socket; lost, without one, where the caller's end is silent and the call
 * waits for it for a bounded time; over. A client that can't come back has no lost state.
 */
public final class VoiceLine implements CallChannel {
  /**
   * How a client comes back.
   *
   * @param seq of the last message it has read
   * @param playedMillis of the bot's audio; it will play nothing more of what it was sent before
   */
  record Return(String token, long seq, long playedMillis) {}

  private static final Logger LOG = LoggerFactory.getLogger(VoiceLine.class);
  private static final int AHEAD_MILLIS = 200;

  /**
   * A voice lowered here has to be heard lower within 200 ms of the caller's onset, and detecting
   * the onset takes 60 ms; 20 ms are left for the way.
   */
  private static final int AHEAD_MILLIS_WHEN_LOWERED_HERE = 120;

  /** A client that resumes and has begun to send audio sends it all the time: else it is gone. */
  private static final long QUIET_NANOS = 5_000_000_000L;

  private static final long LOOK_EVERY_MILLIS = 1_000;
  private static final int SAMPLES_PER_MILLI = 16;

  private final Vertx vertx;
  private final Context context;
  private final Thread thread;
  private final VoiceLines lines;
  private final VoiceLines.Start start;
  private final @Nullable ResumePass pass;
  private final KeptMessages kept = new KeptMessages();
  private String callId = "";
  private @Nullable VoiceSocket socket;
  private @Nullable CallerEvents call;
  private @Nullable LineSilence silence;
  private boolean over;
  private long samplesHeard;
  private long lastHeardNanos = System.nanoTime();
  private long watchTimer = -1;
  private long giveUpTimer = -1;

  VoiceLine(
      Vertx vertx,
      VoiceLines lines,
      VoiceSocket socket,
      VoiceLines.Start start,
      @Nullable ResumePass pass) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.thread = Thread.currentThread();
    this.lines = lines;
    this.socket = socket;
    this.start = start;
    this.pass = pass;
  }

  void open(VoiceLines.CallOpener opener) {
    CallerEvents opened = opener.apply(this, start);
    if (!over) {
      call = opened;
    }
  }

  /**
   * The call is open; the client may speak.
   *
   * @param asksConsent whether to ask if words may be kept
   */
  public void started(String id, JsonObject engines, boolean asksConsent) {
    callId = id;
    JsonObject message =
        Notices.message("started")
            .put("call", id)
            .put("version", 1)
            .put("ai_generated", true)
            .put("engines", engines);
    if (asksConsent) {
      message.put("asks", new JsonArray().add("keep_words"));
    }
    if (pass != null) {
      message.put(
          "resume",
          new JsonObject().put("token", pass.token()).put("seconds", pass.time().toSeconds()));
      lines.remember(id, this);
      watchTimer = vertx.setPeriodic(LOOK_EVERY_MILLIS, t -> watch());
    }
    write(message);
  }

  /** No call for this client. */
  public void refuseForLackOfRoom(String why) {
    VoiceSocket current = socket;
    finish();
    if (current != null) {
      current.refuse(VoiceSocket.NO_ROOM, "no-room", why);
    }
  }

  // ---- from the client

  /** Something this socket said; passed over when another has taken its place. */
  void hear(VoiceSocket from, Consumer<CallerEvents> what) {
    onContext(
        () -> {
          CallerEvents open = call;
          if (socket == from && open != null) {
            lastHeardNanos = System.nanoTime();
            what.accept(open);
          }
        });
  }

  void hearAudio(VoiceSocket from, short[] samples) {
    hear(
        from,
        open -> {
          samplesHeard += samples.length;
          open.audio(samples);
        });
  }

  void hungUp(VoiceSocket from) {
    hear(from, open -> end("hung up"));
  }

  /**
   * The socket is gone.
   *
   * @param forGood the client closed it, or was thrown out
   */
  void gone(VoiceSocket from, boolean forGood) {
    onContext(
        () -> {
          if (socket != from || over) {
            return;
          }
          if (forGood || pass == null) {
            finish();
          } else {
            lost(pass);
          }
        });
  }

  private void lost(ResumePass waiting) {
    socket = null;
    CallerEvents open = call;
    if (open == null) {
      finish();
      return;
    }
    LOG.atInfo().addKeyValue("call", callId).log("lost its line");
    open.lineLost();
    silence =
        new LineSilence(
            vertx,
            samples -> {
              samplesHeard += samples.length;
              open.audio(samples);
            });
    giveUpTimer =
        vertx.setTimer(
            waiting.time().toMillis(), t -> end("the line was lost and nobody came back"));
  }

  private void watch() {
    VoiceSocket current = socket;
    boolean quiet = samplesHeard > 0 && System.nanoTime() - lastHeardNanos > QUIET_NANOS;
    if (current != null && pass != null && quiet) {
      lost(pass);
      current.drop();
    }
  }

  /**
   * @return false when the token doesn't fit
   */
  boolean resume(VoiceSocket next, Return back) {
    if (pass == null || !pass.fits(back.token())) {
      return false;
    }
    onContext(() -> takeOver(next, pass, back));
    return true;
  }

  private void takeOver(VoiceSocket next, ResumePass valid, Return back) {
    VoiceSocket before = socket;
    if (before != null) {
      // the client noticed before we did
      lost(valid);
      before.replaced();
    }
    CallerEvents open = call;
    if (over || open == null) {
      next.refuseResume();
      return;
    }
    LineSilence sofar = silence;
    if (sofar != null) {
      sofar.upToNow();
    }
    if (over) {
      next.refuseResume();
      return;
    }
    vertx.cancelTimer(giveUpTimer);
    endSilence();
    LOG.atInfo().addKeyValue("call", callId).log("has its line back");
    socket = next;
    lastHeardNanos = System.nanoTime();
    next.write(
        Notices.message("resumed")
            .put("call", callId)
            .put("audio_ms", samplesHeard / SAMPLES_PER_MILLI));
    kept.after(back.seq()).forEach(next::write);
    open.played(back.playedMillis());
    open.lineBack();
  }

  private void endSilence() {
    LineSilence running = silence;
    silence = null;
    if (running != null) {
      running.end();
    }
  }

  // ---- to the client

  @Override
  public void audio(byte[] pcm) {
    VoiceSocket current = socket;
    if (current != null) {
      current.write(pcm);
    }
  }

  @Override
  public void clear() {
    write(Notices.message("clear"));
  }

  @Override
  public boolean lowersAtOnce() {
    return start.lowersAtOnce();
  }

  @Override
  public void duck(double gainDb) {
    if (start.lowersAtOnce()) {
      write(Notices.message("duck").put("gain_db", gainDb));
    }
  }

  @Override
  public int aheadMillis() {
    return start.lowersAtOnce() ? AHEAD_MILLIS : AHEAD_MILLIS_WHEN_LOWERED_HERE;
  }

  @Override
  public void tell(Notice notice) {
    write(Notices.toJson(notice));
  }

  @Override
  public void voiceStarted(long atMillis) {
    write(Notices.message("speech").put("event", "start").put("at_ms", atMillis));
  }

  @Override
  public void voiceEnded(long atMillis) {
    write(Notices.message("speech").put("event", "end").put("at_ms", atMillis));
  }

  @Override
  public boolean isCongested() {
    VoiceSocket current = socket;
    return current != null && current.isCongested();
  }

  @Override
  public boolean showsDisclosure() {
    return start.showsDisclosure();
  }

  @Override
  public void end(String reason) {
    VoiceSocket current = socket;
    finish();
    if (current != null) {
      current.close(VoiceSocket.NORMAL, reason);
    }
  }

  private void write(JsonObject message) {
    if (pass != null) {
      kept.add(message);
    }
    VoiceSocket current = socket;
    if (current != null) {
      current.write(message);
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    socket = null;
    vertx.cancelTimer(watchTimer);
    vertx.cancelTimer(giveUpTimer);
    lines.forget(callId);
    CallerEvents open = call;
    call = null;
    endSilence();
    if (open != null) {
      open.closed();
    }
  }

  private void onContext(Runnable task) {
    if (Thread.currentThread() == thread) {
      task.run();
    } else {
      context.runOnContext(v -> task.run());
    }
  }
}
