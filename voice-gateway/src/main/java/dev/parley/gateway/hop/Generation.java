package dev.parley.gateway.hop;

import dev.parley.adapter.Hop;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.LanguageModelGrpc;
import dev.parley.proto.v1.ToolCall;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One answer of the language model. Owned by the call's context; results come back on it. */
public final class Generation {
  /** Where the answer goes. Nothing comes after ended, failed or {@link Generation#cancel()}. */
  public interface Listener {
    void text(String delta);

    /** The model wants a function to be run. */
    void toolCall(ToolCall call);

    void ended();

    void failed(String why);
  }

  private final Listener listener;
  private final Executor context;
  private @Nullable ClientCallStreamObserver<GenerateRequest> stream;
  private boolean over;

  private Generation(Listener listener, Executor context) {
    this.listener = listener;
    this.context = context;
  }

  public static Generation start(
      HopChannel hop,
      RequestTag tag,
      GenerateRequest request,
      Executor context,
      Listener listener) {
    Generation generation = new Generation(listener, context);
    LanguageModelGrpc.newStub(hop.forCall(tag)).generate(request, generation.new Responses());
    return generation;
  }

  /** Stops it upstream at once. */
  public void cancel() {
    if (!over) {
      over = true;
      ClientCallStreamObserver<GenerateRequest> open = stream;
      if (open != null) {
        open.cancel("the answer is no longer wanted", null);
      }
    }
  }

  private final class Responses
      implements ClientResponseObserver<GenerateRequest, GenerateResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<GenerateRequest> open) {
      stream = open;
    }

    @Override
    public void onNext(GenerateResponse response) {
      context.execute(
          () -> {
            if (over) {
              return;
            }
            switch (response.getResponseCase()) {
              case TEXT_DELTA -> listener.text(response.getTextDelta());
              case TOOL_CALL -> listener.toolCall(response.getToolCall());
              case END, RESPONSE_NOT_SET -> {}
            }
          });
    }

    @Override
    public void onError(Throwable error) {
      end(() -> listener.failed(HopFailure.describe(Hop.LLM, error)));
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
