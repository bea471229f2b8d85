package dev.parley.gateway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * On Ctrl-C or SIGTERM, asks a command to stop and holds the process until it has, so that files
 * are whole and callers get a goodbye.
 */
final class ShutdownHook implements AutoCloseable {
  // longer than the servers take to end their running requests
  private static final int PATIENCE_SECONDS = 15;

  private final Thread hook;

  private ShutdownHook(Thread hook) {
    this.hook = hook;
  }

  static ShutdownHook on(Runnable stop, CountDownLatch stopped) {
    return on(stop, stopped, 0);
  }

  /**
   * The same.
   *
   * @param moreSeconds how long the command takes besides
   */
  static ShutdownHook on(Runnable stop, CountDownLatch stopped, int moreSeconds) {
    Thread hook =
        new Thread(
            () -> {
              stop.run();
              try {
                stopped.await(PATIENCE_SECONDS + moreSeconds, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new ShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it is running: that is why we end
    }
  }
}
