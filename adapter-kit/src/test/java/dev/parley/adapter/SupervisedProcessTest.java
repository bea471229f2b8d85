package dev.parley.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.SupervisedProcess.Patience;
import dev.parley.adapter.SupervisedProcess.Program;
import dev.parley.adapter.SupervisedProcess.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisedProcessTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofMillis(100));

  private final BlockingQueue<State> states = new LinkedBlockingQueue<>();

  @Test
  void aDeadChildIsStartedAgainOnItsPort() throws Exception {
    try (SupervisedProcess child = start(SHORT)) {
      InetSocketAddress address = child.address();
      long firstPid = child.pid().orElseThrow();
      await(State.READY);

      kill(address);
      await(State.DOWN);
      await(State.READY);

      assertEquals(address, child.address());
      assertNotEquals(firstPid, child.pid().orElseThrow());
      kill(address);
      await(State.READY);
    }
  }

  @Test
  void closingEndsTheChildAndNothingElse() throws Exception {
    try (SupervisedProcess other = start(SHORT)) {
      SupervisedProcess child = start(SHORT);
      ProcessHandle process = ProcessHandle.of(child.pid().orElseThrow()).orElseThrow();

      child.close();

      process.onExit().get(5, TimeUnit.SECONDS);
      assertEquals(State.CLOSED, child.state());
      assertTrue(child.pid().isEmpty());
      assertEquals(State.READY, other.state());
    }
  }

  @Test
  void aChildThatCannotStartIsNotStartedAgainAndItsWordsAreShown() {
    UserError error = assertThrows(UserError.class, () -> start(SHORT, "fail"));

    assertEquals("stt ended with code 2: parley: no model; pull one", error.getMessage());
    assertFalse(states.contains(State.DOWN));
  }

  @Test
  void aChildThatNeverGetsReadyIsEnded() {
    Patience none =
        new Patience(Duration.ofMillis(300), Duration.ofMillis(10), Duration.ofMillis(10));

    UserError error = assertThrows(UserError.class, () -> start(none, "never-ready"));

    assertEquals("stt was not ready after 0 s", error.getMessage());
  }

  private SupervisedProcess start(Patience patience, String... args) {
    return SupervisedProcess.start(
        new Program(
            "stt",
            List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"),
            System.getProperty("java.class.path", ""),
            ChildMain.class.getName(),
            List.of(args)),
        patience,
        (state, detail) -> states.add(state));
  }

  private static void kill(InetSocketAddress address) throws IOException {
    new Socket(address.getAddress(), address.getPort()).close();
  }

  private void await(State wanted) throws InterruptedException {
    State seen;
    do {
      seen = states.poll(20, TimeUnit.SECONDS);
    } while (seen != null && seen != wanted);
    assertEquals(wanted, seen);
  }
}
