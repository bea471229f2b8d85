package dev.parley.llm;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateEnd;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.LanguageModelGrpc;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.ToolCall;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A caller of the service, over a real socket unless it is said otherwise. */
final class LlmClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  /** A whole answer. */
  record Answer(List<String> deltas, List<ToolCall> toolCalls, GenerateEnd end) {
    String text() {
      return String.join("", deltas);
    }
  }

  private final AdapterServer server;
  private final ManagedChannel channel;

  LlmClient(Adapter adapter) {
    this.server = AdapterServer.listen(adapter, "127.0.0.1", 0);
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private LlmClient(AdapterServer server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /** A caller in the same process, whose channel knows no bytes, only requested messages. */
  static LlmClient inProcess(Adapter adapter, String name) {
    return new LlmClient(
        AdapterServer.inProcess(adapter, name),
        InProcessChannelBuilder.forName(name).directExecutor().build());
  }

  static GenerateRequest question(String text) {
    return GenerateRequest.newBuilder().addMessages(message(Message.Role.USER, text)).build();
  }

  static Message message(Message.Role role, String text) {
    return Message.newBuilder().setRole(role).setText(text).build();
  }

  EngineDescription describe() {
    return LanguageModelGrpc.newBlockingStub(channel)
        .describe(DescribeRequest.getDefaultInstance());
  }

  Answer ask(String question) throws Exception {
    return open(question(question)).await();
  }

  /** A stream that reads by itself. */
  Stream open(GenerateRequest request) {
    return open(request, Reading.ALL);
  }

  Stream open(GenerateRequest request, Reading reading) {
    Stream stream = new Stream(reading);
    LanguageModelGrpc.newStub(channel).generate(request, stream);
    return stream;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }

  /** How a stream reads. */
  enum Reading {
    ALL,
    /** Only what is asked for with {@link Stream#read}. */
    ON_REQUEST
  }

  /** One call of Generate. */
  static final class Stream implements ClientResponseObserver<GenerateRequest, GenerateResponse> {
    private final Reading reading;
    private final BlockingQueue<GenerateResponse> received = new LinkedBlockingQueue<>();
    private final List<GenerateResponse> taken = new ArrayList<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    @SuppressWarnings("NullAway.Init") // set before the call starts
    private ClientCallStreamObserver<GenerateRequest> call;

    Stream(Reading reading) {
      this.reading = reading;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<GenerateRequest> requests) {
      this.call = requests;
      if (reading == Reading.ON_REQUEST) {
        requests.disableAutoRequestWithInitial(0);
      }
    }

    void read(int count) {
      call.request(count);
    }

    void cancel() {
      call.cancel("the caller interrupts", null);
    }

    boolean hasNext() {
      return !received.isEmpty();
    }

    boolean isOver() {
      return over.isDone();
    }

    /** The next message. */
    GenerateResponse next() throws InterruptedException, TimeoutException {
      GenerateResponse message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new TimeoutException("no message in " + PATIENCE_SECONDS + " s");
      }
      taken.add(message);
      return message;
    }

    /** Everything until the end of the stream, failing as the stream fails. */
    Answer await() throws Exception {
      try {
        over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
      received.drainTo(taken);
      int last = taken.size() - 1;
      return new Answer(
          taken.stream()
              .filter(GenerateResponse::hasTextDelta)
              .map(GenerateResponse::getTextDelta)
              .toList(),
          taken.stream()
              .filter(GenerateResponse::hasToolCall)
              .map(GenerateResponse::getToolCall)
              .toList(),
          taken.get(last).getEnd());
    }

    @Override
    public void onNext(GenerateResponse response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      over.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      over.complete(null);
    }
  }
}
