package dev.parley.gateway.hop;

import dev.parley.adapter.Hop;
import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TextToSpeechGrpc;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The synthesis of one answer. Owned by the call's context; audio comes back on it, and only as
 * much as was asked for: the receiver says how many messages it can take, so that audio waits in
 * the adapter and not here.
 */
public final class Synthesis implements SpeechStream {
  /** 16 messages of at most 100 ms. */
  private static final int AT_FIRST = 16;

  private final Listener listener;
  private final Executor context;
  private @Nullable ClientCallStreamObserver<SynthesizeRequest> stream;
  private boolean over;
  private boolean textOver;

  private Synthesis(Listener listener, Executor context) {
    this.listener = listener;
    this.context = context;
  }

  public static Synthesis open(
      HopChannel hop, RequestTag tag, String voice, Executor context, Listener listener) {
    Synthesis synthesis = new Synthesis(listener, context);
    TextToSpeechGrpc.newStub(hop.forCall(tag)).synthesize(synthesis.new Responses());
    synthesis.send(
        SynthesizeRequest.newBuilder()
            .setConfig(SynthesizeConfig.newBuilder().setVoice(voice))
            .build());
    return synthesis;
  }

  /** A few hundred bytes of text: sent without waiting for the adapter to be ready. */
  @Override
  public void speak(long clause, String text) {
    send(
        SynthesizeRequest.newBuilder()
            .setClause(Clause.newBuilder().setClauseId(clause).setText(text))
            .build());
  }

  @Override
  public void textOver() {
    ClientCallStreamObserver<SynthesizeRequest> open = stream;
    if (!over && !textOver && open != null) {
      textOver = true;
      open.onCompleted();
    }
  }

  @Override
  public void request(int messages) {
    ClientCallStreamObserver<SynthesizeRequest> open = stream;
    if (!over && open != null) {
      open.request(messages);
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      ClientCallStreamObserver<SynthesizeRequest> open = stream;
      if (open != null) {
        open.cancel("the answer is no longer wanted", null);
      }
    }
  }

  private void send(SynthesizeRequest request) {
    ClientCallStreamObserver<SynthesizeRequest> open = stream;
    if (!over && !textOver && open != null) {
      open.onNext(request);
    }
  }

  private final class Responses
      implements ClientResponseObserver<SynthesizeRequest, SynthesizeResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<SynthesizeRequest> open) {
      stream = open;
      open.disableAutoRequestWithInitial(AT_FIRST);
    }

    @Override
    public void onNext(SynthesizeResponse response) {
      context.execute(
          () -> {
            if (over) {
              return;
            }
            switch (response.getResponseCase()) {
              case AUDIO -> listener.audio(response.getAudio());
              case MARK -> listener.mark(response.getMark());
              case CLAUSE_END -> listener.clauseEnded(response.getClauseEnd());
              case RESPONSE_NOT_SET -> request(1);
            }
          });
    }

    @Override
    public void onError(Throwable error) {
      end(() -> listener.failed(HopFailure.describe(Hop.TTS, error)));
    }

    @Override
    public void onCompleted() {
      end(listener::ended);
    }

    private void end(Runnable last) {
      context.execute(
          () -> {
            if (!over) {
              over = true;
              last.run();
            }
          });
    }
  }
}
