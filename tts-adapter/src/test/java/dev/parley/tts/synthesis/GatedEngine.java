package dev.parley.tts.synthesis;

import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.engine.WordTime;
import dev.parley.tts.text.SpokenText;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Another engine, counted and held at a gate after some blocks of every piece. */
final class GatedEngine implements SpeechEngine {
  private final SpeechEngine engine;
  private final int blocksBeforeGate;
  private final AtomicInteger pieces = new AtomicInteger();
  private final AtomicInteger blocksAfterCancel = new AtomicInteger();

  /** Counted down when a piece stands at the gate. */
  final CountDownLatch atGate = new CountDownLatch(1);

  /** Count down to let all through. */
  final CountDownLatch gate = new CountDownLatch(1);

  /** Counted down when a piece is over. */
  final CountDownLatch pieceOver = new CountDownLatch(1);

  GatedEngine(SpeechEngine engine, int blocksBeforeGate) {
    this.engine = engine;
    this.blocksBeforeGate = blocksBeforeGate;
  }

  int pieces() {
    return pieces.get();
  }

  /** Blocks the engine offered after the cancellation was known. */
  int blocksAfterCancel() {
    return blocksAfterCancel.get();
  }

  @Override
  public EngineProfile profile() {
    return engine.profile();
  }

  @Override
  public void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException {
    pieces.incrementAndGet();
    var registration = cancellation.onCancel(gate::countDown);
    try {
      engine.say(piece, voicing, new GatedSink(sink, cancellation), cancellation);
    } finally {
      registration.close();
      pieceOver.countDown();
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  private final class GatedSink implements SpeechSink {
    private final SpeechSink sink;
    private final Cancellation cancellation;
    private int blocks;

    GatedSink(SpeechSink sink, Cancellation cancellation) {
      this.sink = sink;
      this.cancellation = cancellation;
    }

    @Override
    public void words(List<WordTime> words) {
      sink.words(words);
    }

    @Override
    public boolean audio(short[] samples, int offset, int count) {
      if (++blocks > blocksBeforeGate) {
        atGate.countDown();
        try {
          gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      if (cancellation.isCancelled()) {
        blocksAfterCancel.incrementAndGet();
      }
      return sink.audio(samples, offset, count);
    }
  }
}
