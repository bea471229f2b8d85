package dev.parley.gateway.transport.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.gateway.Embedded;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.Pipeline;
import dev.parley.gateway.SharedFiles;
import dev.parley.gateway.Voice;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.call.Call;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.transport.FarEnd;
import dev.parley.gateway.transport.twilio.TwilioBridge;
import dev.parley.gateway.watermark.Sounds;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * True telephone calls: SIP, an Asterisk and the whole gateway with real engines, measured at the
 * caller. Not part of the normal run; see docs/telephony.md, "Measured with SIP calls".
 */
@EnabledIfSystemProperty(named = "parley.sip", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SipCallsTest {
  private static final int PORT = 8_192;
  private static final int LOUD = 100;
  private static final int CALLERS = 40;
  private static final double AUDIBLE_DBFS = -50;

  /** 20 ms at 16 kHz. */
  private static final int FRAME = 320;

  /** So much is compared to find the beginning. */
  private static final int ALIGNED = 6_400;

  private static final long MILLI = 1_000_000;
  private static final Pattern HEARD = Pattern.compile("([A-Z]+), (\\d+) ms of it were heard");

  private final InetSocketAddress asterisk =
      new InetSocketAddress(
          InetAddress.getLoopbackAddress(), Integer.getInteger("parley.sip.port", 15_060));
  private final Vertx vertx = Vertx.vertx();
  private final FrameClock clock = new FrameClock();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final byte[] question =
      Pcm.bytes(
          WavFile.channels(SharedFiles.at("audio/speech/gdf_book_a_room.wav"), Pcm.RATE_HZ)
              .getFirst());
  private final Pipeline pipeline =
      GatewayLauncher.start(
          Embedded.settings(settings()), GatewayLauncher.Extent.ALL_IN_ONE, line -> {});

  private TwilioBridge bridge;

  static Stream<String> extensions() {
    return Stream.of(System.getProperty("parley.sip", "").split(","));
  }

  private static Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(TwilioBridge.settings());
    all.put("gateway.port", Integer.toString(PORT));
    all.put("gateway.max-calls", "50");
    all.put("gateway.transfer-to", "reception=parley-echo");
    all.put("asterisk.password", "a-password-of-tests");
    all.put("audiosocket.port", "19019");
    return all;
  }

  @BeforeAll
  void listen() throws Exception {
    bridge = TwilioBridge.listen(vertx, 18_765, PORT);
    log.start();
    ((Logger) LoggerFactory.getLogger(Call.class)).addAppender(log);
  }

  @AfterAll
  void stop() throws Exception {
    ((Logger) LoggerFactory.getLogger(Call.class)).detachAppender(log);
    bridge.close();
    pipeline.close();
    clock.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  // ---- one caller

  @ParameterizedTest
  @MethodSource("extensions")
  void aCallFromTheFirstWordToTheLast(String extension) throws Exception {
    log.list.clear();
    List<Integer> gaps = new ArrayList<>();
    try (SipCaller caller = SipCaller.call(asterisk, extension)) {
      awaitQuiet(caller, 3_000);
      FarEnd.assertBeginsWith(
          Clips.load().in("en").samples(), caller.recording(), LineCodec.Format.MU_LAW);

      // asks, and says "mm-hmm" over the answer
      SipCaller.Said first = caller.say(question);
      long sound = awaitLoud(caller, first.toNanos());
      gaps.add(millis(sound - first.toNanos()));
      Thread.sleep(1_000);
      caller.say(hum());
      awaitQuiet(caller, 1_000);
      assertEquals("ANSWERED", ended(1).outcome(), "mm-hmm interrupts nobody");

      // asks again, and once more over the answer
      SipCaller.Said second = caller.say(question);
      long answer = awaitLoud(caller, second.toNanos());
      gaps.add(millis(answer - second.toNanos()));
      Thread.sleep(1_500);
      SipCaller.Said over = caller.say(question);
      long again = awaitLoud(caller, over.toNanos() + 200 * MILLI);
      gaps.add(millis(again - over.toNanos()));
      long silent = lastLoud(caller, answer, again - 1) + 20 * MILLI;
      assertEquals("INTERRUPTED", ended(2).outcome());
      long position = position(caller, answer);
      awaitQuiet(caller, 1_000);

      caller.press('5');
      long pressed = System.nanoTime();
      awaitLoud(caller, pressed);
      awaitQuiet(caller, 1_000);
      assertEquals("ANSWERED", ended(4).outcome(), "a key is a turn");

      System.out.printf(
          "SIP %s: question to first sound %s ms; interruption to silence %d ms; heard position %d ms by"
              + " the gateway, %d ms in the recording%n",
          extension, gaps, millis(silent - over.fromNanos()), ended(2).heardMillis(), position);
      assertTrue(Math.abs(position - ended(2).heardMillis()) <= 40, "heard position");

      caller.hangUp();
      Eventually.isTrue(() -> pipeline.callCount() == 0, "nothing is left");
    }
  }

  // ---- many callers

  /** Each hears the disclosure; none of its frames may be missing. */
  @ParameterizedTest
  @MethodSource("extensions")
  void fortyCallersAtOnceMissNothing(String extension) throws Exception {
    short[] clip = Clips.load().in("en").samples();
    List<SipCaller> callers = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        callers.add(SipCaller.call(asterisk, extension));
      }
      int lost = 0;
      List<Double> pace = new ArrayList<>();
      for (SipCaller caller : callers) {
        Eventually.isTrue(() -> isQuiet(caller, 3_000), "the disclosure is over");
        FarEnd.assertBeginsWith(clip, caller.recording(), LineCodec.Format.MU_LAW);
        List<SipCaller.Packet> spoken = disclosure(caller);
        lost += spoken.getLast().sequence() - spoken.getFirst().sequence() + 1 - spoken.size();
        for (int i = 1; i < spoken.size(); i++) {
          pace.add((spoken.get(i).nanos() - spoken.get(i - 1).nanos()) / (double) MILLI);
        }
      }
      Collections.sort(pace);
      System.out.printf(
          "SIP %s: %d calls, %d of %d packets of the disclosure came; pace p50 %.1f, p99 %.1f, p99.9"
              + " %.1f, most %.1f ms%n",
          extension,
          CALLERS,
          pace.size() + CALLERS,
          pace.size() + CALLERS + lost,
          pace.get(pace.size() / 2),
          pace.get(pace.size() * 99 / 100),
          pace.get(pace.size() * 999 / 1_000),
          pace.getLast());
      assertEquals(0, lost);
    } finally {
      for (SipCaller caller : callers) {
        caller.close();
      }
    }
    Eventually.isTrue(() -> pipeline.callCount() == 0, "nothing is left");
  }

  /** From its first packet that can be heard to the last before a second of silence. */
  private static List<SipCaller.Packet> disclosure(SipCaller caller) {
    List<SipCaller.Packet> all = caller.heard();
    int first = 0;
    while (all.get(first).loudness() <= LOUD) {
      first++;
    }
    int last = first;
    for (int i = first; i < all.size(); i++) {
      if (all.get(i).nanos() - all.get(last).nanos() > 1_000 * MILLI) {
        break;
      }
      last = all.get(i).loudness() > LOUD ? i : last;
    }
    return all.subList(first, last + 1);
  }

  // ---- to a human

  /** Whom the caller is put through to says again what the caller says. */
  @ParameterizedTest
  @ValueSource(strings = {"parley-ws-next", "parley-socket-next"})
  void aCallerIsPutThrough(String extension) throws Exception {
    log.list.clear();
    Assumptions.assumeTrue(
        extensions().anyMatch(e -> extension.startsWith(e + "-")), "asked for elsewhere");
    try (SipCaller caller = SipCaller.call(asterisk, extension)) {
      awaitQuiet(caller, 3_000);
      long pressed = System.nanoTime();
      caller.press('0');
      awaitLoud(caller, pressed);
      awaitQuiet(caller, 4_000);
      Eventually.isTrue(() -> pipeline.callCount() == 0, "the bot is off the line");
      assertEquals("ANSWERED", ended(1).outcome());

      SipCaller.Said said = caller.say(question);
      awaitLoud(caller, said.fromNanos());
      assertTrue(!caller.isOver());
    }
  }

  private static int millis(long nanos) {
    return (int) TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /** Two hums, as in "mm-hmm": a sound for which there was no recording. */
  private static byte[] hum() {
    byte[] once = Voice.vowel(180);
    byte[] twice = new byte[2 * once.length + 640];
    System.arraycopy(once, 0, twice, 0, once.length);
    System.arraycopy(once, 0, twice, once.length + 640, once.length);
    return twice;
  }

  private record Ended(String outcome, long heardMillis) {}

  /** What the gateway's log says of a turn. */
  private Ended ended(int turn) {
    List<Ended> all = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      Matcher heard = HEARD.matcher(event.getFormattedMessage());
      if (heard.matches()) {
        all.add(new Ended(heard.group(1), Long.parseLong(heard.group(2))));
      }
    }
    return all.get(turn);
  }

  // ---- what was heard, and when

  /** Until the bot has spoken for so long in all, and is silent. */
  private static void awaitQuiet(SipCaller caller, int spokenMillis) throws InterruptedException {
    // it may not have begun
    Thread.sleep(1_000);
    Eventually.isTrue(() -> isQuiet(caller, spokenMillis), "the bot has spoken");
  }

  private static boolean isQuiet(SipCaller caller, int spokenMillis) {
    List<SipCaller.Packet> loud = caller.heard().stream().filter(p -> p.loudness() > LOUD).toList();
    return loud.size() * 20 >= spokenMillis
        && System.nanoTime() - loud.getLast().nanos() > 1_000 * MILLI;
  }

  private static long awaitLoud(SipCaller caller, long afterNanos) {
    long[] found = new long[1];
    Eventually.isTrue(
        () -> {
          found[0] =
              caller.heard().stream()
                  .filter(p -> p.nanos() > afterNanos && p.loudness() > LOUD)
                  .mapToLong(SipCaller.Packet::nanos)
                  .findFirst()
                  .orElse(0);
          return found[0] > 0;
        },
        "the bot speaks");
    return found[0];
  }

  private static long lastLoud(SipCaller caller, long fromNanos, long toNanos) {
    return caller.heard().stream()
        .filter(p -> p.nanos() >= fromNanos && p.nanos() < toNanos && p.loudness() > LOUD)
        .mapToLong(SipCaller.Packet::nanos)
        .max()
        .orElseThrow();
  }

  /**
   * How much of the answer that began then came to the caller, with the silence in which it begins:
   * its sound is followed along the same answer as a browser hears it, to where they part.
   */
  private long position(SipCaller caller, long answerNanos) throws Exception {
    short[] whole = secondAnswer();
    short[] came = caller.recordingFrom(answerNanos);
    int begins = firstLoud(whole);
    int best = begins;
    double most = -1;
    for (int lag = Math.max(0, begins - 10 * FRAME); lag <= begins + 10 * FRAME; lag++) {
      double r =
          Sounds.correlation(
              Arrays.copyOfRange(whole, lag, lag + ALIGNED), Arrays.copyOf(came, ALIGNED));
      if (r > most) {
        most = r;
        best = lag;
      }
    }
    assertTrue(most > 0.9, "another answer: correlation " + most);
    int same = 0;
    for (int at = 0; at + FRAME <= came.length && best + at + FRAME <= whole.length; at += FRAME) {
      short[] expected = Arrays.copyOfRange(whole, best + at, best + at + FRAME);
      short[] found = Arrays.copyOfRange(came, at, at + FRAME);
      if (Pcm.rmsDbfs(expected, 0, FRAME) > AUDIBLE_DBFS
          && Sounds.correlation(expected, found) > 0.7) {
        same = at + FRAME;
      }
    }
    return SipCaller.millis(Arrays.copyOf(whole, best + same));
  }

  private static int firstLoud(short[] pcm) {
    int at = 0;
    while (Pcm.rmsDbfs(pcm, at, FRAME) < AUDIBLE_DBFS) {
      at += FRAME;
    }
    return at;
  }

  /** To the question when it is asked the second time. */
  private short[] secondAnswer() throws InterruptedException {
    try (LiveCaller caller = LiveCaller.call(vertx, clock, pipeline.voiceAddress())) {
      caller.answer();
      caller.say(question);
      caller.answer();
      caller.say(question);
      LiveCaller.Heard answer = caller.answer();
      LineCodec line = new LineCodec(LineCodec.Format.MU_LAW);
      return line.decode(line.encode(Pcm.bytes(answer.audio())));
    }
  }
}
