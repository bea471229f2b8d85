package dev.parley.stt.sphinx;

import dev.parley.proto.v1.EngineDescription;
import dev.parley.stt.Recognition;
import dev.parley.stt.RecognitionEngine;
import dev.parley.stt.RecognitionOptions;
import dev.parley.stt.TranscriptListener;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** The recogniser of one domain, with its workers. */
final class SphinxEngine implements RecognitionEngine {
  static final String LABEL = "demo-domain recogniser";

  private static final Decoder.Beam FINAL_BEAM = new Decoder.Beam(1500, 1e-60);
  private static final Decoder.Beam LIVE_BEAM = new Decoder.Beam(600, 1e-30);
  // utterances beyond the live decoders get finals only; beyond this many they are refused
  private static final int UTTERANCES_PER_LIVE_DECODER = 8;
  private static final int QUEUED_PER_UTTERANCE = 4;

  private final EngineDescription description;
  private final EngineParts parts;

  SphinxEngine(SphinxModel model, int workers, int streams, EngineDescription description) {
    this.description = description;
    int utterances = streams * UTTERANCES_PER_LIVE_DECODER;
    this.parts =
        new EngineParts(
            new Workers(
                workers, utterances * QUEUED_PER_UTTERANCE, () -> new Decoder(model, FINAL_BEAM)),
            new LiveDecoders(streams, () -> new Decoder(model, LIVE_BEAM)),
            new Judge(model.trigram()),
            new Semaphore(utterances));
  }

  @Override
  public EngineDescription describe() {
    return description;
  }

  @Override
  public boolean speaks(String language) {
    String lower = language.toLowerCase(Locale.ROOT);
    return lower.equals("en") || lower.startsWith("en-");
  }

  @Override
  public Recognition open(RecognitionOptions options, TranscriptListener transcripts) {
    return new SphinxRecognition(parts, options, transcripts);
  }

  @Override
  public void close() {
    parts.workers().close();
  }
}
