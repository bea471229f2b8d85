package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import dev.parley.stt.Recognition;
import dev.parley.stt.RecognitionOptions;
import dev.parley.stt.TranscriptListener;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine through the real native library, with a model that hears tones as words. */
@Timeout(120)
class WhisperEngineTest {
  private static final String SENTENCE = "i would like to book a room for two nights please";
  private static final ToneWhisperModel TONES = ToneWhisperModel.ofWords();
  private static final int FRAME = 320;

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  static Path dir;

  @SuppressWarnings("NullAway.Init")
  private static WhisperEngine engine;

  @BeforeAll
  static void load() throws IOException {
    Path file = dir.resolve("tone.bin");
    TONES.write(file);
    engine = WhisperEngine.load(file, 2, 100, "test");
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void aClosedUtteranceIsAnsweredWithItsWords() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, SENTENCE);
      stream.finish(7, true);

      Transcript last = heard.awaitFinal(7);
      assertEquals(SENTENCE, last.getText());
      assertEquals(Verdict.RECOGNISED, last.getVerdict());
      assertEquals(1, last.getUtteranceId());
      assertEquals(4_400, last.getAudioMs());
      assertTrue(last.getComputeUs() > 0);
    }
  }

  @Test
  void partialsGrowAndTheirStablePrefixIsNeverRetracted() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      String said = "";
      for (String word : SENTENCE.split(" ")) {
        say(stream, word);
        said = said.isEmpty() ? word : said + " " + word;
        if (said.length() > 1) { // 0.4 s are too little for a partial
          heard.awaitPartial(said);
        }
      }
      stream.finish(1, true);
      heard.awaitFinal(1);
    }
    assertNothingStableWasRetracted(heard);
    assertTrue(heard.partials().size() >= 10, heard.partials().toString());
    Transcript last = heard.partials().get(heard.partials().size() - 1);
    assertEquals("i would like to book a room for two nights".length(), last.getStableChars());
  }

  @Test
  void silenceIsNoSpeechAndIsNotDecoded() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, "- - - - -");
      heard.awaitPartial("");
      stream.finish(1, true);

      Transcript last = heard.awaitFinal(1);
      assertEquals(Verdict.NO_SPEECH, last.getVerdict());
      assertEquals("", last.getText());
    }
    heard.partials().forEach(partial -> assertEquals("", partial.getText()));
  }

  @Test
  void soundThatIsNoWordIsNotUnderstood() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      short[] hum = new short[32_000];
      for (int i = 0; i < hum.length; i++) {
        hum[i] = (short) (5_000 * Math.sin(2 * Math.PI * 60 * i / 16_000.0));
      }
      send(stream, hum);
      stream.finish(1, true);

      assertEquals(Verdict.NOT_UNDERSTOOD, heard.awaitFinal(1).getVerdict());
    }
  }

  @Test
  void anUtteranceWithoutAudioIsNoSpeech() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      stream.finish(1, true);

      assertEquals(Verdict.NO_SPEECH, heard.awaitFinal(1).getVerdict());
    }
  }

  @Test
  void anEarlyFinalStandsWhenOnlySilenceFollows() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, "a room please -");
      stream.finish(1, false);
      assertEquals("a room please", heard.awaitFinal(1).getText());

      say(stream, "- -");
      stream.finish(2, true);

      Transcript last = heard.awaitFinal(2);
      assertEquals("a room please", last.getText());
      assertEquals(2_400, last.getAudioMs());
    }
  }

  @Test
  void speechAfterAnEarlyFinalIsHeardInTheNextOne() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, "a room");
      stream.finish(1, false);
      assertEquals("a room", heard.awaitFinal(1).getText());
      say(stream, "for two nights");
      stream.finish(2, true);

      assertEquals("a room for two nights", heard.awaitFinal(2).getText());
    }
  }

  @Test
  void aLaterFinishSupersedesTheOneBefore() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, "a room");
      stream.finish(1, false);
      say(stream, "for two");
      stream.finish(2, true);

      assertEquals("a room for two", heard.awaitFinal(2).getText());
      List<Long> answered =
          heard.all().stream().filter(Transcript::getFinal).map(Transcript::getFinishId).toList();
      assertTrue(
          answered.equals(List.of(2L)) || answered.equals(List.of(1L, 2L)), answered.toString());
    }
  }

  @Test
  void theNextUtteranceMayBeginBeforeTheFinalOfTheLast() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, "would please please");
      stream.finish(1, true);
      stream.start(2);
      say(stream, "like please please");
      stream.finish(2, true);

      assertEquals("would please please", heard.awaitFinal(1).getText());
      assertEquals("like please please", heard.awaitFinal(2).getText());
      assertEquals(2, heard.awaitFinal(2).getUtteranceId());
    }
  }

  @Test
  void nothingIsSaidOfADiscardedUtterance() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      say(stream, SENTENCE);
      stream.finish(1, false);
      stream.discard();
      int before = heard.all().size();

      stream.start(2);
      say(stream, "a room please");
      stream.finish(2, true);
      heard.awaitFinal(2);

      List<Transcript> after = heard.all().subList(before, heard.all().size());
      assertTrue(after.stream().allMatch(t -> t.getUtteranceId() == 2), after.toString());
    }
  }

  @Test
  void twelveStreamsOnTwoDecodersAreNotMixedUp() throws Exception {
    List<Recognition> streams = new ArrayList<>();
    List<HeardTranscripts> heard = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      heard.add(new HeardTranscripts());
      streams.add(open(heard.get(i)));
      said.add(
          String.join(
              " ",
              ToneWhisperModel.WORDS.get(i % 11),
              ToneWhisperModel.WORDS.get((3 * i + 1) % 11),
              ToneWhisperModel.WORDS.get((5 * i + 2) % 11),
              ToneWhisperModel.WORDS.get((7 * i + 3) % 11)));
      streams.get(i).start(1);
    }
    short[][] audio = said.stream().map(TONES::speak).toArray(short[][]::new);
    for (int at = 0; at < audio[0].length; at += FRAME) {
      for (int i = 0; i < 12; i++) {
        streams.get(i).audio(Arrays.copyOfRange(audio[i], at, at + FRAME));
      }
    }
    for (int i = 0; i < 12; i++) {
      streams.get(i).finish(i + 1, true);
    }
    for (int i = 0; i < 12; i++) {
      assertEquals(said.get(i), heard.get(i).awaitFinal(i + 1).getText());
      assertNothingStableWasRetracted(heard.get(i));
      streams.get(i).close();
    }
  }

  @Test
  void anUtteranceLongerThanAWindowIsHeardWhole() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    String whole = String.join(" ", Collections.nCopies(6, SENTENCE));
    try (Recognition stream = open(heard)) {
      stream.start(1);
      for (int i = 1; i <= 6; i++) {
        say(stream, SENTENCE + " - -");
        if (i % 2 == 0) {
          heard.awaitPartial(String.join(" ", Collections.nCopies(i, SENTENCE)));
        }
      }
      stream.finish(1, true);

      Transcript last = heard.awaitFinal(1);
      assertEquals(whole, last.getText());
      assertEquals(31_200, last.getAudioMs());
    }
    assertNothingStableWasRetracted(heard);
  }

  @Test
  void aLongUtteranceWithoutPartialsIsHeardWhole() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = engine.open(new RecognitionOptions("en", List.of(), false), heard)) {
      stream.start(1);
      for (int i = 0; i < 8; i++) {
        say(stream, SENTENCE + " - -");
      }
      stream.finish(1, true);

      assertEquals(
          String.join(" ", Collections.nCopies(8, SENTENCE)), heard.awaitFinal(1).getText());
    }
    assertEquals(List.of(), heard.partials());
  }

  @Test
  void aLanguageTheModelHasNotIsRefused() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    assertFalse(engine.speaks("de"));
    assertTrue(engine.speaks("en-GB"));

    try (Recognition stream = engine.open(new RecognitionOptions("de", List.of(), true), heard)) {
      stream.start(1);
      assertEquals(Status.Code.INVALID_ARGUMENT, heard.awaitFailure().getCode());
    }
  }

  @Test
  void tooManyStreamsAreRefused() throws Exception {
    List<Recognition> streams = new ArrayList<>();
    for (int i = 0; i < WhisperEngine.MAX_STREAMS; i++) {
      streams.add(open(new HeardTranscripts()));
    }
    HeardTranscripts refused = new HeardTranscripts();
    streams.add(open(refused));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.awaitFailure().getCode());

    streams.forEach(Recognition::close);
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      stream.finish(1, true);
      heard.awaitFinal(1);
    }
  }

  @Test
  void aClosedStreamSaysNothingMore() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    Recognition stream = open(heard);
    stream.start(1);
    say(stream, SENTENCE);
    stream.finish(1, true);
    stream.close();
    int before = heard.all().size();

    HeardTranscripts other = new HeardTranscripts();
    try (Recognition next = open(other)) {
      for (int i = 1; i <= 4; i++) { // every decoder has come round
        next.start(i);
        say(next, "a room please");
        next.finish(i, true);
        other.awaitFinal(i);
      }
    }
    assertEquals(before, heard.all().size());
  }

  @Test
  void underLoadFinalsOvertakePartials() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch served = new CountDownLatch(5);
    try (WhisperEngine single = WhisperEngine.load(dir.resolve("tone.bin"), 1, 100, "test")) {
      Recognition holder =
          single.open(
              new RecognitionOptions("en", List.of(), false),
              listener(
                  t -> {
                    busy.countDown();
                    go.await();
                  }));
      holder.start(1);
      say(holder, "a room");
      holder.finish(1, true);
      busy.await(); // the only decoder is taken
      for (String name : List.of("partial 1", "partial 2", "early", "final 1", "final 2")) {
        Recognition stream =
            single.open(
                new RecognitionOptions("en", List.of(), true),
                listener(
                    t -> {
                      order.add(name);
                      served.countDown();
                    }));
        stream.start(1);
        say(stream, "two nights");
        if (!name.startsWith("partial")) {
          stream.finish(1, name.startsWith("final"));
        }
      }
      go.countDown();
      assertTrue(served.await(20, TimeUnit.SECONDS));
    }
    assertEquals(List.of("final 1", "final 2", "early", "partial 1", "partial 2"), order);
  }

  @Test
  void aDecodeThatTakesTooLongEndsItsStream() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (WhisperEngine strict =
            WhisperEngine.load(dir.resolve("tone.bin"), 1, 100, "test", Duration.ofMillis(1));
        Recognition stream = strict.open(new RecognitionOptions("en", List.of(), true), heard)) {
      stream.start(1);
      say(stream, String.join(" ", Collections.nCopies(6, SENTENCE)));
      stream.finish(1, true);

      assertEquals(Status.Code.DEADLINE_EXCEEDED, heard.awaitFailure().getCode());
    }
  }

  @Test
  void aStreamThatIsFarAheadOfItsDecoderIsRefused() throws Exception {
    HeardTranscripts heard = new HeardTranscripts();
    try (Recognition stream = open(heard)) {
      stream.start(1);
      short[] minute = new short[60 * 16_000];
      Arrays.fill(minute, (short) 500);
      stream.audio(minute);
      stream.audio(minute);

      assertEquals(Status.Code.RESOURCE_EXHAUSTED, heard.awaitFailure().getCode());
    }
  }

  /** What to do with a transcript. */
  private interface Reaction {
    void to(Transcript transcript) throws InterruptedException;
  }

  private static TranscriptListener listener(Reaction reaction) {
    return new TranscriptListener() {
      @Override
      public void transcript(Transcript transcript) {
        try {
          reaction.to(transcript);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }

      @Override
      public void failed(Status status) {
        throw new AssertionError(status);
      }
    };
  }

  private static Recognition open(HeardTranscripts heard) {
    return engine.open(new RecognitionOptions("en", List.of(), true), heard);
  }

  private static void say(Recognition stream, String words) {
    send(stream, TONES.speak(words));
  }

  private static void send(Recognition stream, short[] audio) {
    for (int at = 0; at < audio.length; at += FRAME) {
      stream.audio(Arrays.copyOfRange(audio, at, Math.min(audio.length, at + FRAME)));
    }
  }

  private static void assertNothingStableWasRetracted(HeardTranscripts heard) {
    String stable = "";
    for (Transcript t : heard.partials()) {
      assertTrue(
          t.getText().startsWith(stable), "'" + stable + "' was retracted: " + heard.partials());
      stable = t.getText().substring(0, t.getStableChars());
    }
  }
}
