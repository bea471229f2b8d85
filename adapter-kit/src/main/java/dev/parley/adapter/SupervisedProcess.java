package dev.parley.adapter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An adapter in a process of its own, since native code can kill the process it runs in. When it
 * dies it is started again on the port it had, so that clients reconnect by themselves; when this
 * process dies, however that happens, its standard input closes and it ends, too.
 */
public final class SupervisedProcess implements AutoCloseable {
  /** Where the child is in its life. */
  public enum State {
    /** It was started and has not said that it is ready. */
    STARTING,
    /** It serves. */
    READY,
    /** It ended by itself and will be started again. */
    DOWN,
    /** It was told to end, and did. */
    CLOSED
  }

  /** Told of every change, from the supervisor's thread; must not block. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param detail for people: the address, the exit code, when it is started again
     */
    void changed(State state, String detail);
  }

  /**
   * What to start.
   *
   * @param name for log lines and threads: "stt"
   * @param jvmArgs "-Xmx512m"
   * @param mainClass takes the options of {@link AdapterCommand}
   * @param args without {@code --port} and {@code --stop-with-stdin}
   */
  public record Program(
      String name, List<String> jvmArgs, String classPath, String mainClass, List<String> args) {
    public Program {
      jvmArgs = List.copyOf(jvmArgs);
      args = List.copyOf(args);
    }
  }

  /**
   * How patient to be.
   *
   * @param ready longest wait for the child to say that it is ready; loading a model takes seconds
   * @param firstPause before the first restart; doubled for each further one
   * @param longestPause also how long a child must have served to be taken for healthy again
   */
  record Patience(Duration ready, Duration firstPause, Duration longestPause) {}

  private static final Logger log = LoggerFactory.getLogger(SupervisedProcess.class);
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(2), Duration.ofMillis(250), Duration.ofSeconds(10));
  // a server lets running requests finish for four seconds
  private static final Duration ORDERLY_END = Duration.ofSeconds(6);
  private static final Duration FORCED_END = Duration.ofSeconds(2);

  private final Program program;
  private final Patience patience;
  private final Listener listener;
  private final CompletableFuture<InetSocketAddress> firstReady = new CompletableFuture<>();
  private final Thread supervisor;
  private volatile State state = State.STARTING;
  private volatile String lastError = "";
  private volatile @Nullable Process child;
  private volatile boolean closing;

  private SupervisedProcess(Program program, Patience patience, Listener listener) {
    this.program = program;
    this.patience = patience;
    this.listener = listener;
    this.supervisor = new Thread(this::supervise, program.name() + "-supervisor");
    supervisor.setDaemon(true);
  }

  /**
   * Starts the child and waits until it serves.
   *
   * @throws UserError when it ends before, with its own last words, or takes longer than two
   *     minutes
   */
  public static SupervisedProcess start(Program program, Listener listener) {
    return start(program, PATIENCE, listener);
  }

  static SupervisedProcess start(Program program, Patience patience, Listener listener) {
    SupervisedProcess process = new SupervisedProcess(program, patience, listener);
    process.supervisor.start();
    try {
      process.firstReady.get();
    } catch (ExecutionException e) {
      process.close();
      throw e.getCause() instanceof UserError error ? error : new IllegalStateException(e);
    } catch (InterruptedException e) {
      process.close();
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while " + program.name() + " was starting", e);
    }
    return process;
  }

  /** The same for life, whether the child is up or not. */
  public InetSocketAddress address() {
    return firstReady.join();
  }

  public State state() {
    return state;
  }

  /** Of the present child; empty while there is none. */
  public OptionalLong pid() {
    Process now = child;
    return now == null || !now.isAlive() ? OptionalLong.empty() : OptionalLong.of(now.pid());
  }

  /** Ends the child: asks, then insists. Never touches any other process. */
  @Override
  public void close() {
    closing = true;
    supervisor.interrupt();
    try {
      supervisor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    long pauseMillis = patience.firstPause().toMillis();
    try {
      while (!closing) {
        long begun = System.nanoTime();
        String why = runOnce();
        if (!firstReady.isDone()) {
          firstReady.completeExceptionally(new UserError(why));
          return;
        }
        if (System.nanoTime() - begun > patience.longestPause().toNanos()) {
          pauseMillis = patience.firstPause().toMillis();
        }
        say(State.DOWN, why + "; starting it again in " + pauseMillis + " ms");
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, patience.longestPause().toMillis());
      }
    } catch (InterruptedException e) {
      // told to close
    } finally {
      end();
      firstReady.completeExceptionally(new UserError(program.name() + " was closed"));
      say(State.CLOSED, "ended");
    }
  }

  /** Returns when the child has ended: why. */
  private String runOnce() throws InterruptedException {
    say(State.STARTING, program.mainClass());
    Process started;
    try {
      started = new ProcessBuilder(command()).start();
    } catch (IOException e) {
      return "cannot start " + program.name() + ": " + e.getMessage();
    }
    child = started;
    lastError = "";
    CompletableFuture<InetSocketAddress> ready = new CompletableFuture<>();
    pump("out", started.getInputStream(), line -> output(line, ready));
    Thread errors = pump("err", started.getErrorStream(), this::error);
    CompletableFuture<Process> exit = started.onExit();
    try {
      CompletableFuture.anyOf(ready, exit).get(patience.ready().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      end();
      return program.name() + " was not ready after " + patience.ready().toSeconds() + " s";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    InetSocketAddress address = ready.getNow(null);
    if (address != null) {
      // the state first: who waits for the address finds it ready
      say(State.READY, address.getHostString() + ":" + address.getPort());
      firstReady.complete(address);
    }
    int code = started.waitFor();
    errors.join(1_000);
    String words = lastError;
    return program.name() + " ended with code " + code + (words.isEmpty() ? "" : ": " + words);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElseGet(() -> System.getProperty("java.home") + "/bin/java"));
    command.addAll(program.jvmArgs());
    command.add("-cp");
    command.add(program.classPath());
    command.add(program.mainClass());
    command.addAll(program.args());
    InetSocketAddress known = firstReady.getNow(null);
    command.add("--port");
    command.add(known == null ? "0" : Integer.toString(known.getPort()));
    command.add("--stop-with-stdin");
    return command;
  }

  private void output(String line, CompletableFuture<InetSocketAddress> ready) {
    if (!line.startsWith(AdapterCommand.READY_PREFIX)) {
      log.info("[{}] {}", program.name(), line);
      return;
    }
    String address = line.substring(AdapterCommand.READY_PREFIX.length()).strip();
    int colon = address.lastIndexOf(':');
    if (colon > 0 && address.substring(colon + 1).matches("\\d{1,5}")) {
      ready.complete(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }
  }

  private void error(String line) {
    if (!line.isBlank()) {
      lastError = line.strip();
      log.warn("[{}] {}", program.name(), line);
    }
  }

  /** What a line of the child is for. */
  @FunctionalInterface
  private interface LineReader {
    void line(String line);
  }

  private Thread pump(String what, InputStream from, LineReader to) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                for (String line; (line = lines.readLine()) != null; ) {
                  to.line(line);
                }
              } catch (IOException e) {
                log.debug("[{}] {} ended: {}", program.name(), what, e.toString());
              }
            },
            program.name() + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void say(State next, String detail) {
    state = next;
    if (next == State.DOWN) {
      log.error("{}", detail);
    } else {
      log.info("{} {}: {}", program.name(), next, detail);
    }
    listener.changed(next, detail);
  }

  private void end() {
    Process last = child;
    if (last == null || !last.isAlive()) {
      return;
    }
    try {
      last.getOutputStream().close();
    } catch (IOException e) {
      // it has closed its end already
    }
    if (!ended(last, ORDERLY_END)) {
      last.destroy();
      if (!ended(last, FORCED_END)) {
        last.destroyForcibly();
        ended(last, FORCED_END);
      }
    }
  }

  // deaf to interrupts: the child must not outlive its supervisor
  private static boolean ended(Process process, Duration within) {
    long until = System.nanoTime() + within.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
