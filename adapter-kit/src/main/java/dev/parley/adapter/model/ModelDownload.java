package dev.parley.adapter.model;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches models into the store: continues where an earlier pull was cut, and lets a file into its
 * place only after its SHA-256 was checked.
 */
public final class ModelDownload {
  private static final Duration STALL_AFTER = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  // in a row without a new byte; a slow line that brings some each time is given more
  private static final int FRUITLESS_ATTEMPTS = 5;
  private static final int ATTEMPTS = 100;

  private final ModelStore store;
  private final URI hub;
  private final Duration stallAfter;
  private final Duration firstPause;

  /**
   * @param hub what the sources of the catalogue are relative to; a mirror keeps the hub's paths
   * @throws UserError when it is plain http to another machine
   */
  public ModelDownload(ModelStore store, URI hub) {
    this(store, hub, STALL_AFTER, FIRST_PAUSE);
  }

  ModelDownload(ModelStore store, URI hub, Duration stallAfter, Duration firstPause) {
    if (hub.getUserInfo() != null) {
      // not shown: it may hold a password
      throw new UserError("models.url must not hold a user name or password; remove them");
    }
    this.store = store;
    String text = hub.toString();
    this.hub = text.endsWith("/") ? hub : URI.create(text + "/");
    this.stallAfter = stallAfter;
    this.firstPause = firstPause;
  }

  /**
   * Brings every file of the model that is not there yet. Returns at once when all are.
   *
   * @return what an engine opens
   * @throws UserError with what to do, when it can't be had
   */
  @SuppressWarnings("try") // the lock is held, not used
  public Path pull(Model model, DownloadProgress progress) throws InterruptedException {
    for (ModelFile file : model.files()) {
      if (file.sha256() == null) {
        throw new UserError(
            model.name()
                + " can't be verified: the catalogue has no SHA-256 of "
                + file.name()
                + ", and nothing unchecked is ever loaded; add an entry with its sha256 to "
                + store.dir().resolve(ModelCatalogue.USER_FILE));
      }
      allowed(source(file));
    }
    try {
      Files.createDirectories(store.dir());
      try (PullLock lock = PullLock.take(store.dir(), model);
          HttpClient client = client()) {
        for (ModelFile file : model.files()) {
          if (!isThere(file)) {
            fetch(client, model, file, progress);
          }
        }
      }
    } catch (IOException e) {
      throw new UserError(
          "cannot write to "
              + store.dir()
              + " ("
              + ModelStore.reason(e)
              + "); check its rights or set models.dir",
          e);
    }
    return store.path(model.main());
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(15))
        // never from https to http
        .followRedirects(HttpClient.Redirect.NORMAL)
        .proxy(ProxySelector.getDefault())
        .build();
  }

  private boolean isThere(ModelFile file) {
    Path path = store.path(file);
    return Files.isRegularFile(path) && store.foundInsteadOf(file, path) == null;
  }

  private void fetch(HttpClient client, Model model, ModelFile file, DownloadProgress progress)
      throws IOException, InterruptedException {
    URI source = source(file);
    Transfer transfer = new Transfer(client, stallAfter, source, file, store, progress);
    int fruitless = 0;
    for (int attempt = 1; ; attempt++) {
      long before = store.partBytes(file);
      try {
        transfer.run();
        break;
      } catch (Transfer.Interrupted e) {
        fruitless = store.partBytes(file) > before ? 0 : fruitless + 1;
        if (fruitless >= FRUITLESS_ATTEMPTS || attempt >= ATTEMPTS || e.isFinal()) {
          throw unreachable(source, model, file, e);
        }
        long pause = firstPause.toMillis() << Math.min(fruitless, 4);
        TimeUnit.MILLISECONDS.sleep(pause);
      }
    }
    settle(file, source);
  }

  private void settle(ModelFile file, URI source) throws IOException {
    Path part = store.part(file);
    String found = store.foundInsteadOf(file, part);
    Verdict.forget(part);
    if (found != null) {
      Files.delete(part);
      Files.deleteIfExists(store.etag(file));
      throw new UserError(
          file.name()
              + " from "
              + source
              + " is not what it should be: expected SHA-256 "
              + file.sha256()
              + ", found "
              + found
              + "; it was deleted. Pull it again; if that repeats, check models.url");
    }
    Path path = store.path(file);
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(store.etag(file));
    force(store.dir());
    Verdict.freshDigest(path);
  }

  private URI source(ModelFile file) {
    try {
      return hub.resolve(file.source());
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "the catalogue's source of "
              + file.name()
              + " is no URL ('"
              + file.source()
              + "'); correct it in "
              + store.dir().resolve(ModelCatalogue.USER_FILE),
          e);
    }
  }

  /** Weights are checked, but who asks for which of them is nobody's business. */
  private static void allowed(URI source) {
    if ("https".equals(source.getScheme())
        || ("http".equals(source.getScheme()) && isLoopback(source.getHost()))) {
      return;
    }
    throw new UserError("expected an https:// address to pull from, found " + source);
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
  }

  private UserError unreachable(URI source, Model model, ModelFile file, Transfer.Interrupted e) {
    long have = store.partBytes(file);
    return new UserError(
        "cannot get "
            + file.name()
            + " from "
            + source.getHost()
            + " ("
            + e.getMessage()
            + ")"
            + (have > 0
                ? "; the " + have + " bytes got so far are kept, pull again to continue"
                : "")
            + "; or download "
            + source
            + " elsewhere and put it at "
            + store.path(file).toAbsolutePath()
            + ": ./parley models verify "
            + model.name()
            + " checks it",
        e);
  }

  private static void force(Path dir) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // a folder can't be opened there, nor needs it
    }
    try (FileChannel folder = FileChannel.open(dir, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
