package dev.parley.stt.whisper;

import dev.parley.proto.v1.EngineDescription;
import dev.parley.stt.Recognition;
import dev.parley.stt.RecognitionEngine;
import dev.parley.stt.RecognitionOptions;
import dev.parley.stt.TranscriptListener;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loaded Whisper model with its decoders. */
final class WhisperEngine implements RecognitionEngine {
  /** Idle ones cost nothing but memory; those who speak share the decoders. */
  static final int MAX_STREAMS = 256;

  private final Set<WhisperRecognition> open = ConcurrentHashMap.newKeySet();
  private final NativeModel model;
  private final DecodePool pool;
  private final boolean multilingual;
  private final int stepSamples;
  private final EngineDescription description;

  private WhisperEngine(
      NativeModel model,
      DecodePool pool,
      boolean multilingual,
      int stepSamples,
      EngineDescription description) {
    this.model = model;
    this.pool = pool;
    this.multilingual = multilingual;
    this.stepSamples = stepSamples;
    this.description = description;
  }

  /**
   * Loads the model and decodes something with every worker; takes up to seconds.
   *
   * @param file verified
   * @param workers 1 to {@link NativeModel#MAX_DECODERS}
   */
  static WhisperEngine load(Path file, int workers, int partialMillis, String reason) {
    return load(file, workers, partialMillis, reason, DecodePool.OVERLONG);
  }

  static WhisperEngine load(
      Path file, int workers, int partialMillis, String reason, Duration overlong) {
    ModelHeader header = ModelHeader.read(file);
    NativeModel model = NativeModel.open(file);
    DecodePool pool;
    try {
      pool = new DecodePool(model, workers, overlong);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    EngineDescription description =
        EngineDescription.newBuilder()
            .setEngine("whisper")
            .setModel(file.getFileName().toString())
            .setLabel(
                "general recogniser, "
                    + (header.multilingual() ? "99 languages" : "English only")
                    + ", "
                    + workers
                    + (workers == 1 ? " decoder" : " decoders"))
            .setReason(reason)
            .setSampleRateHz(NativeDecoder.SAMPLE_RATE_HZ)
            .build();
    return new WhisperEngine(
        model,
        pool,
        header.multilingual(),
        partialMillis * NativeDecoder.SAMPLE_RATE_HZ / 1_000,
        description);
  }

  @Override
  public EngineDescription describe() {
    return description;
  }

  @Override
  public boolean speaks(String language) {
    return WhisperLanguages.has(language, multilingual);
  }

  @Override
  public Recognition open(RecognitionOptions options, TranscriptListener transcripts) {
    WhisperRecognition recognition =
        new WhisperRecognition(this, pool, stepSamples, options, transcripts);
    open.add(recognition);
    // an unknown language would be decoded to fluent nonsense
    if (!speaks(options.language())) {
      recognition.fail(
          Status.INVALID_ARGUMENT.withDescription(
              description.getModel() + " has no language '" + options.language() + "'"));
    } else if (open.size() > MAX_STREAMS) {
      recognition.fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              MAX_STREAMS + " streams are open; start another stt server for more"));
    }
    return recognition;
  }

  void closed(WhisperRecognition recognition) {
    open.remove(recognition);
  }

  @Override
  public void close() {
    open.forEach(WhisperRecognition::close);
    pool.close();
    model.close();
  }
}
