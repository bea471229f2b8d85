package dev.parley.gateway.history;

/** The history can't be asked now; the message is for whoever asked. */
public final class HistoryUnavailableException extends RuntimeException {
  HistoryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  HistoryUnavailableException(String message) {
    super(message);
  }
}
