package dev.parley.stt.whisper;

import dev.parley.adapter.CallTag;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import dev.parley.stt.whisper.StablePrefix.Shown;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One utterance: its audio, what of it is settled, what is asked for. Everything is guarded by the
 * recognition it belongs to, but for the decoding itself, which works on a copy. Results that
 * nobody waits for any more are dropped when they come.
 */
final class WhisperUtterance {
  private static final int HZ = NativeDecoder.SAMPLE_RATE_HZ;
  private static final int FIRST_PARTIAL = 6 * HZ / 10;
  // decoding a window grows faster than its length: beyond this its first part is settled and cut
  private static final int LONG_WINDOW = 10 * HZ;
  private static final int LONGEST_PIECE = 12 * HZ;
  // a pause this long ends a piece, too, if the piece has enough context to be understood
  private static final int PAUSE_MILLIS = 500;
  private static final int SHORTEST_PIECE = 3 * HZ;
  // of a hypothesis that is to stand for a final: its last word must have ended before its audio
  private static final int QUIET_END = HZ / 10;
  private static final int MAX_BEHIND = 60 * HZ;

  /** A final that was asked for. Its id may change while it is computed. */
  private static final class Finish {
    long id;
    boolean close;
    final long askedNanos;
    final int end;
    boolean started;

    Finish(long id, boolean close, long askedNanos, int end) {
      this.id = id;
      this.close = close;
      this.askedNanos = askedNanos;
      this.end = end;
    }
  }

  /** Audio to decode; null finish = for a partial. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Job(
      @Nullable Finish finish, long askedNanos, int end, short[] samples, Outcome before) {}

  /** Words of decoded audio and whether they may be believed. */
  private record Outcome(List<String> words, Verdict verdict) {
    static final Outcome NOTHING = new Outcome(List.of(), Verdict.NO_SPEECH);

    /** What is believed drives out what is not. */
    Outcome and(Outcome next) {
      if (verdict == next.verdict) {
        List<String> both = new ArrayList<>(words);
        both.addAll(next.words);
        return new Outcome(both, verdict);
      }
      return rank(next.verdict) > rank(verdict) ? next : this;
    }

    private static int rank(Verdict verdict) {
      return switch (verdict) {
        case RECOGNISED -> 2;
        case NOT_UNDERSTOOD -> 1;
        case NO_SPEECH, VERDICT_UNSPECIFIED, UNRECOGNIZED -> 0;
      };
    }
  }

  /** The newest outcome of the whole utterance, up to a position: the final, if silence follows. */
  private record Known(int end, Outcome outcome) {}

  private final WhisperRecognition stream;
  private final DecodePool pool;
  private final long id;
  private final int stepSamples;
  private final UtteranceAudio audio = new UtteranceAudio();
  private final StablePrefix prefix = new StablePrefix();
  private Outcome settled = Outcome.NOTHING;
  private @Nullable Known known;
  private @Nullable Finish wanted;
  private boolean partialQueued;
  private boolean partialRunning;
  private long partialAskedNanos;
  private int partialEnd;
  private String shownText = "";
  private int shownStable;
  private boolean over;

  WhisperUtterance(WhisperRecognition stream, DecodePool pool, long id, int stepSamples) {
    this.stream = stream;
    this.pool = pool;
    this.id = id;
    this.stepSamples = stepSamples;
  }

  CallTag tag() {
    return stream.tag();
  }

  /** Ends the whole stream; false if that was done before. */
  boolean fail(Status why) {
    return stream.fail(why);
  }

