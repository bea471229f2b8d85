package dev.parley.stt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech through the service and the Sphinx engine with a small domain, over a real socket. */
class RecognisedSpeechTest {
  private static final SyntheticSpeech SPEECH = new SyntheticSpeech();

  private static AdapterServer server;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() throws URISyntaxException {
    Path library =
        Path.of(
            Objects.requireNonNull(RecognisedSpeechTest.class.getResource("library.yaml")).toURI());
    SttAdapterProvider provider = new SttAdapterProvider();
    List<Setting> known = new ArrayList<>(CommonSettings.all());
    known.addAll(provider.settings());
    Adapter adapter =
        provider.open(
            Settings.of(
                known, Map.of("stt.engine", "sphinx", "knowledge.file", library.toString())));
    server = AdapterServer.listen(adapter, "127.0.0.1", 0);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  @AfterAll
  static void stop() {
    channel.shutdownNow();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when do you open on friday",
        "how many books can i borrow",
        "where is the reading room",
        "i would like to return four books",
        "three books please",
        "tomorrow"
      })
  void whatTheDomainKnowsIsRecognised(String sentence) throws InterruptedException {
    Transcript heard = caller().say(1, SPEECH.of(sentence));
    assertEquals(sentence, heard.getText());
    assertEquals(Verdict.RECOGNISED, heard.getVerdict());
  }

  @Test
  void wordsComeWithTheirTimes() throws InterruptedException {
    Transcript heard = caller().say(1, SPEECH.of("where is the reading room"));
    assertEquals(5, heard.getWordsCount());
    long before = 0;
    for (var word : heard.getWordsList()) {
      assertTrue(word.getStartMs() >= before, heard.toString());
      assertTrue(word.getEndMs() > word.getStartMs(), heard.toString());
      before = word.getEndMs();
    }
    assertTrue(before <= heard.getAudioMs());
  }

  @Test
  void whatStandsInAPartialIsNeverTakenBack() throws InterruptedException {
    Caller caller = caller();
    caller.say(1, SPEECH.of("i would like to return four books"));
    String stable = "";
    for (Transcript partial : caller.transcripts()) {
      if (!partial.getFinal()) {
        String now = partial.getText().substring(0, partial.getStableChars());
        assertTrue(now.startsWith(stable), "'" + now + "' after '" + stable + "'");
        stable = now;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the juice of lemons makes fine punch",
        "congress passed a bill on tax reform yesterday",
        "scientists discovered a new species of frog"
      })
  void speechOfAnotherDomainIsNotUnderstood(String sentence) throws InterruptedException {
    assertEquals(Verdict.NOT_UNDERSTOOD, caller().say(1, SPEECH.of(sentence)).getVerdict());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 300, 3000})
  void noiseIsNotRecognised(int deviation) throws InterruptedException {
    Transcript heard = caller().say(1, SyntheticSpeech.noise(2000, deviation));
    assertNotEquals(Verdict.RECOGNISED, heard.getVerdict(), heard.toString());
  }

  @Test
  void aPauseIsAnsweredAndSilenceAfterItChangesNothing() throws InterruptedException {
    Caller caller = caller();
    caller.send(Caller.started(1));
    caller.speak(SPEECH.of("how many books can i borrow"));
    caller.send(Caller.paused(1, 1));
    Transcript early = caller.awaitFinal();
    caller.speak(SyntheticSpeech.silence(500));
    caller.send(Caller.finished(1, 2));
    Transcript last = caller.awaitFinal();
    assertEquals("how many books can i borrow", early.getText());
    assertEquals(early.getText(), last.getText());
    assertEquals(2, last.getFinishId());
    assertTrue(last.getAudioMs() >= early.getAudioMs() + 490, last.toString());
  }

  @Test
  void whatIsSaidAfterAPauseIsInTheNextFinal() throws InterruptedException {
    Caller caller = caller();
    caller.send(Caller.started(1));
    caller.speak(SPEECH.of("three books please"));
    caller.send(Caller.paused(1, 1));
    assertEquals("three books please", caller.awaitFinal().getText());
    caller.speak(SPEECH.of("thank you very much"));
    caller.send(Caller.finished(1, 2));
    assertEquals("three books please thank you very much", caller.awaitFinal().getText());
  }

  @Test
  void nothingComesOfADiscardedUtterance() throws InterruptedException {
    Caller caller = caller();
    caller.send(Caller.started(1));
    caller.speak(SPEECH.of("how long can i keep a book"));
    caller.send(Caller.paused(1, 1), Caller.discarded(1));
    Transcript next = caller.say(2, SPEECH.of("thank you very much"));
    assertEquals(2, next.getUtteranceId());
    assertEquals("thank you very much", next.getText());
    assertTrue(caller.finals().stream().allMatch(t -> t.getUtteranceId() == 2));
  }

  @Test
  void aCallerWhoHangsUpLeavesTheOthersUntouched() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      Caller leaving = caller();
      leaving.send(Caller.started(1));
      leaving.speak(SPEECH.of("how long can i keep a book"));
      leaving.send(Caller.finished(1, 1));
      leaving.requests.onError(new IllegalStateException("hung up"));
    }
    assertEquals("tomorrow", caller().say(1, SPEECH.of("tomorrow")).getText());
  }

  @Test
  void tenCallersAtOnceAreNotMixedUp() throws Exception {
    List<String> sentences =
        List.of(
            "when do you open on friday",
            "at what time does the library close",
            "how many books can i borrow",
            "how long can i keep a book",
            "where is the reading room",
            "is there a place to park my bicycle",
            "i would like to return four books",
            "three books please",
            "thank you very much",
            "tomorrow");
    List<short[]> spoken = sentences.stream().map(SPEECH::of).toList();
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      Caller caller = caller();
      caller.send(Caller.started(i + 1));
      callers.add(caller);
    }
    for (int i = 0; i < sentences.size(); i++) {
      callers.get(i).speak(spoken.get(i));
      callers.get(i).send(Caller.finished(i + 1, i + 1));
      callers.get(i).requests.onCompleted();
    }
    for (int i = 0; i < sentences.size(); i++) {
      Caller caller = callers.get(i);
      assertTrue(caller.end.get(30, TimeUnit.SECONDS).isOk());
      assertEquals(1, caller.finals().size());
      assertEquals(sentences.get(i), caller.finals().get(0).getText());
      for (Transcript transcript : caller.transcripts()) {
        assertEquals(i + 1, transcript.getUtteranceId());
      }
    }
  }

  @Test
  void theEngineSaysWhatItIs() {
    var engine =
        SpeechToTextGrpc.newBlockingStub(channel)
            .describe(dev.parley.proto.v1.DescribeRequest.getDefaultInstance());
    assertEquals("sphinx", engine.getEngine());
    assertEquals("demo-domain recogniser", engine.getLabel());
    assertTrue(engine.getModel().startsWith("library domain"), engine.getModel());
    assertFalse(engine.getReason().isEmpty());
  }

  private static Caller caller() {
    Caller caller = new Caller(channel);
    caller.send(Caller.config("en", 16_000));
    return caller;
  }
}
