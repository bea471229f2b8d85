package dev.parley.tts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Check;
import dev.parley.adapter.Settings;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TextToSpeechGrpc;
import dev.parley.proto.v1.WordMark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded voice, as a caller hears it. */
final class FreeTtsOverGrpcTest {
  private static final int SAMPLES_PER_MILLI = 16;
  private static final int SILENCE_PEAK = 170;
  private static final int MINUS_3_DBFS = 23_197;

  private static final TtsAdapterProvider PROVIDER = new TtsAdapterProvider();
  private static SpeechClient client;

  @BeforeAll
  static void start() {
    client =
        new SpeechClient(
            PROVIDER.open(
                Settings.of(
                    PROVIDER.settings(), Map.of("tts.engine", "freetts", "tts.workers", "2"))));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void itSaysWhatItIsAndWhyItSpeaks() {
    EngineDescription engine =
        TextToSpeechGrpc.newBlockingStub(client.channel())
            .describe(DescribeRequest.getDefaultInstance());

    assertEquals("freetts", engine.getEngine());
    assertEquals("kevin16", engine.getModel());
    assertEquals("chosen by tts.engine (command line)", engine.getReason());
    assertEquals(16_000, engine.getSampleRateHz());
    assertFalse(engine.getLabel().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Breakfast is served from seven to ten in the garden room on the ground floor.",
        "Good evening, this is the hotel; how can I help you today?",
        "We go five times: she, he, they, I, and you. Fine! Half of it is for free.",
        "That is $12.50 for 2 people, until 2:30 pm on 3 March."
      })
  void itSpeaksAtThePaceOfAPersonAndLeavesHeadroom(String text) throws Exception {
    SpokenAnswer answer = client.say(text);
    int audioMillis = answer.ends().get(0).getAudioMs();
    short[] samples = answer.samples(1);

    assertEquals(samples.length / SAMPLES_PER_MILLI, audioMillis);
    int marks = answer.marks(1).size();
    int perMinute = marks * 60_000 / audioMillis;
    assertTrue(perMinute > 80 && perMinute < 300, perMinute + " words a minute");
    int peak = SpokenAnswer.peak(samples);
    assertTrue(peak > 10_000 && peak <= MINUS_3_DBFS, "peak " + peak);
  }

  @Test
  void everyWordIsMarkedInOrderWhereItIsHeard() throws Exception {
    String text = "Hello, we have **two** rooms; which one do you like? The small one is $80.";
    SpokenAnswer answer = client.say(text);
    short[] samples = answer.samples(1);
    int audioMillis = answer.ends().get(0).getAudioMs();

    assertTrue(answer.ends().get(0).getHasMarks());
    assertEquals(
        List.of(
            "Hello", "we", "have", "two", "rooms", "which", "one", "do", "you", "like", "The",
            "small", "one", "is", "$80"),
        words(text, answer));
    int last = 0;
    for (WordMark mark : answer.marks(1)) {
      assertTrue(mark.getStartMs() >= last, "marks overlap at " + mark.getStartMs());
      assertTrue(mark.getEndMs() > mark.getStartMs(), "an empty mark");
      last = mark.getEndMs();
      int peak =
          SpokenAnswer.peak(
              samples, mark.getStartMs() * SAMPLES_PER_MILLI, mark.getEndMs() * SAMPLES_PER_MILLI);
      assertTrue(peak > 1_000, "nothing is heard where a word is marked: " + mark);
    }
    assertTrue(last <= audioMillis, "marked to " + last + " of " + audioMillis + " ms");
  }

  @Test
  void theFirstWordBeginsWithTheAudioAndTheLastEndsBeforeThePause() throws Exception {
    SpokenAnswer answer = client.say("Nobody knows.");
    List<WordMark> marks = answer.marks(1);
    int audioMillis = answer.ends().get(0).getAudioMs();

    assertTrue(marks.get(0).getStartMs() <= 30, "begins at " + marks.get(0).getStartMs());
    int toEnd = audioMillis - marks.get(marks.size() - 1).getEndMs();
    assertTrue(toEnd >= 250 && toEnd <= 320, "ends " + toEnd + " ms before the end");
  }

  @Test
  void aMarkComesNoLaterThanItsAudio() throws Exception {
    SpokenAnswer answer = client.say("The first sentence is here. And the second one as well.");
    long sent = 0;
    for (SynthesizeResponse message : answer.messages()) {
      if (message.hasMark()) {
        assertTrue(
            (long) message.getMark().getEndMs() * SAMPLES_PER_MILLI > sent,
            "its audio was sent before: " + message.getMark());
      } else if (message.hasAudio()) {
        sent += message.getAudio().getPcm().size() / 2;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "we", "go", "the", "fine", "light", "she", "pat", "oh", "hat", "very", "a", "I", "zoo"
      })
  void theFirstMillisecondsAreAudibleWhateverTheFirstSound(String word) throws Exception {
    short[] samples = client.say(word).samples(1);

    assertTrue(
        SpokenAnswer.peak(samples, 0, 11 * SAMPLES_PER_MILLI) > SILENCE_PEAK,
        "silence before " + word);
  }

  @Test
  void theRateChangesTheDuration() throws Exception {
    int own = spokenMillis(1.0f);

    assertEquals(0.5, (double) spokenMillis(2.0f) / own, 0.06);
    assertEquals(2.0, (double) spokenMillis(0.5f) / own, 0.12);
  }

  @Test
  void eachClauseTellsItsTimes() throws Exception {
    var end = client.say("Good evening.").ends().get(0);

    assertTrue(end.getFirstAudioUs() > 0);
    assertTrue(end.getComputeUs() >= end.getFirstAudioUs());
    assertTrue(end.getQueueUs() >= 0);
  }

  @Test
  void hostileTextIsHarmless() throws Exception {
    SpokenAnswer answer =
        client.say(
            "<speak><break time=\"99s\"/>hi</speak>",
            "e\u0301\u0302\u0303\u0304".repeat(200),
            "a".repeat(1_000),
            "9".repeat(60),
            "\uD83D\uDE00".repeat(500),
            "\uD800\u0000\u202Eok",
            "'''' '' ' ''",
            "( [ { \" ` ~ ^ | \\ / < >");

    assertEquals(8, answer.ends().size());
    assertTrue(answer.ends().get(0).getAudioMs() < 1_000, "the break was obeyed");
  }

  @Test
  void theDoctorFindsTheVoiceAndNeedsNothingElse() {
    List<Check> checks = PROVIDER.doctor(Settings.of(PROVIDER.settings(), Map.of()));

    assertEquals(3, checks.size());
    assertTrue(
        checks.stream()
            .allMatch(
                check ->
                    check.status() == Check.Status.OK || check.status() == Check.Status.ABSENT));
    assertFalse(PROVIDER.wantsOwnProcess(Settings.of(PROVIDER.settings(), Map.of())));
  }

  private static int spokenMillis(float rate) throws Exception {
    return client
        .sayWith(
            SynthesizeConfig.newBuilder().setVoice("kevin16").setRate(rate).build(),
            "the quick brown fox jumps over the lazy dog")
        .ends()
        .get(0)
        .getAudioMs();
  }

  private static List<String> words(String text, SpokenAnswer answer) {
    return answer.marks(1).stream()
        .map(mark -> text.substring(mark.getStartChar(), mark.getEndChar()))
        .toList();
  }
}