  void audio(short[] samples) {
    audio.append(samples);
    if (audio.unsettled() > MAX_BEHIND) {
      stream.fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "the recogniser is more than "
                  + MAX_BEHIND / HZ
                  + " s behind; send fewer streams to this server or choose a smaller model"));
      return;
    }
    askForPartial();
  }

  void finish(long finishId, boolean close) {
    partialQueued = false;
    Finish running = wanted;
    if (running != null && running.started && audio.isQuietSince(running.end - QUIET_END)) {
      running.id = finishId;
      running.close |= close;
      return;
    }
    Finish asked = new Finish(finishId, close, System.nanoTime(), audio.end());
    wanted = asked;
    Known last = known;
    if (last != null
        && audio.isQuietSince(last.end() - QUIET_END)
        && pool.answer(() -> deliver(asked, last.outcome(), System.nanoTime()))) {
      asked.started = true;
      return;
    }
    pool.queue().put(this, close ? DecodeQueue.Priority.FINAL : DecodeQueue.Priority.EARLY_FINAL);
  }

  /** Nothing of it is told any more. */
  void end() {
    over = true;
    pool.queue().remove(this);
  }

  /** Called by a worker, in its turn. */
  void work(NativeDecoder decoder) {
    Job job;
    synchronized (stream) {
      job = nextJob();
    }
    if (job == null) {
      return;
    }
    long begun = System.nanoTime();
    if (job.finish() == null) {
      workPartial(decoder, job, begun);
    } else {
      deliver(job.finish(), job.before().and(decodeAll(decoder, job.samples())), begun);
    }
  }

  private @Nullable Job nextJob() {
    if (over) {
      return null;
    }
    Finish finish = wanted;
    if (finish != null && !finish.started) {
      finish.started = true;
      return new Job(finish, finish.askedNanos, finish.end, audio.copy(), settled);
    }
    if (!partialQueued) {
      return null;
    }
    partialQueued = false;
    partialRunning = true;
    partialEnd = audio.end();
    return new Job(null, partialAskedNanos, partialEnd, audio.copy(), settled);
  }

  private void askForPartial() {
    int needed = stream.wantsPartials() ? FIRST_PARTIAL : LONG_WINDOW;
    if (over
        || wanted != null
        || partialQueued
        || partialRunning
        || audio.unsettled() < needed
        || audio.end() - partialEnd < stepSamples) {
      return;
    }
    partialQueued = true;
    partialAskedNanos = System.nanoTime();
    pool.queue().put(this, DecodeQueue.Priority.PARTIAL);
  }

  private void workPartial(NativeDecoder decoder, Job job, long begun) {
    int cut = cut(job.samples(), LONG_WINDOW);
    boolean silent = Loudness.voicedMillis(job.samples(), 0, job.samples().length) == 0;
    Outcome outcome = Outcome.NOTHING;
    if (!silent) {
      outcome = decode(decoder, cut < 0 ? job.samples() : Arrays.copyOf(job.samples(), cut));
    }
    synchronized (stream) {
      partialRunning = false;
      if (over) {
        return;
      }
      if (silent) {
        settleSilence(job);
        tellNothing(job, begun);
      } else if (cut >= 0) {
        settle(audio.start() + cut, outcome);
      } else {
        hear(job, outcome, begun);
      }
      askForPartial();
    }
  }

  private void settleSilence(Job job) {
    if (job.samples().length > SHORTEST_PIECE) {
      audio.settle(job.end() - QUIET_END);
    }
  }

  private void settle(int position, Outcome outcome) {
    boolean believed = outcome.verdict() == Verdict.RECOGNISED;
    List<String> words = prefix.cut(believed ? outcome.words() : List.of());
    settled = settled.and(believed ? new Outcome(words, Verdict.RECOGNISED) : outcome);
    audio.settle(position);
    known = null;
    // the rest is heard at once, so that its words are not missing from the next partial
    partialEnd = audio.end() - stepSamples;
  }

  private void hear(Job job, Outcome outcome, long begun) {
    boolean believed = outcome.verdict() == Verdict.RECOGNISED;
    known = believed ? new Known(job.end(), settled.and(outcome)) : null;
    if (!believed) {
      tellNothing(job, begun);
    }
    if (!believed || wanted != null || !stream.wantsPartials()) {
      return;
    }
    Shown shown = prefix.hear(outcome.words());
    List<String> words = new ArrayList<>();
    if (settled.verdict() == Verdict.RECOGNISED) {
      words.addAll(settled.words());
    }
    int stableWords = words.size() + shown.stableWords();
    words.addAll(shown.words());
    String text = String.join(" ", words);
    int stable = String.join(" ", words.subList(0, stableWords)).length();
    if (text.equals(shownText) && stable == shownStable) {
      return;
    }
    shownText = text;
    shownStable = stable;
    stream.tell(
        transcript(text, stable, job.end(), job.askedNanos(), begun).setFinal(false).build());
  }

  /** That nothing was heard is worth telling, as long as nothing was. */
  private void tellNothing(Job job, long begun) {
    if (wanted == null && stream.wantsPartials() && shownText.isEmpty()) {
      stream.tell(transcript("", 0, job.end(), job.askedNanos(), begun).setFinal(false).build());
    }
  }

  private void deliver(Finish finish, Outcome outcome, long begun) {
    synchronized (stream) {
      if (over || wanted != finish) {
        return; // superseded
      }
      wanted = null;
      known = new Known(finish.end, outcome);
      String text = outcome.verdict() == Verdict.NO_SPEECH ? "" : String.join(" ", outcome.words());
      stream.tell(
          transcript(text, text.length(), audio.end(), finish.askedNanos, begun)
              .setFinal(true)
              .setFinishId(finish.id)
              .setVerdict(outcome.verdict())
              .build());
      if (finish.close) {
        over = true;
        stream.ended(this);
      } else {
        askForPartial();
      }
    }
  }

  private Transcript.Builder transcript(
      String text, int stable, int end, long askedNanos, long begunNanos) {
    return Transcript.newBuilder()
        .setUtteranceId(id)
        .setText(text)
        .setStableChars(stable)
        .setAudioMs((int) (end * 1_000L / HZ))
        .setQueueUs(Math.max(0, begunNanos - askedNanos) / 1_000)
        .setComputeUs((System.nanoTime() - begunNanos) / 1_000);
  }

  private Outcome decodeAll(NativeDecoder decoder, short[] samples) {
    Outcome all = Outcome.NOTHING;
    short[] rest = samples;
    for (int cut; (cut = cut(rest, LONGEST_PIECE)) >= 0; ) {
      all = all.and(decode(decoder, Arrays.copyOf(rest, cut)));
      rest = Arrays.copyOfRange(rest, cut, rest.length);
    }
    return all.and(decode(decoder, rest));
  }

  /** Where to cut audio that is too long for one window; -1 = nowhere. */
  private static int cut(short[] samples, int longest) {
    int limit = Math.min(samples.length, LONGEST_PIECE);
    int pause = Loudness.endOfPause(samples, SHORTEST_PIECE, limit, PAUSE_MILLIS);
    if (pause >= 0) {
      return pause;
    }
    return samples.length <= longest
        ? -1
        : Loudness.quietestGap(samples, limit / 2, limit - HZ / 2);
  }

  private Outcome decode(NativeDecoder decoder, short[] samples) {
    int voiced = Loudness.voicedMillis(samples, 0, samples.length);
    if (voiced == 0) {
      return Outcome.NOTHING;
    }
    String raw = decoder.decode(samples, stream.language());
    List<String> words = TranscriptText.words(TranscriptText.clean(raw));
    int millis = (int) (samples.length * 1_000L / HZ);
    return new Outcome(words, Plausibility.judge(raw, words, millis, voiced));
  }
}
