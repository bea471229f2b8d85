package dev.parley.llm;

import static dev.parley.llm.ModelServer.models;
import static dev.parley.llm.ModelServer.silence;
import static dev.parley.llm.ModelServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.Check;
import dev.parley.adapter.UserError;
import dev.parley.llm.ModelServer.Behaviour;
import dev.parley.proto.v1.EngineDescription;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EngineChoiceTest {
  private static final String KEY = "sk-canary-0123456789";

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, URI> localServers = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ModelServer server(Behaviour behaviour) throws Exception {
    ModelServer server = new ModelServer(behaviour);
    open.add(server);
    return server;
  }

  private static String nobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }
  }

  private EngineDescription choose(String... settings) {
    LlmAdapterProvider provider = provider();
    try (Adapter adapter = provider.open(ProviderSettings.of(provider, map(settings)))) {
      return adapter.engine();
    }
  }

  private LlmAdapterProvider provider() {
    return new LlmAdapterProvider(environment, localServers);
  }

  private static Map<String, String> map(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return map;
  }

  /** That it cannot be opened, and that no key shows in why. */
  private String complaint(String... settings) {
    String complaint =
        String.valueOf(assertThrows(UserError.class, () -> choose(settings)).getMessage());
    assertFalse(complaint.contains("canary"), complaint);
    return complaint;
  }

  private List<Check> doctor(String... settings) {
    LlmAdapterProvider provider = provider();
    return provider.doctor(ProviderSettings.of(provider, map(settings)));
  }

  private static void assertSays(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void withoutAnyModelServerTheConciergeAnswers() throws Exception {
    localServers.put("Ollama", URI.create(nobody()));
    EngineDescription engine = choose();

    assertEquals("concierge", engine.getEngine());
    assertEquals(
        "auto: no OpenAI-compatible server found on this machine (Ollama)", engine.getReason());
  }

  @Test
  void aModelServerOnThisMachineIsFound() throws Exception {
    localServers.put("Ollama", URI.create(nobody()));
    localServers.put("vLLM", server(models("nomic-embed-text", "some-model")).base());
    EngineDescription engine = choose();

    assertEquals("openai", engine.getEngine());
    assertEquals("some-model", engine.getModel());
    assertEquals("auto: vLLM answers here", engine.getReason());
  }

  @Test
  void theFirstOfSeveralIsTaken() throws Exception {
    localServers.put("Ollama", server(models("first")).base());
    localServers.put("vLLM", server(models("second")).base());
    assertEquals("first", choose().getModel());
  }

  @Test
  void aServerOnThisMachineWithoutTheWantedModelIsPassedOver() throws Exception {
    localServers.put("Ollama", server(models("first")).base());
    localServers.put("vLLM", server(models("other", "wanted")).base());
    EngineDescription engine = choose("llm.openai.model", "wanted");

    assertEquals("wanted", engine.getModel());
    assertEquals("auto: vLLM answers here", engine.getReason());
  }

  @ParameterizedTest
  @CsvSource({"200, <html>a gateway</html>", "200, '{\"status\":\"ok\"}'", "404, ''", "500, ''"})
  void whatIsNoListOfModelsIsNoModelServer(int code, String body) throws Exception {
    localServers.put("llama.cpp", server(status(code, body)).base());
    assertEquals("concierge", choose().getEngine());
  }

  @Test
  void aSilentServerOnThisMachineIsPassedOver() throws Exception {
    localServers.put("llama.cpp", server(silence()).base());
    assertEquals("concierge", choose().getEngine());
  }

  @Test
  void noKeyIsSentToServersThatWereNotConfigured() throws Exception {
    ModelServer found = server(models("some-model"));
    localServers.put("Ollama", found.base());
    environment.put("OPENAI_API_KEY", KEY);
    choose("llm.openai.key", KEY);

    assertNull(found.asked().get(0).headers().get("authorization"));
  }

  @Test
  void theConfiguredServerComesBeforeThoseOnThisMachine() throws Exception {
    ModelServer configured = server(models("some-model"));
    localServers.put("Ollama", server(models("other")).base());
    EngineDescription engine = choose("llm.openai.url", configured.base().toString());

    assertEquals("some-model", engine.getModel());
    assertEquals("auto: " + configured.base() + " answers", engine.getReason());
  }

  @Test
  void whenTheConfiguredServerIsAwayTheConciergeSaysSo() throws Exception {
    String away = nobody();
    EngineDescription engine = choose("llm.openai.url", away);

    assertEquals("concierge", engine.getEngine());
    assertSays(away + " can't be used: not reachable", engine.getReason());
  }

  @Test
  void aConfiguredServerWithoutAListNeedsTheModelsName() throws Exception {
    String url = server(status(404, "")).base().toString();
    assertEquals("concierge", choose("llm.openai.url", url).getEngine());
    assertEquals("named", choose("llm.openai.url", url, "llm.openai.model", "named").getModel());
    assertSays("llm.openai.model", complaint("llm.engine", "openai", "llm.openai.url", url));
  }

  @Test
  void aChosenServerThatIsAwayIsAnErrorThatNamesIt() throws Exception {
    String away = nobody();
    String complaint = complaint("llm.engine", "openai", "llm.openai.url", away);
    assertSays(away, complaint);
    assertSays("not reachable", complaint);
    assertSays("start it", complaint);
  }

  @Test
  void aChosenServerThatRefusesTheKeyIsAnErrorWithoutTheKey() throws Exception {
    String url = server(status(401, "{\"error\":{\"message\":\"" + KEY + "\"}}")).base().toString();
    assertSays(
        "PARLEY_LLM_OPENAI_KEY",
        complaint("llm.engine", "openai", "llm.openai.url", url, "llm.openai.key", KEY));
  }

  @Test
  void aChosenServerWithoutAnAddressIsAnError() {
    assertSays("llm.openai.url is empty", complaint("llm.engine", "openai"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-canary\r\nX: y", "sk-canary\u00e9", "sk-canary\u0000"})
  void aKeyThatNoHeaderCanHoldIsAnErrorWithoutTheKey(String key) throws Exception {
    String url = server(models("some-model")).base().toString();
    assertSays(
        "llm.openai.key",
        complaint("llm.engine", "openai", "llm.openai.url", url, "llm.openai.key", key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:canary@127.0.0.1:1/v1", "http://127.0.0.1:1/v1?key=canary"})
  void anAddressThatHoldsASecretIsAnErrorWithoutTheSecret(String url) {
    assertSays("llm.openai.url", complaint("llm.openai.url", url));
    assertSays("PARLEY_LLM_OPENAI_KEY", complaint("llm.openai.url", url));
  }

  @Test
  void theConciergeCanBeChosenWhateverElseIsThere() throws Exception {
    localServers.put("Ollama", server(models("some-model")).base());
    assertEquals("concierge", choose("llm.engine", "concierge").getEngine());
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, true",
    "https://API.openai.com, true",
    "http://api.openai.com/v1, false",
    "https://api.openai.com.example.org/v1, false",
    "http://127.0.0.1:11434/v1, false",
  })
  void openAisOwnKeyIsOnlySentToOpenAi(String url, boolean sent) {
    String found =
        LlmSettings.openAiKey(
            ProviderSettings.of(provider(), map("llm.openai.url", url)),
            Map.of("OPENAI_API_KEY", KEY));
    assertEquals(sent, KEY.equals(found));
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:11434, http://127.0.0.1:11434/v1",
    "http://127.0.0.1:11434/, http://127.0.0.1:11434/v1",
    "http://127.0.0.1:11434/v1/, http://127.0.0.1:11434/v1",
    "https://example.org/api/openai, https://example.org/api/openai",
  })
  void anAddressWithoutAPathGetsTheUsualOne(String url, URI expected) {
    assertEquals(
        expected,
        LlmSettings.openAiBase(ProviderSettings.of(provider(), map("llm.openai.url", url))));
  }

  @Test
  void theDoctorNamesAChosenServerThatIsAway() throws Exception {
    List<Check> checks = doctor("llm.engine", "openai", "llm.openai.url", nobody());
    assertEquals(Check.Status.FAILED, checks.get(0).status());
    assertSays("not reachable", checks.get(0).found());
  }

  @Test
  void theDoctorWarnsWhereTheConciergeStandsIn() throws Exception {
    List<Check> checks = doctor("llm.openai.url", nobody());
    assertEquals(Check.Status.WARNING, checks.get(0).status());
    assertSays("so the concierge answers", checks.get(0).found());
  }

  @Test
  void theDoctorOfAFreshInstallationFindsNothingBroken() {
    List<Check> checks = doctor();
    assertEquals(
        List.of(Check.Status.ABSENT, Check.Status.OK), checks.stream().map(Check::status).toList());
  }

  @Test
  void theDoctorWarnsOfAKeyInPlainText() {
    List<Check> checks =
        doctor(
            "llm.engine", "concierge",
            "llm.openai.url", "http://model.invalid/v1",
            "llm.openai.key", KEY);
    assertTrue(
        checks.stream().anyMatch(c -> c.found().startsWith("would travel unencrypted")),
        checks.toString());
  }

  @Test
  void theDoctorSurvivesAnAddressThatCannotBeUsed() {
    List<Check> checks =
        doctor("llm.engine", "concierge", "llm.openai.url", "http://me:canary@127.0.0.1:1/v1");
    assertTrue(checks.stream().anyMatch(c -> c.found().contains("without user")));
    assertFalse(checks.toString().contains("canary"));
  }
}
