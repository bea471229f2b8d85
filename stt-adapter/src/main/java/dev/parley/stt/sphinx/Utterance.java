package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import dev.parley.stt.TranscriptListener;
import dev.parley.stt.sphinx.Workers.Urgency;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One utterance from its start to its last final: a mailbox that the stream fills and a worker
 * empties, one worker at a time. Partials are the first thing to go when workers fall behind.
 */
final class Utterance {
  private static final Logger log = LoggerFactory.getLogger(Utterance.class);

  private static final int SAMPLES_PER_MILLI = Cepstra.SAMPLE_RATE_HZ / 1000;
  private static final int STEP_SAMPLES = 300 * SAMPLES_PER_MILLI;
  static final int MAX_SAMPLES = 30_000 * SAMPLES_PER_MILLI;
  private static final int MAX_LAG_FRAMES = 150;

  /** The newest final and what it was made of. */
  private record Decoded(Hypothesis hypothesis, Transcript transcript) {
    // a turn is often decided long after the early final, with nothing said since
    boolean holdsFor(Cepstra cepstra) {
      return hypothesis.frames() == cepstra.count() || AfterSpeech.isSilence(hypothesis, cepstra);
    }
  }

  private final long id;
  private final EngineParts engine;
  private final Channel channel;
  private final TranscriptListener transcripts;

  // guarded by this
  private final ArrayDeque<short[]> pending = new ArrayDeque<>();
  private int pendingSamples;
  private int samples;
  private long finishId;
  private boolean closing;
  private long finishNanos;
  private boolean queued;
  private boolean running;
  private boolean over;

  // the running worker's
  private final Cepstra cepstra = new Cepstra();
  private @Nullable LiveHypothesis live;
  private boolean followable;
  private @Nullable Decoded last;

  Utterance(
      long id,
      boolean partials,
      EngineParts engine,
      Channel channel,
      TranscriptListener transcripts) {
    this.id = id;
    this.followable = partials;
    this.engine = engine;
    this.channel = channel;
    this.transcripts = transcripts;
  }

  synchronized void audio(short[] more) {
    if (over || samples >= MAX_SAMPLES) {
      return;
    }
    pending.add(more);
    pendingSamples += more.length;
    samples += more.length;
    if (pendingSamples >= STEP_SAMPLES && !queued && !running) {
      queue(Urgency.STEP);
    }
  }

  synchronized void finish(long newFinishId, boolean close, long nowNanos) {
    if (over) {
      return;
    }
    finishId = newFinishId;
    closing = close;
    finishNanos = nowNanos;
    if (!running) {
      queue(close ? Urgency.FINAL : Urgency.EARLY_FINAL);
    }
  }

  /** Nothing is sent of it any more. */
  synchronized void discard() {
    if (!over) {
      end();
    }
  }

  synchronized boolean isOver() {
    return over;
  }

  private void queue(Urgency urgency) {
    queued = true;
    if (!engine.workers().offer(urgency, this::run)) {
      end();
      transcripts.failed(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "speech to text is overloaded; retry later or start more stt adapters"));
    }
  }

  private void end() {
    over = true;
    pending.clear();
    engine.utterances().release();
    if (!running) {
      releaseLive();
    }
  }

  private void run(Decoder decoder) {
    List<short[]> audio;
    long finish;
    long askedNanos;
    synchronized (this) {
      queued = false;
      // a step and a finish may both be queued: the first one does both
      if (over || running || (finishId == 0 && pendingSamples < STEP_SAMPLES)) {
        return;
      }
      running = true;
      audio = List.copyOf(pending);
      pending.clear();
      pendingSamples = 0;
      finish = finishId;
      askedNanos = finishNanos;
    }
    try {
      audio.forEach(cepstra::add);
      if (finish == 0) {
        follow();
      } else {
        answer(decoder, finish, askedNanos);
      }
    } catch (RuntimeException e) {
      broken(e);
    } finally {
      afterRun();
    }
  }

  private synchronized void afterRun() {
    running = false;
    if (over) {
      releaseLive();
    } else if (finishId != 0) {
      queue(closing ? Urgency.FINAL : Urgency.EARLY_FINAL);
    } else if (pendingSamples >= STEP_SAMPLES) {
      queue(Urgency.STEP);
    }
  }

  private void follow() {
    if (!followable) {
      return;
    }
    if (live == null) {
      Optional<Decoder> free = engine.live().take();
      if (free.isEmpty()) {
        return;
      }
      live = new LiveHypothesis(free.get(), channel.mean());
    }
    if (live.lag(cepstra) > MAX_LAG_FRAMES) {
      followable = false;
      releaseLive();
      return;
    }
    long start = System.nanoTime();
    List<Hypothesis.Spoken> words = live.follow(cepstra);
    Transcript partial = Transcripts.partial(id, words, live.prefix(), cepstra.count(), start);
    synchronized (this) {
      if (!over && finishId == 0) {
        transcripts.transcript(partial);
      }
    }
  }

  private void answer(Decoder decoder, long finish, long askedNanos) {
    long start = System.nanoTime();
    Decoded known = last;
    Transcript result;
    if (known != null && known.holdsFor(cepstra)) {
      result =
          known.transcript().toBuilder()
              .setAudioMs(cepstra.count() * Cepstra.FRAME_MILLIS)
              .setStableMs(cepstra.count() * Cepstra.FRAME_MILLIS)
              .build();
    } else {
      float[] mean = Features.mean(cepstra, cepstra.count(), channel.mean(), 0);
      Optional<Hypothesis> hypothesis =
          FinalDecoding.run(decoder, cepstra, mean, () -> isSuperseded(finish));
      if (hypothesis.isEmpty()) {
        return;
      }
      Judgement judgement = engine.judge().of(hypothesis.get(), cepstra);
      if (judgement.verdict() == Verdict.RECOGNISED) {
        channel.learn(mean);
      }
      result = Transcripts.finished(id, hypothesis.get(), judgement, cepstra.count());
      last = new Decoded(hypothesis.get(), result);
    }
    Transcript answer =
        result.toBuilder()
            .setFinishId(finish)
            .setQueueUs(Math.max(0, start - askedNanos) / 1000)
            .setComputeUs((System.nanoTime() - start) / 1000)
            .build();
    synchronized (this) {
      if (over || finishId != finish) {
        return;
      }
      finishId = 0;
      if (closing) {
        end();
      }
      transcripts.transcript(answer);
    }
  }

  private synchronized boolean isSuperseded(long finish) {
    return over || finishId != finish;
  }

  private void broken(RuntimeException e) {
    log.error("utterance {} can't be decoded", id, e);
    synchronized (this) {
      if (!over) {
        end();
        transcripts.failed(
            Status.INTERNAL.withDescription(
                "the recogniser failed on this utterance; open a new stream and try again"));
      }
    }
  }

  private void releaseLive() {
    if (live != null) {
      engine.live().giveBack(live.decoder());
      live = null;
    }
  }
}
