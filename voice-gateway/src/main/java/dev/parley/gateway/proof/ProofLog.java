package dev.parley.gateway.proof;

import dev.parley.adapter.UserError;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file a call, one line an entry, each bound to the one before by its hash and signed; see
 * docs/proof.md. Written by one thread, in groups. While the disk takes nothing, no call may begin;
 * the entries of running ones wait in a bounded queue, and what has no place there is counted in
 * the log itself.
 */
public final class ProofLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProofLog.class);
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int ROOM = 20_000;
  private static final int GROUP = 500;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);

  private record Waiting(
      Chain call, String at, String type, JsonObject what, Runnable whenDurable) {}

  private final Path dir;
  private final SigningKey key;
  private final ProofFiles files;
  private final Clock clock;
  private final Duration retryEvery;
  private final BlockingQueue<Waiting> queue;
  private final Thread thread = new Thread(this::run, "parley-proof");
  private volatile boolean failing;
  private volatile boolean closing;
  private volatile long stopAtNanos;

  ProofLog(Path dir, ProofFiles files, Clock clock, Duration retryEvery, int room) {
    this.dir = dir;
    this.files = files;
    this.clock = clock;
    this.retryEvery = retryEvery;
    this.queue = new ArrayBlockingQueue<>(room);
    try {
      Files.createDirectories(
          dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException | UnsupportedOperationException e) {
      throw new UserError(
          "the folder " + dir + " can't be made; set proof.dir to another (" + e + ")", e);
    }
    this.key = SigningKey.in(dir);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param dir made if it isn't there, with a new signing key in it
   * @throws UserError if it can't be used
   */
  public static ProofLog open(Path dir) {
    return new ProofLog(dir, ProofFiles.onDisk(), Clock.systemUTC(), Duration.ofSeconds(1), ROOM);
  }

  /** Whether the disk took what it was last given: if not, no call may begin. */
  public boolean isAvailable() {
    return !failing && !closing;
  }

  /** Of the key that signs. */
  public String keyId() {
    return key.id();
  }

  /**
   * @param callId its file's name
   * @param facts the first entry
   */
  public CallProof begin(String callId, JsonObject facts) {
    if (!CALL_ID.matcher(callId).matches()) {
      throw new IllegalArgumentException("not the id of a call: " + callId);
    }
    String day = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    Chain chain = new Chain(callId, dir.resolve(day).resolve(callId + ".jsonl"));
    chain.add("call", facts);
    return chain;
  }

  /** Writes what is left, as long as that takes no more than seconds. */
  @Override
  public void close() {
    stopAtNanos = System.nanoTime() + STOP_WITHIN.toNanos();
    closing = true;
    try {
      thread.join(STOP_WITHIN.plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- the thread

  private void run() {
    List<Waiting> inHand = new ArrayList<>();
    while (!(closing && inHand.isEmpty() && queue.isEmpty())) {
      try {
        take(inHand);
        if (write(inHand)) {
          failing = false;
        } else if (closing && System.nanoTime() - stopAtNanos >= 0) {
          LOG.warn("proof: {} entries could not be written", inHand.size() + queue.size());
          return;
        } else {
          Thread.sleep(closing ? 50 : retryEvery.toMillis());
        }
      } catch (InterruptedException e) {
        LOG.debug("proof: only closing ends this thread");
      }
    }
  }

  private void take(List<Waiting> inHand) throws InterruptedException {
    if (inHand.isEmpty()) {
      Waiting first = queue.poll(closing ? 0 : 100, TimeUnit.MILLISECONDS);
      if (first != null) {
        inHand.add(first);
      }
    }
    queue.drainTo(inHand, Math.max(0, GROUP - inHand.size()));
  }

  /** Of each call either all entries in hand or none; those that are not stay in hand. */
  private boolean write(List<Waiting> inHand) {
    Map<Chain, List<Waiting>> calls = new LinkedHashMap<>();
    inHand.forEach(w -> calls.computeIfAbsent(w.call, c -> new ArrayList<>()).add(w));
    inHand.clear();
    boolean all = true;
    for (Map.Entry<Chain, List<Waiting>> call : calls.entrySet()) {
      if (!write(call.getKey(), call.getValue())) {
        inHand.addAll(call.getValue());
        all = false;
      }
    }
    return all;
  }

  private boolean write(Chain chain, List<Waiting> entries) {
    int lost = chain.lost.get();
    ChainEnd end = chain.end;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < entries.size(); i++) {
      Waiting entry = entries.get(i);
      // what came after the gap was refused, what is in hand came before it
      if (lost > 0 && i == entries.size() - 1) {
        JsonObject gap = new JsonObject().put("entries", lost);
        end = end.with(lines, line(chain, end, entry.at, "lost", gap));
      }
      end = end.with(lines, line(chain, end, entry.at, entry.type, entry.what));
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    try {
      files.write(chain.file, chain.length, bytes);
    } catch (IOException e) {
      if (!failing) {
        LOG.warn(
            "proof: {} can't be written ({}); no call may begin until it can",
            chain.file,
            e.toString());
      }
      failing = true;
      return false;
    }
    chain.length += bytes.length;
    chain.end = end;
    chain.lost.addAndGet(-lost);
    entries.forEach(entry -> entry.whenDurable.run());
    return true;
  }

  private JsonObject line(Chain chain, ChainEnd end, String at, String type, JsonObject what) {
    JsonObject entry = Entry.of(end.n, at, chain.call, type, what, end.hash);
    String hash = Entry.hash(entry);
    return entry
        .put("hash", hash)
        .put("key", key.id())
        .put("sig", key.sign(hash.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Where the next entry is bound to. */
  private record ChainEnd(long n, String hash) {
    ChainEnd with(StringBuilder lines, JsonObject entry) {
      lines.append(Entry.canonical(entry)).append('\n');
      return new ChainEnd(n + 1, entry.getString("hash"));
    }
  }

  private final class Chain implements CallProof {
    private final String call;
    private final Path file;
    private final AtomicInteger lost = new AtomicInteger();

    // the thread's own
    private ChainEnd end = new ChainEnd(0, Entry.NO_HASH);
    private long length;

    Chain(String call, Path file) {
      this.call = call;
      this.file = file;
    }

    @Override
    public void add(String type, JsonObject what, Runnable whenDurable) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      if (closing || !queue.offer(new Waiting(this, now.toString(), type, what, whenDurable))) {
        lost.incrementAndGet();
      }
    }
  }
}
