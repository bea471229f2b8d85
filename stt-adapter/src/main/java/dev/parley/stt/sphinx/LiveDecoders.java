package dev.parley.stt.sphinx;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bounded pool of decoders that follow open utterances; made when first needed. Thread-safe.
 */
final class LiveDecoders {
  private final Supplier<Decoder> maker;
  private final ArrayDeque<Decoder> idle = new ArrayDeque<>();
  private int makeable;

  LiveDecoders(int limit, Supplier<Decoder> maker) {
    this.makeable = limit;
    this.maker = maker;
  }

  /** Empty when all are in use. */
  synchronized Optional<Decoder> take() {
    Decoder decoder = idle.poll();
    if (decoder == null && makeable > 0) {
      makeable--;
      decoder = maker.get();
    }
    return Optional.ofNullable(decoder);
  }

  synchronized void giveBack(Decoder decoder) {
    idle.push(decoder);
  }
}
