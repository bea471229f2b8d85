package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.History;
import dev.parley.gateway.history.TurnEntry;
import dev.parley.gateway.history.Window;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends turns page by page, no faster than they are taken: neither a connection to the database nor
 * more than a page is held for a slow client. Belongs to the request's context.
 */
final class Export {
  static final int MOST_ROWS = 100_000;

  private static final int PAGE = 500;

  /** How a turn is written. */
  record Form(
      String contentType,
      String fileName,
      String begin,
      String between,
      String end,
      Function<TurnEntry, String> row) {}

  private final History history;
  private final WorkerExecutor worker;
  private final Window window;
  private final Form form;
  private final HttpServerResponse response;
  private int rows;

  Export(
      History history,
      WorkerExecutor worker,
      Window window,
      Form form,
      HttpServerResponse response) {
    this.history = history;
    this.worker = worker;
    this.window = window;
    this.form = form;
    this.response = response;
  }

  /** Fails before anything was sent, or breaks the connection off, so that half is no whole. */
  Future<Void> run() {
    return worker
        .executeBlocking(() -> history.count(window), false)
        .compose(
            all -> {
              response
                  .setChunked(true)
                  .putHeader("Content-Type", form.contentType())
                  .putHeader(
                      "Content-Disposition", "attachment; filename=\"" + form.fileName() + "\"");
              if (all > MOST_ROWS) {
                response.putHeader("X-Parley-Truncated", "yes");
              }
              return response.write(form.begin());
            })
        .compose(v -> pages(Optional.empty()))
        .onFailure(
            e -> {
              if (response.headWritten()) {
                response.reset();
              }
            });
  }

  private Future<Void> pages(Optional<TurnEntry> last) {
    int room = Math.min(PAGE, MOST_ROWS - rows);
    if (room == 0) {
      return response.end(form.end());
    }
    return worker
        .executeBlocking(() -> history.after(window, last, room), false)
        .compose(
            page -> {
              if (page.size() < room) {
                return response.end(text(page) + form.end());
              }
              String text = text(page);
              return response
                  .write(text)
                  .compose(v -> drained())
                  .compose(v -> pages(Optional.of(page.getLast())));
            });
  }

  private String text(List<TurnEntry> page) {
    StringBuilder text = new StringBuilder();
    for (TurnEntry turn : page) {
      text.append(rows++ == 0 ? "" : form.between()).append(form.row().apply(turn));
    }
    return text.toString();
  }

  private Future<Void> drained() {
    if (!response.writeQueueFull()) {
      return Future.succeededFuture();
    }
    Promise<Void> drained = Promise.promise();
    response.drainHandler(v -> drained.tryComplete());
    response.closeHandler(v -> drained.tryFail("the client has gone"));
    return drained.future();
  }
}
