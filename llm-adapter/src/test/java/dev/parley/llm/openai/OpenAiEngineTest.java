package dev.parley.llm.openai;

import static dev.parley.llm.ModelServer.finish;
import static dev.parley.llm.ModelServer.silence;
import static dev.parley.llm.ModelServer.status;
import static dev.parley.llm.ModelServer.stream;
import static dev.parley.llm.ModelServer.text;
import static dev.parley.llm.ModelServer.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.llm.ModelServer;
import dev.parley.llm.ModelServer.Behaviour;
import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.proto.v1.GenerateEnd.FinishReason;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateSettings;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.Tool;
import dev.parley.proto.v1.ToolCall;
import io.grpc.Status;
import io.grpc.StatusException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OpenAiEngineTest {
  private static final String KEY = "sk-canary-0123456789";
  private static final String SECRET = "canary-of-the-conversation";
  private static final GenerateRequest QUESTION =
      GenerateRequest.newBuilder()
          .addMessages(Message.newBuilder().setRole(Message.Role.USER).setText(SECRET))
          .build();

  /** How patient the engine is. */
  private record Patience(
      int firstTokenMillis, int idleMillis, int attempts, int retryAfterMillis) {
    static final Patience LONG = new Patience(10_000, 10_000, 3, 2_000);
    static final Patience SHORT = new Patience(300, 300, 3, 2_000);
  }

  private static final class Received implements AnswerSink {
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<ToolCall> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void text(String delta) {
      texts.add(delta);
      first.countDown();
    }

    @Override
    public void toolCall(ToolCall call) {
      calls.add(call);
    }
  }

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Received received = new Received();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ModelServer server(Behaviour... behaviours) throws Exception {
    ModelServer server = new ModelServer(behaviours);
    open.add(server);
    return server;
  }

  private OpenAiEngine engine(URI base, Patience patience) {
    OpenAiEngine engine =
        new OpenAiEngine(
            new OpenAiOptions(
                base,
                "some-model",
                KEY,
                Duration.ofSeconds(2),
                Duration.ofMillis(patience.firstTokenMillis()),
                Duration.ofMillis(patience.idleMillis()),
                patience.attempts(),
                Duration.ofMillis(patience.retryAfterMillis()),
                "chosen by a test"));
    open.add(0, engine);
    return engine;
  }

  private AnswerEnd ask(ModelServer server) throws Exception {
    return engine(server.base(), Patience.LONG).answer(QUESTION, received);
  }

  /** That it fails, and that neither key nor conversation show in how. */
  private Status refusal(ModelServer server, Patience patience) {
    return refusal(engine(server.base(), patience));
  }

  private Status refusal(OpenAiEngine engine) {
    StatusException refused =
        assertThrows(StatusException.class, () -> engine.answer(QUESTION, received));
    for (Throwable t = refused; t != null; t = t.getCause()) {
      assertFalse(t.toString().contains("canary"), t.toString());
    }
    return refused.getStatus();
  }

  private static void assertSays(String part, Status status) {
    assertTrue(String.valueOf(status.getDescription()).contains(part), status.toString());
  }

  @Test
  void theDeltasComeAsTheServerStreamsThem() throws Exception {
    AnswerEnd end =
        ask(server(stream(text("Hello"), text(" there."), finish("stop"), usage(7, 3))));

    assertEquals(List.of("Hello", " there."), received.texts);
    assertEquals(new AnswerEnd(FinishReason.STOP, OptionalInt.of(7), OptionalInt.of(3), 1), end);
  }

  @Test
  void aDeltaIsPassedOnBeforeTheNextOneComes() throws Exception {
    CountDownLatch passedOn = new CountDownLatch(1);
    ModelServer slow =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("one"));
              await(passedOn);
              exchange.event(text("two"));
              exchange.event(finish("stop"));
              exchange.endStream();
            });
    ask(
        slow,
        new AnswerSink() {
          @Override
          public void text(String delta) {
            received.text(delta);
            passedOn.countDown();
          }

          @Override
          public void toolCall(ToolCall call) {
            received.toolCall(call);
          }
        });
    assertEquals(List.of("one", "two"), received.texts);
  }

  private void ask(ModelServer server, AnswerSink sink) throws Exception {
    engine(server.base(), Patience.LONG).answer(QUESTION, sink);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theRequestIsWhatOpenAiCompatibleServersExpect() throws Exception {
    ModelServer server = server(stream(text("x"), finish("stop")));
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .addMessages(Message.newBuilder().setRole(Message.Role.SYSTEM).setText("Be short."))
            .addMessages(
                Message.newBuilder()
                    .setRole(Message.Role.ASSISTANT)
                    .addToolCalls(
                        ToolCall.newBuilder().setId("c1").setName("f").setArgumentsJson("{}")))
            .addMessages(
                Message.newBuilder().setRole(Message.Role.TOOL).setToolCallId("c1").setText("42"))
            .setSettings(GenerateSettings.newBuilder().setTemperature(0.7f).setMaxTokens(50))
            .addTools(Tool.newBuilder().setName("f").setParametersJson("{\"type\":\"object\"}"))
            .build();
    engine(server.base(), Patience.LONG).answer(request, received);

    ModelServer.Asked asked = server.asked().get(0);
    assertEquals("POST /v1/chat/completions HTTP/1.1", asked.line());
    assertEquals("Bearer " + KEY, asked.headers().get("authorization"));
    assertEquals("text/event-stream", asked.headers().get("accept"));
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"model":"some-model","stream":true,"stream_options":{"include_usage":true},
                 "messages":[
                   {"role":"system","content":"Be short."},
                   {"role":"assistant","content":null,"tool_calls":[
                     {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                   {"role":"tool","content":"42","tool_call_id":"c1"}],
                 "temperature":0.7,"max_tokens":50,
                 "tools":[{"type":"function","function":{
                   "name":"f","description":"","parameters":{"type":"object"}}}]}
                """);
    assertEquals(expected, new ObjectMapper().readTree(asked.body()));
  }

  @Test
  void toolCallsAreWholeWhenTheyAreHandedOver() throws Exception {
    AnswerEnd end =
        ask(
            server(
                stream(
                    piece("{'index':0,'id':'a','function':{'name':'book','arguments':''}}"),
                    piece("{'index':0,'function':{'arguments':'{\\\\'day\\\\':'}}"),
                    piece("{'index':1,'id':'b','function':{'name':'taxi','arguments':'{}'}}"),
                    piece("{'index':0,'function':{'arguments':'1}'}}"),
                    finish("tool_calls"))));

    assertEquals(FinishReason.TOOL_CALLS, end.reason());
    assertEquals(
        List.of(
            ToolCall.newBuilder()
                .setId("a")
                .setName("book")
                .setArgumentsJson("{\"day\":1}")
                .build(),
            ToolCall.newBuilder().setId("b").setName("taxi").setArgumentsJson("{}").build()),
        received.calls);
  }

  private static String piece(String json) {
    String delta = json.replace("\\\\'", "\\\"").replace('\'', '"');
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + delta + "]}}]}";
  }

  @Test
  void aToolCallCutByTheTokenLimitIsNotHandedOver() throws Exception {
    AnswerEnd end =
        ask(
            server(
                stream(
                    piece("{'index':0,'id':'a','function':{'name':'book','arguments':'{'}}"),
                    finish("length"))));
    assertEquals(FinishReason.LENGTH, end.reason());
    assertEquals(List.of(), received.calls);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "content_filter, CONTENT_FILTER",
    "eos, STOP",
  })
  void finishReasonsAreTranslated(String upstream, FinishReason expected) throws Exception {
    assertEquals(expected, ask(server(stream(text("x"), finish(upstream)))).reason());
  }

  @Test
  void aStreamWithoutDoneOrUsageEndsAllTheSame() throws Exception {
    AnswerEnd end =
        ask(
            server(
                exchange -> {
                  exchange.startStream();
                  exchange.event(text("x"));
                  exchange.event(finish("stop"));
                  exchange.endStream();
                }));
    assertEquals(OptionalInt.empty(), end.inputTokens());
    assertEquals(List.of("x"), received.texts);
  }

  @Test
  void anAnswerThatIsFinishedDoesNotWaitForTheConnectionToEnd() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("x"));
              exchange.event(finish("stop"));
              exchange.awaitGone();
            });
    assertEquals(FinishReason.STOP, ask(server).reason());
    assertTrue(server.sawTheClientGo());
  }

  @Test
  void charactersSplitBetweenPacketsAreWhole() throws Exception {
    ask(
        server(
            exchange -> {
              exchange.startStream();
              for (byte b :
                  ("data: " + text("Grüße 😀") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)) {
                exchange.bytes(new byte[] {b});
              }
              exchange.event(finish("stop"));
              exchange.endStream();
            }));
    assertEquals(List.of("Grüße 😀"), received.texts);
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    ModelServer server = server(stream(text("x"), finish("stop")));
    OpenAiEngine engine = engine(server.base(), Patience.LONG);
    // a connection is free again a moment after its answer, so the next one may come too early
    for (int i = 0; i < 100 && server.asked().size() < server.connections() + 4; i++) {
      engine.answer(QUESTION, received);
    }
    assertTrue(server.asked().size() >= server.connections() + 4, server.connections() + " used");
  }

  @Test
  void aConnectionWhoseEndComesLateIsUsedAgainToo() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("x"));
              exchange.event(finish("stop"));
              exchange.event("[DONE]");
              await(answered);
              exchange.endStream();
              ended.countDown();
            },
            exchange -> {
              stream(text("y"), finish("stop")).play(exchange);
              exchange.cut();
            });
    OpenAiEngine engine = engine(server.base(), Patience.LONG);
    engine.answer(QUESTION, received);
    answered.countDown();
    await(ended);
    // only the first connection stays open, and it is free a moment after its end
    for (int i = 0; i < 50 && server.asked().size() == server.connections(); i++) {
      engine.answer(QUESTION, received);
    }
    assertTrue(server.asked().size() > server.connections(), server.connections() + " used");
  }

  @Test
  void aStreamCutInItsMidstIsNotAskedForAgain() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("Hello"));
              await(received.first);
              exchange.cut();
            });
    Status status = refusal(server, Patience.LONG);

    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
    assertSays("in the midst of the answer", status);
    assertEquals(List.of("Hello"), received.texts);
    assertEquals(1, server.asked().size());
  }

  @Test
  void aStreamThatEndsWithoutAFinishIsACutOne() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("Hello"));
              exchange.endStream();
            });
    assertEquals(Status.Code.UNAVAILABLE, refusal(server, Patience.LONG).getCode());
  }

  @Test
  void aConnectionClosedBeforeTheFirstTokenIsTriedAgain() throws Exception {
    ModelServer server =
        server(
            ModelServer.Exchange::cut,
            exchange -> {
              exchange.startStream();
              exchange.cut();
            },
            stream(text("x"), finish("stop")));
    AnswerEnd end = ask(server);

    assertEquals(List.of("x"), received.texts);
    assertEquals(3, end.attempts());
    assertEquals(3, server.asked().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503})
  void aBusyServerIsAskedAgain(int code) throws Exception {
    ModelServer server =
        server(status(code, "", "Retry-After: 0"), stream(text("x"), finish("stop")));
    assertEquals(2, ask(server).attempts());
    assertEquals(List.of("x"), received.texts);
  }

  @Test
  void aServerIsLeftAloneForAsLongAsItAsks() throws Exception {
    ModelServer server =
        server(status(429, "", "Retry-After: 1"), stream(text("x"), finish("stop")));
    ask(server);

    long pauseNanos = server.asked().get(1).atNanos() - server.asked().get(0).atNanos();
    assertTrue(pauseNanos >= TimeUnit.MILLISECONDS.toNanos(990), pauseNanos + " ns");
  }

  @Test
  void aServerThatAsksForALongPauseIsNotAskedAgain() throws Exception {
    ModelServer server = server(status(429, "", "Retry-After: 3600"));
    Status status = refusal(server, Patience.LONG);

    assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode());
    assertEquals(1, server.asked().size());
  }

  @Test
  void attemptsAreBoundedAndReported() throws Exception {
    ModelServer server = server(status(500, "", "Retry-After: 0"));
    Status status = refusal(server, Patience.LONG);

    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
    assertSays("HTTP 500", status);
    assertSays("after 3 attempts", status);
    assertEquals(3, server.asked().size());
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, does not take this request",
    "401, FAILED_PRECONDITION, PARLEY_LLM_OPENAI_KEY",
    "403, FAILED_PRECONDITION, PARLEY_LLM_OPENAI_KEY",
    "404, NOT_FOUND, llm.openai.model",
    "413, INVALID_ARGUMENT, shorter",
    "307, FAILED_PRECONDITION, final address",
  })
  void aRefusalSaysWhatToDoAndIsNotTriedAgain(int code, Status.Code expected, String advice)
      throws Exception {
    ModelServer server = server(status(code, "", "Location: http://127.0.0.1:1/elsewhere"));
    Status status = refusal(server, Patience.LONG);

    assertEquals(expected, status.getCode());
    assertSays("HTTP " + code, status);
    assertSays(advice, status);
    assertEquals(1, server.asked().size());
  }

  @Test
  void ofTheServersOwnErrorOnlyItsCodeIsPassedOn() throws Exception {
    String body =
        "{\"error\":{\"message\":\"bad key "
            + KEY
            + " for "
            + SECRET
            + "\",\"type\":\""
            + SECRET
            + "\",\"code\":\"invalid_api_key\"}}";
    Status status = refusal(server(status(401, body)), Patience.LONG);
    assertSays("HTTP 401 (invalid_api_key)", status);
  }

  @Test
  void aCodeThatCouldBeAKeyIsNotPassedOn() throws Exception {
    String body = "{\"error\":{\"code\":\"gsk_canary0123456789\"}}";
    assertSays("HTTP 401;", refusal(server(status(401, body)), Patience.LONG));
  }

  @Test
  void anErrorInTheStreamEndsTheAnswer() throws Exception {
    ModelServer server =
        server(
            stream(
                text("Hello"),
                "{\"error\":{\"message\":\"" + SECRET + "\",\"type\":\"server_error\"}}"));
    Status status = refusal(server, Patience.LONG);

    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
    assertSays("server_error", status);
    assertEquals(1, server.asked().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"choices\":[{\"delta\":{\"content\":\"canary", "canary", "[1]", "\"canary\""})
  void anEventThatIsNoChunkIsRefused(String event) throws Exception {
    Status status = refusal(server(stream(event)), Patience.LONG);
    assertEquals(Status.Code.INTERNAL, status.getCode());
    assertSays("OpenAI-compatible", status);
  }

  @Test
  void chunksOfAnUnexpectedShapeDoNoHarm() throws Exception {
    ask(
        server(
            stream(
                "{}",
                "{\"choices\":null}",
                "{\"choices\":[{\"delta\":null}]}",
                "{\"choices\":[{\"delta\":{\"content\":null,\"tool_calls\":null}}],\"usage\":null}",
                "{\"choices\":\"x\",\"usage\":[]}",
                text("x"),
                finish("stop"))));
    assertEquals(List.of("x"), received.texts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html; charset=utf-8"})
  void anAnswerThatIsNoStreamIsRefused(String type) throws Exception {
    Status status = refusal(server(exchange -> exchange.answer(200, type, SECRET)), Patience.LONG);
    assertEquals(Status.Code.FAILED_PRECONDITION, status.getCode());
    assertSays("does not stream", status);
  }

  @Test
  void anEndlessLineIsRefused() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
              while (true) {
                exchange.bytes(block);
              }
            });
    assertSays("1048576 bytes", refusal(server, Patience.LONG));
  }

  @Test
  void aServerThatSaysNothingIsGivenUpAndLetGo() throws Exception {
    ModelServer server = server(silence());
    Status status = refusal(server, Patience.SHORT);

    assertEquals(Status.Code.DEADLINE_EXCEEDED, status.getCode());
    assertSays("llm.openai.first-token-ms", status);
    assertEquals(1, server.asked().size());
    assertTrue(server.sawTheClientGo());
  }

  @Test
  void aServerThatOnlySendsCommentsIsGivenUpToo() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.bytes(": processing\n\n".getBytes(StandardCharsets.US_ASCII));
              exchange.awaitGone();
            });
    assertSays("llm.openai.first-token-ms", refusal(server, Patience.SHORT));
    assertTrue(server.sawTheClientGo());
  }

  @Test
  void aServerThatNeverStopsSendingCommentsIsGivenUpToo() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              while (true) {
                exchange.bytes(": processing\n\n".getBytes(StandardCharsets.US_ASCII));
              }
            });
    assertSays("llm.openai.first-token-ms", refusal(server, Patience.SHORT));
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws Exception {
    ModelServer server =
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("Hello"));
              exchange.awaitGone();
            });
    Status status = refusal(server, new Patience(10_000, 300, 3, 2_000));

    assertEquals(Status.Code.DEADLINE_EXCEEDED, status.getCode());
    assertSays("llm.openai.idle-ms", status);
    assertTrue(server.sawTheClientGo());
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Status status = refusal(engine(URI.create("http://127.0.0.1:" + port + "/v1"), Patience.LONG));

    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
    assertSays("cannot connect to the model server at http://127.0.0.1:" + port, status);
    assertSays("after 3 attempts", status);
  }

  @Test
  void cancellingInTheMidstClosesTheConnection() throws Exception {
    assertCancelCloses(
        server(
            exchange -> {
              exchange.startStream();
              exchange.event(text("Hello"));
              exchange.awaitGone();
            }),
        received.first);
  }

  @Test
  void cancellingBeforeTheAnswerClosesTheConnection() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    assertCancelCloses(
        server(
            exchange -> {
              arrived.countDown();
              exchange.awaitGone();
            }),
        arrived);
  }

  private void assertCancelCloses(ModelServer server, CountDownLatch underWay) throws Exception {
    OpenAiEngine engine = engine(server.base(), Patience.LONG);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread generation =
        Thread.ofVirtual()
            .start(
                () ->
                    ended.complete(
                        assertThrows(Throwable.class, () -> engine.answer(QUESTION, received))));
    await(underWay);
    generation.interrupt();

    assertInstanceOf(InterruptedException.class, ended.get(10, TimeUnit.SECONDS));
    assertTrue(server.sawTheClientGo());
  }

  @Test
  void itSaysWhatItIsWithoutTheKey() throws Exception {
    OpenAiEngine engine = engine(URI.create("http://127.0.0.1:1/v1"), Patience.LONG);
    assertEquals("openai", engine.describe().getEngine());
    assertEquals("some-model", engine.describe().getModel());
    assertEquals("OpenAI-compatible server at http://127.0.0.1:1/v1", engine.describe().getLabel());
    assertFalse(engine.describe().toString().contains("canary"));
  }
}
