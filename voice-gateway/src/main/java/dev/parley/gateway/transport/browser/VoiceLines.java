package dev.parley.gateway.transport.browser;

import dev.parley.gateway.transport.CallerEvents;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The lines of all calls that came over a WebSocket; finds the one a client comes back to. */
public final class VoiceLines {
  /**
   * What a client says of itself when it starts.
   *
   * @param lowersAtOnce it lowers the bot's voice by itself
   * @param resumes it may come back when its connection was lost
   * @param showsDisclosure it shows all the time that this is a machine
   */
  public record Start(
      String language,
      String client,
      boolean lowersAtOnce,
      boolean resumes,
      boolean showsDisclosure) {}

  /** Opens a call for a client that said "start". */
  public interface CallOpener extends BiFunction<VoiceLine, Start, CallerEvents> {}

  private final Vertx vertx;
  private final Duration resume;
  private final CallOpener opener;
  private final Map<String, VoiceLine> resumable = new ConcurrentHashMap<>();

  /**
   * @param resume how long a call waits for its client to come back; zero = not at all
   */
  public VoiceLines(Vertx vertx, Duration resume, CallOpener opener) {
    this.vertx = vertx;
    this.resume = resume;
    this.opener = opener;
  }

  /**
   * Takes over an accepted socket.
   *
   * @param whenGone once, when it is closed
   */
  public void serve(ServerWebSocket socket, Runnable whenGone) {
    VoiceSocket.serve(vertx, socket, this, whenGone);
  }

  /** A new call on this socket. */
  VoiceLine open(VoiceSocket socket, Start start) {
    ResumePass pass = start.resumes() && resume.isPositive() ? ResumePass.fresh(resume) : null;
    VoiceLine line = new VoiceLine(vertx, this, socket, start, pass);
    line.open(opener);
    return line;
  }

  /** The line of that call, which this socket takes over; null when it may not. */
  @Nullable VoiceLine resume(String callId, VoiceSocket socket, VoiceLine.Return back) {
    VoiceLine line = resumable.get(callId);
    return line != null && line.resume(socket, back) ? line : null;
  }

  /** Whether that call may be gone on with from another connection. */
  public boolean isResumable(String callId) {
    return resumable.containsKey(callId);
  }

  void remember(String callId, VoiceLine line) {
    resumable.put(callId, line);
  }

  void forget(String callId) {
    resumable.remove(callId);
  }
}
