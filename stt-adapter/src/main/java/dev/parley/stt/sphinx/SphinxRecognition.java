package dev.parley.stt.sphinx;

import dev.parley.stt.Recognition;
import dev.parley.stt.RecognitionOptions;
import dev.parley.stt.TranscriptListener;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The utterances of one stream. Owned by the stream's thread. */
final class SphinxRecognition implements Recognition {
  private final EngineParts engine;
  private final RecognitionOptions options;
  private final TranscriptListener transcripts;
  private final Channel channel = new Channel();

  private @Nullable Utterance open;
  // closed, but their last finals may still be on their way
  private final List<Utterance> finishing = new ArrayList<>();

  SphinxRecognition(
      EngineParts engine, RecognitionOptions options, TranscriptListener transcripts) {
    this.engine = engine;
    this.options = options;
    this.transcripts = transcripts;
  }

  @Override
  public void start(long utteranceId) {
    if (!engine.utterances().tryAcquire()) {
      transcripts.failed(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "too many utterances are open at once; retry later, raise stt.sphinx.streams or"
                  + " start more stt adapters"));
      return;
    }
    open = new Utterance(utteranceId, options.partials(), engine, channel, transcripts);
  }

  @Override
  public void audio(short[] samples) {
    if (open != null) {
      open.audio(samples);
    }
  }

  @Override
  public void finish(long finishId, boolean close) {
    if (open == null) {
      return;
    }
    open.finish(finishId, close, System.nanoTime());
    if (close) {
      finishing.removeIf(Utterance::isOver);
      finishing.add(open);
      open = null;
    }
  }

  @Override
  public void discard() {
    if (open != null) {
      open.discard();
      open = null;
    }
  }

  @Override
  public void close() {
    discard();
    finishing.forEach(Utterance::discard);
    finishing.clear();
  }
}
