package dev.parley.gateway.transport.browser;

import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Silence in real time, in place of a caller whose line is lost: voice that was cut off ends, and
 * the clock of the caller's audio goes on. Used on the call's context.
 */
final class LineSilence {
  private static final int FRAME_MILLIS = 20;
  private static final int FRAME_SAMPLES = 320;
  private static final long FRAME_NANOS = 20_000_000;

  private final Vertx vertx;
  private final Consumer<short[]> ear;
  private final long sinceNanos = System.nanoTime();
  private final long timer;
  private long frames;

  LineSilence(Vertx vertx, Consumer<short[]> ear) {
    this.vertx = vertx;
    this.ear = ear;
    this.timer = vertx.setPeriodic(FRAME_MILLIS, t -> upToNow());
  }

  /** All that is due. */
  void upToNow() {
    long due = (System.nanoTime() - sinceNanos) / FRAME_NANOS;
    for (; frames < due; frames++) {
      ear.accept(new short[FRAME_SAMPLES]);
    }
  }

  /** The caller is back, or gone for good. */
  void end() {
    vertx.cancelTimer(timer);
  }
}
