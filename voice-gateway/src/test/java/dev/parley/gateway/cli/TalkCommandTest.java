package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.client.FakeGateway;
import dev.parley.gateway.client.FakeGateway.Manners;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkCommandTest {
  @TempDir Path dir;
  private Path recording = Path.of("");

  @BeforeEach
  void record() throws IOException {
    short[] voice = new short[4 * 320];
    Arrays.fill(voice, (short) 12_000);
    recording = dir.resolve("hello.wav");
    WavFile.write(recording, voice);
  }

  @Test
  void everyRecordingAnsweredIsSuccess() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD)) {
      CommandLineRun run = talk(gateway, recording.toString(), recording.toString());
      assertEquals(0, run.exitCode(), run.err());
      assertEquals(2, run.out().lines().filter(l -> l.equals("you  4 frames")).count(), run.out());
      assertTrue(run.out().contains("bot  You said 4 frames."), run.out());
      assertTrue(run.out().contains("turn decision"), run.out());
      assertTrue(run.out().contains("2 of 2 answered"), run.out());
      assertTrue(
          gateway.received.stream().anyMatch(m -> m.getString("type").equals("ack")),
          "nothing was acknowledged");
    }
  }

  @Test
  void jsonIsOneObjectALineWithTheEndLast() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD)) {
      Path reply = dir.resolve("reply.wav");
      CommandLineRun run = talk(gateway, "--json", "--out", reply.toString(), recording.toString());
      assertEquals(0, run.exitCode(), run.err());
      List<JsonObject> lines = run.outLines().stream().map(JsonObject::new).toList();
      assertEquals(
          List.of("answer", "answer", "partial", "final", "latency", "answer", "answer", "end"),
          lines.stream().map(l -> l.getString("type")).toList());
      JsonObject heard = lines.get(3);
      assertEquals(1, heard.getInteger("turn"));
      assertEquals("4 frames", heard.getString("text"));
      assertEquals(true, heard.getBoolean("understood"));
      assertEquals(30.5, lines.get(4).getDouble("gap_ms"));
      assertEquals(2, lines.get(4).getJsonArray("segments").size());
      assertEquals(
          new JsonObject()
              .put("type", "end")
              .put("turn", 1)
              .put("text", "")
              .put("turns", 1)
              .put("outcome", "answered")
              .put("reply", reply.toString())
              .put("exit", 0),
          lines.get(7));
      String file = Files.readString(reply, StandardCharsets.ISO_8859_1);
      assertTrue(file.contains("AI-generated speech"), "the recording doesn't say what it is");
    }
  }

  @Test
  void theReplyIsWhatTheCallerHeardOnTheCallersTimeLine() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD)) {
      Path reply = dir.resolve("reply.wav");
      assertEquals(0, talk(gateway, "--out", reply.toString(), recording.toString()).exitCode());
      short[] heard = WavFile.read(reply).samples();
      // little-endian (turn + 1, 1): what the fake gateway says in turn 0 and turn 1
      assertEquals(3 * 320, count(heard, (short) 0x0101));
      assertEquals(3 * 320, count(heard, (short) 0x0102));
      assertEquals(0, heard[0], "the call begins before the bot speaks");
      // disclosure, 500 ms, the recording, the answer, 500 ms
      assertTrue(heard.length > 16_000, "only " + heard.length + " samples");
      try (Stream<Path> files = Files.list(dir)) {
        assertEquals(2, files.count(), "a temporary file was left behind");
      }
    }
  }

  @Test
  void anAnswerThatGoesOnOverARecordingIsSuccessAndMeasured() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.YIELDS)) {
      String file = recording.toString();
      CommandLineRun run = talk(gateway, "--over", "200", file, file, file);
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().contains("2 of 3 answered; recording 2: the bot went on"), run.out());
      List<String> lines = run.outLines();
      int lowered = lines.indexOf("(bot lowers its voice)");
      assertTrue(lowered > 0, run.out());
      String measured =
          lines.stream().filter(l -> l.contains("interruption: ")).findFirst().orElseThrow();
      assertTrue(
          measured.matches(" +interruption: lowered after \\d+ ms, the bot went on"), measured);
    }
  }

  @Test
  void anAnswerThatIsCutIsMeasuredToItsSilence() throws Exception {
    short[] voice = new short[20 * 320];
    Arrays.fill(voice, (short) 12_000);
    Path stop = dir.resolve("stop.wav");
    WavFile.write(stop, voice);
    try (FakeGateway gateway = new FakeGateway(Manners.YIELDS)) {
      CommandLineRun run =
          talk(gateway, "--json", "--barge-in", "200", recording.toString(), stop.toString());
      assertEquals(0, run.exitCode(), run.err());
      List<JsonObject> lines = run.outLines().stream().map(JsonObject::new).toList();
      assertEquals(
          List.of(-12.0, 0.0),
          lines.stream()
              .filter(l -> l.getString("type").equals("duck"))
              .map(l -> l.getDouble("gain_db"))
              .toList());
      JsonObject overlap =
          lines.stream()
              .filter(l -> l.getString("type").equals("overlap"))
              .findFirst()
              .orElseThrow();
      assertEquals(2, overlap.getInteger("recording"));
      assertEquals("cut", overlap.getString("outcome"));
      // 3 and 12 frames of voice; how much more depends on what else the machine does
      int lowered = overlap.getInteger("lowered_ms");
      int silent = overlap.getInteger("silent_ms");
      assertTrue(lowered >= 60, overlap.encode());
      assertTrue(silent >= 240 && silent > lowered, overlap.encode());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--over=-1, '--over: expected 0 to 60000 ms, found -1'",
    "--over=60001, '--over: expected 0 to 60000 ms, found 60001'",
    "--barge-in=-1, '--barge-in: expected 0 to 60000 ms, found -1'",
    "--over=1 --barge-in=1, 'expected --barge-in or --over, found both: leave one out'"
  })
  void optionsThatCantBeMeantAreRefused(String options, String message) {
    List<String> args = new ArrayList<>(List.of("talk"));
    args.addAll(List.of(options.split(" ")));
    args.add(recording.toString());
    CommandLineRun run = CommandLineRun.of(args.toArray(String[]::new));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains(message), run.err());
  }

  @Test
  void aFailedAnswerExitsWithOne() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.FAILS_TO_ANSWER)) {
      CommandLineRun run = talk(gateway, recording.toString());
      assertEquals(1, run.exitCode(), run.err());
      assertTrue(run.out().contains("recording 1 got a failed answer"), run.out());
    }
  }

  @Test
  void aCallThatBreaksOffIsOneLineAndStillLeavesTheReply() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.HANGS_UP_MID_CALL)) {
      Path reply = dir.resolve("reply.wav");
      CommandLineRun run = talk(gateway, "--json", "--out", reply.toString(), recording.toString());
      assertEquals(2, run.exitCode());
      assertTrue(
          run.err().contains("broke off: the connection closed (1011 fell over)"), run.err());
      JsonObject end = new JsonObject(run.outLines().get(run.outLines().size() - 1));
      assertEquals("end", end.getString("type"));
      assertEquals("error", end.getString("outcome"));
      assertEquals(2, end.getInteger("exit"));
      assertEquals(3 * 320, count(WavFile.read(reply).samples(), (short) 0x0101));
    }
  }

  @Test
  void aRefusedCallSaysWhy() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.REFUSES)) {
      CommandLineRun run = talk(gateway, recording.toString());
      assertEquals(2, run.exitCode());
      assertTrue(run.err().contains("refused the call: all 1 lines are busy"), run.err());
    }
  }

  @Test
  void theGatewayOfTheSettingsIsCalledWhenItAnswers() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD)) {
      CommandLineRun run =
          CommandLineRun.of(
              "talk", "--set", "gateway.port=" + gateway.port(), recording.toString());
      assertEquals(0, run.exitCode(), run.err());
      assertFalse(run.err().contains("starting"), run.err());
    }
  }

  @Test
  void nothingAtTheAddressExitsWithTwo() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    CommandLineRun run =
        CommandLineRun.of("talk", "--url", "ws://127.0.0.1:" + free, recording.toString());
    assertEquals(2, run.exitCode());
    assertTrue(
        run.err().startsWith("parley: nothing answers at ws://127.0.0.1:" + free), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void filesThatCantBeSaidAreRefusedBeforeTheCall() throws IOException {
    Path text = Files.writeString(dir.resolve("text.wav"), "this is not a recording at all");
    Path empty = Files.createFile(dir.resolve("empty.wav"));
    for (Path file : List.of(text, empty, dir.resolve("missing.wav"), dir)) {
      CommandLineRun run = CommandLineRun.of("talk", "--url", "ws://127.0.0.1:9", file.toString());
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.err().contains(file.toString()), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @Test
  void aReplyThatCantBeWrittenIsRefusedBeforeTheCall() {
    CommandLineRun run =
        CommandLineRun.of("talk", "--out", dir + "/no/such/reply.wav", recording.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("cannot write to the folder"), run.err());
  }

  private static CommandLineRun talk(FakeGateway gateway, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "talk";
    all[1] = "--url";
    all[2] = gateway.address().toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return CommandLineRun.of(all);
  }

  private static long count(short[] samples, short value) {
    long found = 0;
    for (short sample : samples) {
      found += sample == value ? 1 : 0;
    }
    return found;
  }
}
