package dev.parley.gateway;

import com.google.protobuf.ByteString;
import dev.parley.adapter.Hop;
import dev.parley.gateway.hop.HopChannel;
import dev.parley.gateway.hop.Hops;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.LanguageModelGrpc;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TextToSpeechGrpc;
import dev.parley.proto.v1.ToolCall;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Three hops without engines, which fail as told. Real gRPC over sockets: what is faked is what a
 * real hop does only when it is broken.
 */
public final class FakeHops implements AutoCloseable {
  /** What the next stream or request meets. */
  public enum Manners {
    GOOD,
    /** UNAVAILABLE at the first message that asks for work. */
    FAILS,
    /** Takes everything in and says nothing. */
    SILENT,
    /** UNAVAILABLE in the middle of the work. */
    DIES_HALFWAY,
    /** A model that calls the first tool it is offered, and then says what the tool said. */
    CALLS_A_TOOL
  }

  private static final int CHUNK_MILLIS = 100;
  private static final int CHUNKS_PER_CLAUSE = 3;

  public volatile Manners ear = Manners.GOOD;
  public volatile Manners model = Manners.GOOD;
  public volatile Manners mouth = Manners.GOOD;

  /** What the ear hears in every utterance; empty = nothing; null = on which stream it came. */
  public volatile @Nullable String heard;

  /** With what the model calls its tool. */
  public volatile String toolArguments = "{}";

  /** What the model answers; null = it repeats what it was told. */
  public volatile @Nullable String answer;

  /** Speech-to-text streams opened so far. */
  public final AtomicInteger earStreams = new AtomicInteger();

  /** Bytes of audio that came on the newest of them. */
  public final AtomicInteger earBytes = new AtomicInteger();

  /** Answers asked of the model so far, and how many of these the gateway called off. */
  public final AtomicInteger generations = new AtomicInteger();

  public final AtomicInteger generationsCancelled = new AtomicInteger();

  private final List<Server> servers = new ArrayList<>();
  private final Hops hops;

  public FakeHops() throws IOException {
    Map<Hop, EngineDescription> engines = new EnumMap<>(Hop.class);
    for (Hop hop : Hop.values()) {
      engines.put(hop, EngineDescription.newBuilder().setEngine("fake-" + hop.id()).build());
    }
    hops =
        new Hops(
            serve(Hop.STT, new Ear()),
            serve(Hop.LLM, new Model()),
            serve(Hop.TTS, new Mouth()),
            engines);
  }

  public Hops hops() {
    return hops;
  }

  @Override
  public void close() {
    hops.all().forEach(HopChannel::close);
    servers.forEach(Server::shutdownNow);
  }

