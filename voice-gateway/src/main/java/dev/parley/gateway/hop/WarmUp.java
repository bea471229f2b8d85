package dev.parley.gateway.hop;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.Pcm;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.WordMark;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A synthetic turn through all three hops: a sentence is spoken, heard, answered, and the answer
 * spoken. Proves that the road is whole, and pays for cold channels and classes before the first
 * caller would.
 */
public final class WarmUp {
  private static final RequestTag CALL = new RequestTag("warm-up", null, null);
  private static final String SENTENCE = "What can you do for me?";
  private static final int FRAME_BYTES = Pcm.FRAME_BYTES;
  private static final long PATIENCE_SECONDS = 30;

  private final Hops hops;
  private final String voice;
  private final ExecutorService context;

  private WarmUp(Hops hops, String voice, ExecutorService context) {
    this.hops = hops;
    this.voice = voice;
    this.context = context;
  }

  /**
   * Blocks.
   *
   * @throws UserError when a hop fails or is silent: the pipeline would not work for a caller
   *     either
   */
  public static void run(Hops hops, String voice) {
    ExecutorService context = Executors.newSingleThreadExecutor(r -> new Thread(r, "warm-up"));
    try {
      WarmUp turn = new WarmUp(hops, voice, context);
      byte[] spoken = turn.speak(SENTENCE);
      turn.transcribe(spoken);
      turn.speak(turn.answer());
    } finally {
      context.shutdownNow();
    }
  }

  private byte[] speak(String text) {
    Speaking speaking = new Speaking();
    context.execute(
        () -> {
          Synthesis synthesis = Synthesis.open(hops.textToSpeech(), CALL, voice, context, speaking);
          speaking.source = synthesis;
          synthesis.speak(1, text);
          synthesis.textOver();
        });
    return await(speaking.result, "text to speech");
  }

  private void transcribe(byte[] pcm) {
    CompletableFuture<Transcript> result = new CompletableFuture<>();
    CompletableFuture<Transcription> opened = new CompletableFuture<>();
    context.execute(
        () -> {
          Transcription stream =
              Transcription.open(
                  hops.speechToText(),
                  CALL,
                  "en",
                  context,
                  (millis, task) -> context.execute(task),
                  new Transcription.Listener() {
                    @Override
                    public void transcript(Transcript transcript) {
                      if (transcript.getFinal()) {
                        result.complete(transcript);
                      }
                    }

                    @Override
                    public void retrying(String why) {}

                    @Override
                    public void failed(String why) {
                      result.completeExceptionally(new UserError(why));
                    }
                  });
          stream.start(1, CALL);
          for (int i = 0; i + FRAME_BYTES <= pcm.length; i += FRAME_BYTES) {
            stream.audio(Arrays.copyOfRange(pcm, i, i + FRAME_BYTES));
          }
          stream.finish(1, 1);
          opened.complete(stream);
        });
    try {
      await(result, "speech to text");
    } finally {
      context.execute(() -> opened.join().close());
    }
  }

  private String answer() {
    CompletableFuture<String> result = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .addMessages(Message.newBuilder().setRole(Message.Role.USER).setText(SENTENCE))
            .build();
    context.execute(
        () ->
            Generation.start(
                hops.languageModel(),
                CALL,
                request,
                context,
                new Generation.Listener() {
                  @Override
                  public void toolCall(ToolCall call) {}

                  @Override
                  public void text(String delta) {
                    text.append(delta);
                  }

                  @Override
                  public void ended() {
                    result.complete(text.toString());
                  }

                  @Override
                  public void failed(String why) {
                    result.completeExceptionally(new UserError(why));
                  }
                }));
    String answer = await(result, "language model");
    return answer.length() > 200 ? answer.substring(0, 200) : answer;
  }

  private static <T> T await(CompletableFuture<T> result, String hop) {
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new UserError(
          "the warm-up turn failed: "
              + String.valueOf(e.getCause())
              + "; ./parley doctor says more",
          e);
    } catch (TimeoutException e) {
      throw new UserError(
          "the warm-up turn failed: no result from "
              + hop
              + " in "
              + PATIENCE_SECONDS
              + " s; ./parley doctor says more",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while starting", e);
    }
  }

  /** Collects the audio of one synthesis; runs on the warm-up's thread. */
  private static final class Speaking implements SpeechStream.Listener {
    final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private final ByteArrayOutputStream pcm = new ByteArrayOutputStream();
    private final WideBand wideBand = new WideBand();
    @Nullable Synthesis source;

    @Override
    public void audio(AudioChunk chunk) {
      pcm.writeBytes(Pcm.bytes(wideBand.convert(chunk.getPcm(), chunk.getSampleRateHz())));
      more();
    }

    @Override
    public void mark(WordMark mark) {
      more();
    }

    @Override
    public void clauseEnded(ClauseEnd end) {
      more();
    }

    private void more() {
      if (source != null) {
        source.request(1);
      }
    }

    @Override
    public void ended() {
      result.complete(pcm.toByteArray());
    }

    @Override
    public void failed(String why) {
      result.completeExceptionally(new UserError(why));
    }
  }
}
