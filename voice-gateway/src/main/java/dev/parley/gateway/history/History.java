package dev.parley.gateway.history;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnAssembly;
import dev.parley.gateway.observe.TurnSoFar;
import dev.parley.gateway.trace.TurnTrace;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The calls of late, in a database. */
public final class History implements AutoCloseable {
  /** About a minute of 200 lively calls. */
  private static final int ROOM = 10_000;

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Database database;
  private final Losses losses = new Losses(System::nanoTime);
  private final Writer writer;
  private final TraceSink sink;

  private History(Settings settings, Clock clock, int room) {
    this.database = Database.of(settings);
    this.writer =
        new Writer(
            database,
            new Retention(Duration.ofDays(settings.integer(HistorySettings.KEEP_DAYS))),
            losses,
            clock,
            room,
            STOP_WITHIN);
    this.sink = sink(HistorySettings.transcripts(settings));
  }

  /**
   * Returns at once; the database is opened by the writer, and again when it was lost. Empty when
   * switched off.
   *
   * @throws UserError when the settings can't be those of a database
   */
  public static Optional<History> open(Settings settings) {
    return open(settings, Clock.systemUTC(), ROOM);
  }

  static Optional<History> open(Settings settings, Clock clock, int room) {
    if (settings.integer(HistorySettings.KEEP_DAYS) == 0) {
      return Optional.empty();
    }
    History history = new History(settings, clock, room);
    history.writer.start();
    return Optional.of(history);
  }

  /** Where calls tell what happens. */
  public TraceSink sink() {
    return sink;
  }

  /** Records that were not written since the start. */
  public long dropped() {
    return losses.count();
  }

  /**
   * Blocks.
   *
   * @throws HistoryUnavailableException when the database can't answer now; so all of these
   */
  public Summary summary(Window window) {
    return ask(h -> HistoryQueries.summary(h, window, TurnTrace.segmentNames()));
  }

  /** Steps that have turns, in order. Blocks. */
  public List<Summary.Point> trend(Window window, long stepSeconds) {
    return ask(h -> HistoryQueries.trend(h, window, stepSeconds));
  }

  /** By gap, the greatest first. Blocks. */
  public List<TurnEntry> slowest(Window window, int limit) {
    return ask(h -> HistoryQueries.slowest(h, window, limit));
  }

  /** How many turns. Blocks. */
  public long count(Window window) {
    return ask(h -> HistoryQueries.count(h, window));
  }

  /**
   * The turns that come after one, by time. Blocks.
   *
   * @param last empty = from the beginning
   */
  public List<TurnEntry> after(Window window, Optional<TurnEntry> last, int limit) {
    return ask(h -> HistoryQueries.after(h, window, last, limit));
  }

  private <T> T ask(Function<Handle, T> question) {
    if (!writer.isReady()) {
      throw new HistoryUnavailableException(
          "The history can't be read: its database is not ready; the gateway's log says why");
    }
    try {
      return database.jdbi().withHandle(question::apply);
    } catch (JdbiException e) {
      throw new HistoryUnavailableException(
          "The history can't be read now ("
              + Database.describe(e)
              + "); ask for fewer minutes, or look whether its database runs",
          e);
    }
  }

  /** Writes what is left, for five seconds at most. */
  @Override
  public void close() {
    writer.close();
    database.close();
  }

  private TraceSink sink(boolean transcripts) {
    TurnAssembly turns =
        new TurnAssembly(
            new TurnAssembly.Listener() {
              @Override
              public void turnSettled(TurnSoFar turn) {
                writer.add(new Entry.Turn(TurnEntry.of(turn, transcripts)));
              }
            });
    return TraceSink.all(turns, new Others());
  }

  /** What is not part of a turn. */
  private final class Others implements TraceSink {
    @Override
    public void callOpened(CallFacts call) {
      writer.add(new Entry.CallOpened(call));
    }

    @Override
    public void overlapEnded(CallFacts call, OverlapRecord overlap) {
      writer.add(new Entry.Overlap(OverlapEntry.of(call, overlap)));
    }

    @Override
    public void trouble(CallFacts call, String code, String message, long nanos) {
      writer.add(new Entry.Trouble(TroubleEntry.of(call, code, message, nanos)));
    }

    @Override
    public void callClosed(CallFacts call, long nanos) {
      writer.add(new Entry.CallClosed(call.id(), Shortened.time(call.at(nanos))));
    }
  }
}
