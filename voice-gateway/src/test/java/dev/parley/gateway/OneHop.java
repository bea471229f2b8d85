package dev.parley.gateway;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.Hop;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.hop.Generation;
import dev.parley.gateway.hop.HopChannel;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.hop.RequestTag;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.gateway.hop.Synthesis;
import dev.parley.gateway.hop.WideBand;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.WordMark;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks one hop of a running pipeline, without a call. */
public final class OneHop {
  private static final int PATIENCE_SECONDS = 30;
  private static final RequestTag CALL = RequestTag.of("test", 0);

  private OneHop() {}

  /** The sentence in the bot's voice: PCM s16le mono, 16 kHz. */
  public static byte[] speak(Hops hops, String text) throws Exception {
    return speak(hops.textToSpeech(), text);
  }

  private static byte[] speak(HopChannel textToSpeech, String text) throws Exception {
    try (ExecutorService context = Executors.newSingleThreadExecutor()) {
      Speaking speaking = new Speaking();
      context.execute(
          () -> {
            Synthesis synthesis = Synthesis.open(textToSpeech, CALL, "", context, speaking);
            speaking.source = synthesis;
            synthesis.speak(1, text);
            synthesis.textOver();
          });
      return speaking.result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The sentence in the embedded voice, where no pipeline runs. */
  public static byte[] speak(String text) throws Exception {
    String name = "voice-" + System.nanoTime();
    Adapter voice = GatewayLauncher.provider(Hop.TTS).open(Embedded.settings(Map.of()));
    AdapterServer server = AdapterServer.inProcess(voice, name);
    try (HopChannel channel = HopChannel.inProcess(Hop.TTS, name)) {
      return speak(channel, text);
    } finally {
      server.close();
    }
  }

  /** What the model says to this question and nothing before it. */
  static String ask(Hops hops, String question) throws Exception {
    try (ExecutorService context = Executors.newSingleThreadExecutor()) {
      CompletableFuture<String> result = new CompletableFuture<>();
      StringBuilder text = new StringBuilder();
      Message message = Message.newBuilder().setRole(Message.Role.USER).setText(question).build();
      context.execute(
          () ->
              Generation.start(
                  hops.languageModel(),
                  CALL,
                  GenerateRequest.newBuilder().addMessages(message).build(),
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
                      result.completeExceptionally(new AssertionError(why));
                    }
                  }));
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Collects the audio of one synthesis; runs on its context. */
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
      result.completeExceptionally(new AssertionError(why));
    }
  }
}
