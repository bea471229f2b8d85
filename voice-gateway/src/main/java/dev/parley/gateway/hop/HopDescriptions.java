package dev.parley.gateway.hop;

import dev.parley.adapter.UserError;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.LanguageModelGrpc;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TextToSpeechGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks a hop which engine it runs. */
public final class HopDescriptions {
  private HopDescriptions() {}

  /**
   * Blocks, for use at start.
   *
   * @throws UserError when nobody answers within {@code patience}
   */
  public static EngineDescription ask(HopChannel hop, Duration patience) {
    Channel channel = hop.channel();
    DescribeRequest request = DescribeRequest.getDefaultInstance();
    long millis = patience.toMillis();
    try {
      return switch (hop.hop()) {
        case STT ->
            SpeechToTextGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                .describe(request);
        case LLM ->
            LanguageModelGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                .describe(request);
        case TTS ->
            TextToSpeechGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(millis, TimeUnit.MILLISECONDS)
                .describe(request);
      };
    } catch (StatusRuntimeException e) {
      throw new UserError(
          "no "
              + hop.hop().title()
              + " adapter answers at "
              + hop.address()
              + " ("
              + e.getStatus().getCode()
              + "); start one with ./parley "
              + hop.hop().id()
              + " --port "
              + hop.address().replaceAll(".*:", "")
              + ", or correct gateway."
              + hop.hop().id()
              + "-address",
          e);
    }
  }
}
