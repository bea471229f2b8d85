package dev.parley.tts.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Adapter;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.tts.SpeechClient;
import dev.parley.tts.SpeechClient.Reading;
import dev.parley.tts.SpokenAnswer;
import dev.parley.tts.TtsAdapterProvider;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.freetts.FreeTtsFactory;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every engine, shown with FreeTTS. */
final class StreamBehaviourTest {
  private static final SynthesizeConfig DEFAULTS = SynthesizeConfig.getDefaultInstance();
  private static final String LONG_CLAUSE =
      "We have a room for you, and it looks out over the garden. ".repeat(12);

  private static SpeechEngine freeTts;
  private static SpeechClient client;

  @BeforeAll
  static void start() {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    freeTts =
        new FreeTtsFactory().open(Settings.of(provider.settings(), Map.of("tts.workers", "2")));
    client = new SpeechClient(adapter(freeTts, 50));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void clausesComeBackInOrderEachWithItsEnd() throws Exception {
    SpokenAnswer answer = client.say("One moment,", "I will look it up.", "Here it is.");

    List<Long> order = new ArrayList<>();
    for (SynthesizeResponse message : answer.messages()) {
      long id =
          switch (message.getResponseCase()) {
            case AUDIO -> message.getAudio().getClauseId();
            case MARK -> message.getMark().getClauseId();
            case CLAUSE_END -> message.getClauseEnd().getClauseId();
            case RESPONSE_NOT_SET -> 0;
          };
      if (order.isEmpty() || order.get(order.size() - 1) != id) {
        order.add(id);
      }
    }
    assertEquals(List.of(1L, 2L, 3L), order);
    assertEquals(3, answer.ends().size());
  }

  @Test
  void nothingToSpeakGivesNoAudioButAnEnd() throws Exception {
    SpokenAnswer answer = client.say("", "...", "\uD83D\uDE00", "**", "你好");

    assertEquals(5, answer.ends().size());
    assertTrue(answer.ends().stream().allMatch(end -> end.getAudioMs() == 0));
    assertTrue(answer.ends().stream().noneMatch(end -> end.hasFirstAudioUs()));
    assertEquals(5, answer.messages().size());
  }

  @Test
  void chunksAreTwentyMillisecondsAndAudible() throws Exception {
    SpokenAnswer answer = client.say("Please hold the line.");

    var chunks = answer.chunks(1);
    for (int i = 0; i < chunks.size(); i++) {
      int bytes = chunks.get(i).getPcm().size();
      assertTrue(i == chunks.size() - 1 ? bytes <= 640 : bytes == 640, "chunk of " + bytes);
    }
    assertTrue(SpokenAnswer.peak(answer.samples(1), 0, 320) > 170, "the first chunk is silent");
  }

  @Test
  void theEndOfAClauseDecidesItsPause() throws Exception {
    int none = millis("good evening");
    int comma = millis("good evening,");
    SpokenAnswer sentence = client.say("good evening.");

    assertEquals(100, comma - none);
    short[] samples = sentence.samples(1);
    assertEquals(0, SpokenAnswer.peak(samples, samples.length - 250 * 16, samples.length));
  }

  @Test
  void audioIsSentWhileTheClauseIsStillBeingSaid() throws Exception {
    GatedEngine engine = new GatedEngine(freeTts, 20);
    try (SpeechClient gated = new SpeechClient(adapter(engine, 50))) {
      SpeechClient.Stream stream = gated.open();
      stream.configure(DEFAULTS);
      stream.clause(1, "Breakfast is served from seven to ten in the garden room.");

      SynthesizeResponse first = stream.next();
      while (!first.hasAudio()) {
        first = stream.next();
      }
      assertTrue(engine.atGate.await(20, TimeUnit.SECONDS));
      engine.gate.countDown();
      stream.halfClose();
      assertEquals(1, stream.await().ends().size());
    }
  }

  @Test
  void cancellingStopsTheEngineWithinOneBlock() throws Exception {
    GatedEngine engine = new GatedEngine(freeTts, 20);
    try (SpeechClient gated = new SpeechClient(adapter(engine, 50))) {
      SpeechClient.Stream stream = gated.open();
      stream.configure(DEFAULTS);
      stream.clause(1, LONG_CLAUSE);
      assertTrue(engine.atGate.await(20, TimeUnit.SECONDS));

      stream.cancel();

      assertTrue(engine.pieceOver.await(20, TimeUnit.SECONDS));
      assertEquals(1, engine.blocksAfterCancel());
      assertEquals(1, engine.pieces());
    }
  }

  @Test
  void callersWhoDoNotReadTakeNoWorkerAndLittleMemory() throws Exception {
    GatedEngine engine = new GatedEngine(freeTts, Integer.MAX_VALUE);
    try (SpeechClient gated = new SpeechClient(adapter(engine, 50))) {
      List<SpeechClient.Stream> deaf = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SpeechClient.Stream stream = gated.open(Reading.ON_REQUEST);
        stream.configure(DEFAULTS);
        stream.clause(1, LONG_CLAUSE);
        stream.clause(2, LONG_CLAUSE);
        deaf.add(stream);
      }
      // were a worker held by one of the eight, this would not end; on a connection of its own,
      // since the eight hold the window of theirs
      SpokenAnswer answer = client.say("Good evening.");
      assertEquals(1, answer.ends().size());

      SpeechClient.Stream hearing = deaf.get(0);
      hearing.halfClose();
      hearing.request(Integer.MAX_VALUE);
      assertEquals(2, hearing.await().ends().size());
      // 24 pieces were for the one that read; of the 24 of each of the others, 3 s and a piece
      // fit into the transport, and 2 s and a piece into the stream
      int forTheDeaf = engine.pieces() - 24;
      assertTrue(forTheDeaf <= 7 * 6, forTheDeaf + " pieces said to nobody");
      deaf.forEach(SpeechClient.Stream::cancel);
    }
  }

