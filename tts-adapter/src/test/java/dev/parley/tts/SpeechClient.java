package dev.parley.tts;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TextToSpeechGrpc;
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
public final class SpeechClient implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final AdapterServer server;
  private final ManagedChannel channel;

  public SpeechClient(Adapter adapter) {
    this.server = AdapterServer.listen(adapter, "127.0.0.1", 0);
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .flowControlWindow(64 * 1024)
            .build();
  }

  private SpeechClient(AdapterServer server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /** A caller in the same process, whose channel knows no bytes, only requested messages. */
  public static SpeechClient inProcess(Adapter adapter, String name) {
    return new SpeechClient(
        AdapterServer.inProcess(adapter, name),
        InProcessChannelBuilder.forName(name).directExecutor().build());
  }

  public ManagedChannel channel() {
    return channel;
  }

  /** Sends one clause each, numbered from 1, and waits for the end of the stream. */
  public SpokenAnswer say(String... clauses) throws Exception {
    return sayWith(SynthesizeConfig.getDefaultInstance(), clauses);
  }

  public SpokenAnswer sayWith(SynthesizeConfig config, String... clauses) throws Exception {
    Stream stream = open();
    stream.configure(config);
    for (int i = 0; i < clauses.length; i++) {
      stream.clause(i + 1, clauses[i]);
    }
    stream.halfClose();
    return stream.await();
  }

  /** A stream that reads by itself. */
  public Stream open() {
    return open(Reading.ALL);
  }

  public Stream open(Reading reading) {
    Stream stream = new Stream(reading);
    TextToSpeechGrpc.newStub(channel).synthesize(stream);
    return stream;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }

  /** How a stream reads. */
  public enum Reading {
    ALL,
    /** Only what is asked for with {@link Stream#request}. */
    ON_REQUEST
  }

  /** One call of Synthesize. */
  public static final class Stream
      implements ClientResponseObserver<SynthesizeRequest, SynthesizeResponse> {
    private final Reading reading;
    private final BlockingQueue<SynthesizeResponse> received = new LinkedBlockingQueue<>();
    private final List<SynthesizeResponse> taken = new ArrayList<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    @SuppressWarnings("NullAway.Init") // set before the call starts
    private ClientCallStreamObserver<SynthesizeRequest> requests;

    Stream(Reading reading) {
      this.reading = reading;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SynthesizeRequest> requests) {
      this.requests = requests;
      if (reading == Reading.ON_REQUEST) {
        requests.disableAutoRequestWithInitial(0);
      }
    }

    public void configure(SynthesizeConfig config) {
      send(SynthesizeRequest.newBuilder().setConfig(config).build());
    }

    public void clause(long id, String text) {
      send(
          SynthesizeRequest.newBuilder()
              .setClause(Clause.newBuilder().setClauseId(id).setText(text))
              .build());
    }

    public void send(SynthesizeRequest request) {
      requests.onNext(request);
    }

    public void halfClose() {
      requests.onCompleted();
    }

    public void request(int count) {
      requests.request(count);
    }

    public void cancel() {
      requests.cancel("the caller interrupts", null);
    }

    /** The next message. */
    public SynthesizeResponse next() throws InterruptedException, TimeoutException {
      SynthesizeResponse message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new TimeoutException("no message in " + PATIENCE_SECONDS + " s");
      }
      taken.add(message);
      return message;
    }

    public int waiting() {
      return received.size();
    }

    /** Everything until the end of the stream, failing as the stream fails. */
    public SpokenAnswer await() throws Exception {
      try {
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
      received.drainTo(taken);
      return new SpokenAnswer(List.copyOf(taken));
    }

    @Override
    public void onNext(SynthesizeResponse response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      end.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }
}