  private HopChannel serve(Hop hop, BindableService service) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .addService(service)
            .build()
            .start();
    servers.add(server);
    return HopChannel.remote(hop, "127.0.0.1:" + server.getPort());
  }

  private static StatusRuntimeException broken() {
    return Status.UNAVAILABLE.withDescription("broken on purpose").asRuntimeException();
  }

  /** Hears of every utterance on which stream it came. */
  private final class Ear extends SpeechToTextGrpc.SpeechToTextImplBase {
    @Override
    public StreamObserver<TranscribeRequest> transcribe(StreamObserver<TranscribeResponse> out) {
      int stream = earStreams.incrementAndGet();
      earBytes.set(0);
      Manners manners = ear;
      return new Requests<>(out) {
        @Override
        void take(TranscribeRequest request) {
          earBytes.addAndGet(request.getAudio().size());
          if ((manners == Manners.FAILS && request.hasStart())
              || (manners == Manners.DIES_HALFWAY && request.hasFinish())) {
            fail();
          } else if (manners == Manners.GOOD && request.hasFinish()) {
            out.onNext(
                TranscribeResponse.newBuilder()
                    .setTranscript(
                        Transcript.newBuilder()
                            .setUtteranceId(request.getFinish().getUtteranceId())
                            .setFinishId(request.getFinish().getFinishId())
                            .setFinal(true)
                            .setVerdict(
                                "".equals(heard)
                                    ? Transcript.Verdict.NO_SPEECH
                                    : Transcript.Verdict.RECOGNISED)
                            .setText(
                                Objects.requireNonNullElse(heard, "this came on stream " + stream)))
                    .build());
          }
        }
      };
    }
  }

  /** Repeats what it was told last. */
  private final class Model extends LanguageModelGrpc.LanguageModelImplBase {
    @Override
    public void generate(GenerateRequest request, StreamObserver<GenerateResponse> out) {
      ((ServerCallStreamObserver<GenerateResponse>) out)
          .setOnCancelHandler(generationsCancelled::incrementAndGet);
      generations.incrementAndGet();
      String told = request.getMessages(request.getMessagesCount() - 1).getText();
      switch (model) {
        case FAILS -> out.onError(broken());
        case SILENT -> {}
        case DIES_HALFWAY -> {
          out.onNext(delta("This is the first half. "));
          out.onError(broken());
        }
        case CALLS_A_TOOL -> {
          Message last = request.getMessages(request.getMessagesCount() - 1);
          if (last.getRole() == Message.Role.TOOL) {
            out.onNext(delta("The tool says: " + last.getText() + "."));
          } else {
            out.onNext(
                GenerateResponse.newBuilder()
                    .setToolCall(
                        ToolCall.newBuilder()
                            .setId("call-1")
                            .setName(request.getTools(0).getName())
                            .setArgumentsJson(toolArguments))
                    .build());
          }
          out.onCompleted();
        }
        case GOOD -> {
          String fixed = answer;
          if (fixed == null) {
            out.onNext(delta("You said: "));
            out.onNext(delta(told + "."));
          } else {
            out.onNext(delta(fixed));
          }
          out.onCompleted();
        }
      }
    }

    private static GenerateResponse delta(String text) {
      return GenerateResponse.newBuilder().setTextDelta(text).build();
    }
  }

  /** Hums 300 ms a clause. */
  private final class Mouth extends TextToSpeechGrpc.TextToSpeechImplBase {
    @Override
    public StreamObserver<SynthesizeRequest> synthesize(StreamObserver<SynthesizeResponse> out) {
      Manners manners = mouth;
      return new Requests<>(out) {
        @Override
        void take(SynthesizeRequest request) {
          if (!request.hasClause() || manners == Manners.SILENT) {
            return;
          }
          if (manners == Manners.FAILS) {
            fail();
            return;
          }
          long clause = request.getClause().getClauseId();
          for (int i = 0; i < CHUNKS_PER_CLAUSE; i++) {
            out.onNext(SynthesizeResponse.newBuilder().setAudio(hum(clause)).build());
          }
          if (manners == Manners.DIES_HALFWAY) {
            fail();
            return;
          }
          out.onNext(
              SynthesizeResponse.newBuilder()
                  .setClauseEnd(
                      ClauseEnd.newBuilder()
                          .setClauseId(clause)
                          .setAudioMs(CHUNKS_PER_CLAUSE * CHUNK_MILLIS))
                  .build());
        }

        @Override
        void over() {
          if (manners != Manners.SILENT) {
            out.onCompleted();
          }
        }
      };
    }

    private static AudioChunk hum(long clause) {
      return AudioChunk.newBuilder()
          .setClauseId(clause)
          .setSampleRateHz(16_000)
          .setPcm(ByteString.copyFrom(Voice.vowel(CHUNK_MILLIS)))
          .build();
    }
  }

  /** Guards against messages after the end: the gateway may still be sending when we fail. */
  private abstract static class Requests<T> implements StreamObserver<T> {
    private final StreamObserver<?> out;
    private boolean ended;

    Requests(StreamObserver<?> out) {
      this.out = out;
    }

    abstract void take(T request);

    void over() {
      out.onCompleted();
    }

    final void fail() {
      ended = true;
      out.onError(broken());
    }

    @Override
    public void onNext(T request) {
      if (!ended) {
        take(request);
      }
    }

    @Override
    public void onError(Throwable error) {
      ended = true;
    }

    @Override
    public void onCompleted() {
      if (!ended) {
        ended = true;
        over();
      }
    }
  }
}
