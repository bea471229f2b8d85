package dev.parley.adapter.model;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One attempt to bring a {@code .part} file to its full length, from wherever it stands. */
final class Transfer {
  /** The attempt failed in a way that another one may not. */
  static final class Interrupted extends IOException {
    private static final long serialVersionUID = 1L;

    Interrupted(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    /** A name that does not exist, a certificate that is wrong: asking again only costs time. */
    boolean isFinal() {
      for (Throwable t = getCause(); t != null; t = t.getCause()) {
        if (t instanceof UnresolvedAddressException || t instanceof SSLHandshakeException) {
          return true;
        }
      }
      return false;
    }
  }

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
  private static final Duration HEADERS_WITHIN = Duration.ofSeconds(30);
  private static final long REPORT_EVERY_NANOS = 200_000_000;
  // what the disk needs beside the model: verdicts, other people's files
  private static final long SPARE_BYTES = 16L << 20;

  private final HttpClient client;
  private final Duration stallAfter;
  private final URI source;
  private final ModelFile file;
  private final Path part;
  private final Path etag;
  private final DownloadProgress progress;

  Transfer(
      HttpClient client,
      Duration stallAfter,
      URI source,
      ModelFile file,
      ModelStore store,
      DownloadProgress progress) {
    this.client = client;
    this.stallAfter = stallAfter;
    this.source = source;
    this.file = file;
    this.part = store.part(file);
    this.etag = store.etag(file);
    this.progress = progress;
  }

  /**
   * @throws Interrupted when another attempt may help
   * @throws UserError when none will
   */
  void run() throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    if (file.bytes() != null && have >= file.bytes()) {
      if (have == file.bytes()) {
        return; // only its check is left
      }
      restart();
      have = 0;
    }
    HttpResponse<InputStream> response = ask(have);
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case 206 -> receive(response, body, resumedAt(response, have));
        // the server ignores ranges, or the file changed: all of it comes again
        case 200 -> receive(response, body, 0);
        case 416 -> {
          // what we have is longer than what is offered, or exactly as long and nobody knew
          if (file.bytes() == null && have == offered(response, 0).orElse(-1)) {
            return;
          }
          restart();
          throw new Interrupted("the server has no bytes after " + have, null);
        }
        default -> throw refusal(response.statusCode());
      }
    }
  }

  private HttpResponse<InputStream> ask(long have) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(source)
            .timeout(HEADERS_WITHIN)
            .header("User-Agent", "parley")
            // a compressed answer would have other bytes than the digest is of
            .header("Accept-Encoding", "identity");
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      if (Files.exists(etag)) {
        request.header("If-Range", Files.readString(etag).strip());
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new Interrupted(reason(e), e);
    }
  }

  private long resumedAt(HttpResponse<?> response, long have) throws IOException {
    Matcher range =
        CONTENT_RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != have) {
      restart();
      throw new Interrupted("the server sent another range than bytes " + have + " onwards", null);
    }
    return have;
  }

  private void receive(HttpResponse<?> response, InputStream body, long from) throws IOException {
    OptionalLong total = offered(response, from);
    if (file.bytes() != null && total.isPresent() && total.getAsLong() != file.bytes()) {
      restart();
      throw new UserError(
          source
              + " offers "
              + total.getAsLong()
              + " bytes where "
              + file.bytes()
              + " were expected for "
              + file.name()
              + "; it is not the file of the catalogue: check models.url");
    }
    OptionalLong expected = file.bytes() == null ? total : OptionalLong.of(file.bytes());
    if (expected.isPresent()) {
      checkSpace(expected.getAsLong() - from);
    }
    if (from == 0) {
      rememberEtag(response);
    }
    try (FileChannel out =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        StallGuard guard = new StallGuard(body, stallAfter)) {
      out.truncate(from);
      out.position(from);
      long at = copy(body, out, guard, from, expected);
      out.force(true);
      if (guard.stalled()) {
        throw new Interrupted(
            "no byte came for " + stallAfter.toSeconds() + " s, after " + at + " bytes", null);
      }
      if (expected.isPresent() && at < expected.getAsLong()) {
        throw new Interrupted(
            "the connection ended after " + at + " of " + expected.getAsLong() + " bytes", null);
      }
    }
  }

  private long copy(
      InputStream body, FileChannel out, StallGuard guard, long from, OptionalLong expected)
      throws IOException {
    byte[] block = new byte[1 << 16];
    long at = from;
    long begun = System.nanoTime();
    long reported = begun;
    for (int n; (n = read(body, block, guard)) >= 0; ) {
      guard.gotBytes();
      if (expected.isPresent() && at + n > expected.getAsLong()) {
        restart();
        throw new UserError(
            source + " sends more than the " + expected.getAsLong() + " bytes of " + file.name());
      }
      for (ByteBuffer bytes = ByteBuffer.wrap(block, 0, n); bytes.hasRemaining(); ) {
        at += out.write(bytes);
      }
      long now = System.nanoTime();
      if (now - reported >= REPORT_EVERY_NANOS) {
        reported = now;
        progress.at(file, at, expected, rate(at - from, now - begun));
      }
    }
    progress.at(file, at, expected, rate(at - from, System.nanoTime() - begun));
    return at;
  }

  private static int read(InputStream body, byte[] block, StallGuard guard) throws Interrupted {
    try {
      return body.read(block);
    } catch (IOException e) {
      if (guard.stalled()) {
        return -1; // said by the caller
      }
      throw new Interrupted(reason(e), e);
    }
  }

  private void checkSpace(long needed) throws IOException {
    FileStore disk = Files.getFileStore(part.toAbsolutePath().getParent());
    long free = disk.getUsableSpace();
    if (free < needed + SPARE_BYTES) {
      throw new UserError(
          String.format(
              "%s needs %d MB more, but %s has only %d MB free; make room or set models.dir to"
                  + " another disk",
              file.name(),
              (needed + SPARE_BYTES) >> 20,
              part.toAbsolutePath().getParent(),
              free >> 20));
    }
  }

  // a weak tag does not promise the same bytes
  private void rememberEtag(HttpResponse<?> response) throws IOException {
    String tag = response.headers().firstValue("ETag").orElse("");
    if (tag.startsWith("\"")) {
      Files.writeString(etag, tag);
    } else {
      Files.deleteIfExists(etag);
    }
  }

  private void restart() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(etag);
  }

  private IOException refusal(int status) {
    if (status >= 500 || status == 429 || status == 408) {
      return new Interrupted("the server answered " + status, null);
    }
    String why =
        switch (status) {
          case 401, 403 -> "it refuses access";
          case 404, 410 -> "it has no such file";
          default -> "that is not a file";
        };
    throw new UserError(
        source + " answered " + status + ": " + why + "; check models.url and the catalogue");
  }

  private static OptionalLong offered(HttpResponse<?> response, long from) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    int slash = range.lastIndexOf('/');
    if (slash >= 0 && range.substring(slash + 1).matches("\\d{1,18}")) {
      return OptionalLong.of(Long.parseLong(range.substring(slash + 1)));
    }
    OptionalLong length = response.headers().firstValueAsLong("Content-Length");
    return length.isPresent() ? OptionalLong.of(from + length.getAsLong()) : length;
  }

  private static String reason(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return "its name can't be resolved";
      }
    }
    if (e instanceof HttpConnectTimeoutException) {
      return "it does not answer";
    }
    return e instanceof ConnectException && e.getMessage() == null
        ? "nothing answers at that address"
        : ModelStore.reason(e);
  }

  private static long rate(long bytes, long nanos) {
    return (long) (bytes * 1e9 / Math.max(1, nanos));
  }
}