  @Test
  void eightAtOnceSoundLikeOneAlone() throws Exception {
    String text = "Your table for two is booked at half past seven, near the window.";
    byte[] alone = client.say(text).pcm(1);
    List<SpeechClient.Stream> streams = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SpeechClient.Stream stream = client.open();
      stream.configure(DEFAULTS);
      stream.clause(1, text);
      stream.halfClose();
      streams.add(stream);
    }
    for (SpeechClient.Stream stream : streams) {
      assertArrayEquals(alone, stream.await().pcm(1));
    }
  }

  @Test
  void theInProcessChannelCarriesTheSameMessages() throws Exception {
    String[] clauses = {"Good evening,", "", LONG_CLAUSE};
    SpokenAnswer overSocket = client.say(clauses);
    try (SpeechClient near = SpeechClient.inProcess(adapter(freeTts, 50), "same-messages")) {
      SpokenAnswer inProcess = near.say(clauses);

      for (int id = 1; id <= clauses.length; id++) {
        assertArrayEquals(overSocket.pcm(id), inProcess.pcm(id));
        assertEquals(overSocket.marks(id), inProcess.marks(id));
      }
    }
  }

  @Test
  void theInProcessChannelIsServedOnlyWhatItAsksFor() throws Exception {
    GatedEngine engine = new GatedEngine(freeTts, Integer.MAX_VALUE);
    try (SpeechClient near = SpeechClient.inProcess(adapter(engine, 50), "on-request")) {
      SpeechClient.Stream stream = near.open(Reading.ON_REQUEST);
      stream.configure(DEFAULTS);
      stream.clause(1, LONG_CLAUSE);
      stream.halfClose();
      stream.request(1);
      stream.next();
      assertTrue(engine.pieceOver.await(20, TimeUnit.SECONDS));

      assertEquals(0, stream.waiting());
      assertTrue(engine.pieces() <= 2, engine.pieces() + " pieces said to nobody");
      stream.request(Integer.MAX_VALUE);
      assertEquals(1, stream.await().ends().size());
    }
  }

  @Test
  void moreStreamsThanAllowedAreRefusedUntilOneIsOver() throws Exception {
    try (SpeechClient small = new SpeechClient(adapter(new GatedEngine(freeTts, 999), 1))) {
      SpeechClient.Stream first = small.open();
      first.configure(DEFAULTS);
      first.clause(1, "One.");
      assertTrue(first.next().hasMark());

      Status refusal =
          assertThrows(StatusRuntimeException.class, () -> small.say("Two.")).getStatus();
      assertEquals(Status.Code.RESOURCE_EXHAUSTED, refusal.getCode());
      assertTrue(String.valueOf(refusal.getDescription()).contains("tts.max-streams"));

      first.halfClose();
      first.await();
      assertEquals(1, small.say("Three.").ends().size());
    }
  }

  @Test
  void anEngineThatBreaksEndsItsStreamAndNoOther() throws Exception {
    BreakingEngine engine = new BreakingEngine(freeTts, "break");
    try (SpeechClient breaking = new SpeechClient(adapter(engine, 1))) {
      for (int i = 0; i < 3; i++) {
        Status status =
            assertThrows(StatusRuntimeException.class, () -> breaking.say("Now break."))
                .getStatus();
        assertEquals(Status.Code.INTERNAL, status.getCode());
      }
      assertEquals(1, breaking.say("Good evening.").ends().size());
    }
  }

  @Test
  void aClauseBeforeTheConfigIsRefused() {
    assertRefused("must be a config", clause(1, "Hello."));
  }

  @Test
  void aSecondConfigIsRefused() {
    assertRefused("config comes once", config(DEFAULTS), config(DEFAULTS));
  }

  @Test
  void idsThatDoNotRiseAreRefused() {
    assertRefused("ids must rise", config(DEFAULTS), clause(2, "One."), clause(2, "Two."));
    assertRefused("ids must rise", config(DEFAULTS), clause(0, "One."));
  }

  @Test
  void anEmptyRequestIsRefused() {
    assertRefused("found neither", SynthesizeRequest.getDefaultInstance());
  }

  @Test
  void aClauseOfMoreThanAThousandCharactersIsRefused() {
    assertRefused("at most 1000", config(DEFAULTS), clause(1, "a ".repeat(501)));
  }

  @Test
  void unknownVoicesAndImpossibleRatesAreRefused() {
    assertRefused("kevin16", config(SynthesizeConfig.newBuilder().setVoice("nobody").build()));
    for (float rate : new float[] {0.4f, 2.1f, -1, Float.NaN}) {
      assertRefused("rate must be", config(SynthesizeConfig.newBuilder().setRate(rate).build()));
    }
  }

  @Test
  void aStreamWithoutClausesEndsAtOnce() throws Exception {
    assertEquals(List.of(), client.say().messages());
  }

  private static int millis(String clause) throws Exception {
    return client.say(clause).ends().get(0).getAudioMs();
  }

  private static void assertRefused(String reason, SynthesizeRequest... requests) {
    SpeechClient.Stream stream = client.open();
    for (SynthesizeRequest request : requests) {
      stream.send(request);
    }
    Status status = assertThrows(StatusRuntimeException.class, stream::await).getStatus();
    assertEquals(Status.Code.INVALID_ARGUMENT, status.getCode());
    assertTrue(String.valueOf(status.getDescription()).contains(reason), status::toString);
  }

  private static SynthesizeRequest config(SynthesizeConfig config) {
    return SynthesizeRequest.newBuilder().setConfig(config).build();
  }

  private static SynthesizeRequest clause(long id, String text) {
    return SynthesizeRequest.newBuilder()
        .setClause(Clause.newBuilder().setClauseId(id).setText(text))
        .build();
  }

  private static Adapter adapter(SpeechEngine engine, int maxStreams) {
    TextToSpeechService service =
        new TextToSpeechService(
            engine, EngineDescription.getDefaultInstance(), new Pauses(100, 250), maxStreams);
    return new Adapter() {
      @Override
      public BindableService service() {
        return service;
      }

      @Override
      public EngineDescription engine() {
        return EngineDescription.getDefaultInstance();
      }

      @Override
      public void close() {
        service.close(); // the engine is shared by the tests
      }
    };
  }
}
