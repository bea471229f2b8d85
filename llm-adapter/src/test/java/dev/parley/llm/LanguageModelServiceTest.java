package dev.parley.llm;

import static dev.parley.llm.LlmClient.message;
import static dev.parley.llm.LlmClient.question;
import static dev.parley.llm.ModelServer.finish;
import static dev.parley.llm.ModelServer.models;
import static dev.parley.llm.ModelServer.stream;
import static dev.parley.llm.ModelServer.text;
import static dev.parley.llm.ModelServer.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.Hop;
import dev.parley.llm.LlmClient.Answer;
import dev.parley.llm.LlmClient.Reading;
import dev.parley.llm.LlmClient.Stream;
import dev.parley.llm.ModelServer.Behaviour;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateEnd.FinishReason;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateSettings;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.Message.Role;
import dev.parley.proto.v1.Tool;
import dev.parley.proto.v1.ToolCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class LanguageModelServiceTest {
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static Adapter adapter(Map<String, String> settings) {
    LlmAdapterProvider provider = new LlmAdapterProvider(Map.of(), Map.of());
    return provider.open(ProviderSettings.of(provider, settings));
  }

  private LlmClient concierge(String... settings) {
    Map<String, String> all = new HashMap<>(Map.of("llm.engine", "concierge"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return opened(new LlmClient(adapter(all)));
  }

  private LlmClient opened(LlmClient client) {
    open.add(0, client);
    return client;
  }

  private ModelServer modelServer(Behaviour behaviour) throws Exception {
    ModelServer server = new ModelServer(models("some-model"), behaviour);
    open.add(server);
    return server;
  }

  private LlmClient clientOf(ModelServer server) {
    return opened(
        new LlmClient(
            adapter(Map.of("llm.engine", "openai", "llm.openai.url", server.base().toString()))));
  }

  private static Status refusal(Stream stream) {
    return assertThrows(StatusRuntimeException.class, stream::await).getStatus();
  }

  private static void assertSays(String part, Status status) {
    assertTrue(String.valueOf(status.getDescription()).contains(part), status.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"socket", "in-process"})
  void theConciergeAnswersWordByWord(String channel) throws Exception {
    LlmClient client =
        channel.equals("socket")
            ? concierge()
            : opened(LlmClient.inProcess(adapter(Map.of("llm.engine", "concierge")), channel));
    Answer answer = client.ask("when is breakfast");

    assertTrue(answer.text().contains("reakfast"), answer.text());
    assertTrue(answer.deltas().size() > 5, answer.deltas().toString());
    assertEquals(FinishReason.STOP, answer.end().getReason());
    assertEquals(answer.deltas().size(), answer.end().getOutputTokens());
  }

  @Test
  void theEndTellsHowLongItTook() throws Exception {
    Answer answer = concierge("llm.concierge.first-token-ms", "30").ask("when is breakfast");

    assertTrue(answer.end().getFirstTokenUs() >= 30_000, answer.end().toString());
    assertTrue(answer.end().getTotalUs() >= answer.end().getFirstTokenUs());
    assertEquals(1, answer.end().getAttempts());
  }

  @Test
  void theConversationBeforeTheQuestionCounts() throws Exception {
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .addMessages(message(Role.USER, "book a room"))
            .addMessages(message(Role.ASSISTANT, "For which day would you like the room?"))
            .addMessages(message(Role.USER, "today"))
            .build();
    assertEquals(
        "For today. At what time will you arrive?", concierge().open(request).await().text());
  }

  @Test
  void anAnswerIsCutAtTheTokenLimit() throws Exception {
    GenerateRequest request =
        question("when is breakfast").toBuilder()
            .setSettings(GenerateSettings.newBuilder().setMaxTokens(3))
            .build();
    Answer answer = concierge().open(request).await();

    assertEquals(3, answer.deltas().size());
    assertEquals(FinishReason.LENGTH, answer.end().getReason());
  }

  @Test
  void theEngineDescribesItselfHonestly() {
    EngineDescription engine = concierge().describe();
    assertEquals("concierge", engine.getEngine());
    assertTrue(engine.getLabel().contains("not a large model"), engine.getLabel());
    assertEquals("chosen by llm.engine", engine.getReason());
  }

  static List<Arguments> requestsBeyondTheLimits() {
    Message user = message(Role.USER, "hello");
    GenerateRequest good = GenerateRequest.newBuilder().addMessages(user).build();
    return List.of(
        Arguments.of("no messages", GenerateRequest.getDefaultInstance(), "1 to 256 messages"),
        Arguments.of(
            "too many messages",
            good.toBuilder().addAllMessages(Collections.nCopies(256, user)).build(),
            "found 257"),
        Arguments.of(
            "a message without a role",
            good.toBuilder().addMessages(Message.newBuilder().setText("x")).build(),
            "messages[1] has no known role"),
        Arguments.of(
            "a tool's result without its call",
            good.toBuilder().addMessages(message(Role.TOOL, "42")).build(),
            "tool_call_id"),
        Arguments.of(
            "the assistant's own message last",
            good.toBuilder().addMessages(message(Role.ASSISTANT, "hi")).build(),
            "the last message"),
        Arguments.of(
            "a temperature beyond 2",
            good.toBuilder()
                .setSettings(GenerateSettings.newBuilder().setTemperature(2.5f))
                .build(),
            "from 0 to 2"),
        Arguments.of(
            "a temperature that is no number",
            good.toBuilder()
                .setSettings(GenerateSettings.newBuilder().setTemperature(Float.NaN))
                .build(),
            "from 0 to 2"),
        Arguments.of(
            "a negative length",
            good.toBuilder().setSettings(GenerateSettings.newBuilder().setMaxTokens(-1)).build(),
            "max_tokens"),
        Arguments.of(
            "too many tools",
            good.toBuilder()
                .addAllTools(Collections.nCopies(65, Tool.newBuilder().setName("f").build()))
                .build(),
            "at most 64 tools"),
        Arguments.of(
            "a tool's name with a blank",
            good.toBuilder().addTools(Tool.newBuilder().setName("book it")).build(),
            "rename the tool"),
        Arguments.of(
            "parameters that are no object",
            good.toBuilder()
                .addTools(Tool.newBuilder().setName("f").setParametersJson("{"))
                .build(),
            "must be a JSON object"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requestsBeyondTheLimits")
  void aRequestBeyondTheLimitsIsRefused(String name, GenerateRequest request, String complaint) {
    Status status = refusal(concierge().open(request));
    assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode(), name);
    assertSays(complaint, status);
  }

  @Test
  void moreAnswersThanAllowedAreRefused() throws Exception {
    LlmClient client =
        concierge("llm.max-generations", "1", "llm.concierge.tokens-per-second", "1");
    Stream first = client.open(question("when is breakfast"));
    first.next();

    Status status = refusal(client.open(question("when is breakfast")));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getCode());
    assertSays("llm.max-generations", status);
    first.cancel();
  }

  @Test
  void cancellingMakesRoomForTheNextAnswerAtOnce() throws Exception {
    // an answer of more than ten words, so ten seconds at least, if it went on
    LlmClient client =
        concierge("llm.max-generations", "1", "llm.concierge.tokens-per-second", "1");
    Stream first = client.open(question("when is breakfast"));
    first.next();
    first.cancel();

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    boolean accepted = false;
    while (!accepted && System.nanoTime() < deadline) {
      Stream next = client.open(question("when is breakfast"));
      accepted = isAccepted(next);
      next.cancel();
    }
    assertTrue(accepted);
  }

  private static boolean isAccepted(Stream stream) {
    while (!stream.hasNext() && !stream.isOver()) {
      Thread.onSpinWait();
    }
    return stream.hasNext();
  }

  @Test
  void cancellingLetsTheModelServerGo() throws Exception {
    ModelServer server =
        modelServer(
            exchange -> {
              exchange.startStream();
              exchange.event(text("Hello"));
              exchange.awaitGone();
            });
    Stream stream = clientOf(server).open(question("hello"));
    assertEquals("Hello", stream.next().getTextDelta());
    stream.cancel();

    assertTrue(server.sawTheClientGo());
  }

  @Test
  void stoppingTheAdapterEndsWhatIsUnderWay() throws Exception {
    Adapter adapter =
        adapter(Map.of("llm.engine", "concierge", "llm.concierge.tokens-per-second", "1"));
    Stream stream = opened(new LlmClient(adapter)).open(question("when is breakfast"));
    stream.next();
    adapter.close();

    Status status = refusal(stream);
    assertEquals(Status.Code.UNAVAILABLE, status.getCode());
    assertSays("is stopping", status);
  }

  @Test
  void aReaderThatPausesGetsTheWholeAnswer() throws Exception {
    LlmClient client =
        opened(LlmClient.inProcess(adapter(Map.of("llm.engine", "concierge")), "pausing"));
    Stream stream = client.open(question("when is breakfast"), Reading.ON_REQUEST);
    stream.read(2);
    stream.next();
    stream.next();
    stream.read(1_000);

    assertEquals(client.ask("when is breakfast").text(), stream.await().text());
  }

  @Test
  void whatTheModelServerStreamsReachesTheCaller() throws Exception {
    String call =
        "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
            + "{\"name\":\"taxi\",\"arguments\":\"{}\"}}]}}]}";
    ModelServer server =
        modelServer(stream(text("One"), text(" moment."), call, finish("tool_calls"), usage(9, 4)));
    Answer answer = clientOf(server).ask("a taxi please");

    assertEquals(List.of("One", " moment."), answer.deltas());
    assertEquals(
        List.of(ToolCall.newBuilder().setId("c").setName("taxi").setArgumentsJson("{}").build()),
        answer.toolCalls());
    assertEquals(FinishReason.TOOL_CALLS, answer.end().getReason());
    assertEquals(9, answer.end().getInputTokens());
    assertEquals(4, answer.end().getOutputTokens());
  }

  @Test
  void aRefusalOfTheModelServerReachesTheCaller() throws Exception {
    Status status =
        refusal(clientOf(modelServer(ModelServer.status(401, ""))).open(question("hello")));
    assertEquals(Status.Code.FAILED_PRECONDITION, status.getCode());
    assertSays("PARLEY_LLM_OPENAI_KEY", status);
  }

  @Test
  void theSystemPromptGoesBeforeAConversationWithoutOne() throws Exception {
    ModelServer server = modelServer(stream(text("x"), finish("stop")));
    clientOf(server).ask("hello");

    String body = server.asked().get(1).body();
    assertTrue(
        body.contains("[{\"role\":\"system\",\"content\":\"You are an AI voice assistant"), body);
  }

  @Test
  void aConversationsOwnSystemMessageIsLeftAlone() throws Exception {
    ModelServer server = modelServer(stream(text("x"), finish("stop")));
    GenerateRequest request =
        GenerateRequest.newBuilder()
            .addMessages(message(Role.SYSTEM, "Speak like a pirate."))
            .addMessages(message(Role.USER, "hello"))
            .build();
    clientOf(server).open(request).await();

    assertFalse(server.asked().get(1).body().contains("AI voice assistant"));
  }

  @Test
  void theHopIsFoundByItsProvider() {
    assertTrue(
        ServiceLoader.load(AdapterProvider.class).stream().anyMatch(p -> p.get().hop() == Hop.LLM));
  }
}
