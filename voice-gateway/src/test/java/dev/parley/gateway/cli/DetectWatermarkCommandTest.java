package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.watermark.Watermark;
import dev.parley.gateway.watermark.WatermarkKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectWatermarkCommandTest {
  private static final int HEADER = 44;

  @TempDir Path folder;
  private Path plain;
  private Path marked;

  @BeforeEach
  void record() throws IOException {
    short[] speech = speech();
    plain = folder.resolve("plain.wav");
    WavFile.write(plain, speech);
    marked = folder.resolve("marked.wav");
    WavFile.write(marked, markedWith(WatermarkKey.PUBLIC));
  }

  @Test
  void aMarkedFileIsOneLineAndNoError() {
    CommandLineRun run = detect(marked);

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    assertEquals(1, run.outLines().size());
    assertTrue(
        run.out()
            .matches(
                "\\Q"
                    + marked
                    + "\\E: marked: 3 of 3 windows with speech, strongest z \\d+\\.\\d, first at 0 s\n"),
        run.out());
  }

  @Test
  void oneWithoutAMarkIsToldByTheExitCode() {
    CommandLineRun run = detect(marked, plain);

    assertEquals(1, run.exitCode(), run.err());
    assertEquals(2, run.outLines().size());
    assertTrue(
        run.outLines()
            .get(1)
            .matches("\\Q" + plain + "\\E: no mark found \\(strongest z \\d\\.\\d, below 6\\.5\\)"),
        run.out());
  }

  @Test
  void aKeyOfOnesOwnFindsItsOwnMarkOnly() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sixteen bytes or more");
    Path ours = folder.resolve("ours.wav");
    WavFile.write(ours, markedWith(WatermarkKey.read(key)));

    assertEquals(0, detect("--key-file", key, ours).exitCode());
    assertEquals(1, detect("--key-file", key, marked).exitCode());
    assertEquals(1, detect(ours).exitCode());
  }

  @Test
  void eachWindowIsShownOnDemand() {
    CommandLineRun run = detect("--windows", marked);

    assertEquals(4, run.outLines().size());
    assertTrue(
        run.outLines().get(2).matches(" {7}1 s  z {2}\\d\\d\\.\\d  speech 2\\.\\d s  marked"),
        run.out());
  }

  @Test
  void aFileIsOneObject() {
    CommandLineRun run = detect("--json", "--windows", marked, plain);

    assertEquals(1, run.exitCode());
    JsonObject first = new JsonObject(run.outLines().get(0));
    JsonObject channel = first.getJsonArray("channels").getJsonObject(0);
    assertTrue(first.getBoolean("marked"));
    assertEquals(6.5, first.getDouble("threshold_z"));
    assertEquals(3, channel.getInteger("windows_marked"));
    assertEquals(0.0, channel.getDouble("first_s"));
    assertEquals(1.0, channel.getJsonArray("windows").getJsonObject(1).getDouble("start_s"));
    JsonObject second = new JsonObject(run.outLines().get(1));
    assertFalse(second.getBoolean("marked"));
    assertTrue(second.getJsonArray("channels").getJsonObject(0).containsKey("first_s"));
  }

  @Test
  void oneMarkedChannelIsEnough() throws IOException {
    short[] left = speech();
    short[] right = markedWith(WatermarkKey.PUBLIC);
    short[] both = new short[2 * left.length];
    for (int i = 0; i < left.length; i++) {
      both[2 * i] = left[i];
      both[2 * i + 1] = right[i];
    }
    Path stereo = folder.resolve("stereo.wav");
    WavFile.write(stereo, both);
    byte[] bytes = Files.readAllBytes(stereo);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(22, (short) 2);
    Files.write(stereo, bytes);

    CommandLineRun run = detect(stereo);

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.outLines().get(0).contains("stereo.wav channel 1: no mark found"), run.out());
    assertTrue(run.outLines().get(1).contains("stereo.wav channel 2: marked: 3 of 3"), run.out());
  }

  @Test
  void whatIsTooShortHasNoMark() throws IOException {
    Path brief = folder.resolve("brief.wav");
    WavFile.write(brief, Arrays.copyOf(markedWith(WatermarkKey.PUBLIC), 15_000));

    CommandLineRun run = detect(brief);

    assertEquals(1, run.exitCode());
    assertTrue(run.out().contains("no mark found (shorter than 1 s)"), run.out());
  }

  @Test
  void aFileThatIsNoWavIsOneLineAndTheOthersAreJudged() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "this is not a recording");

    CommandLineRun run = detect(text, folder.resolve("none.wav"), marked);

    assertEquals(2, run.exitCode());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("parley: " + text + ": expected a WAV file"), run.err());
    assertTrue(run.err().contains("none.wav"), run.err());
    assertEquals(1, run.outLines().size());
  }

  @Test
  void aKeyThatIsTooShortIsOneLineAndItsBytesAreNotShown() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "hush");

    CommandLineRun run = detect("--key-file", key, marked);

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("expected a key of 16 to 4096 bytes, found 4"), run.err());
    assertFalse(run.err().contains("hush"), run.err());
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(marked);
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(bytes, HEADER - 10));

    CommandLineRun run = detect(cut);

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("damaged"), run.err());
  }

  private static short[] speech() {
    short[] clip = Clips.load().all().getFirst().samples();
    int frames = (clip.length + Pcm.FRAME_SAMPLES - 1) / Pcm.FRAME_SAMPLES;
    return Arrays.copyOf(clip, frames * Pcm.FRAME_SAMPLES);
  }

  private static short[] markedWith(WatermarkKey key) {
    short[] pcm = speech();
    new Watermark(key).mark(pcm, 0, pcm.length);
    return pcm;
  }

  private static CommandLineRun detect(Object... args) {
    return CommandLineRun.of(
        Stream.concat(Stream.of("detect-watermark"), Arrays.stream(args).map(Object::toString))
            .toArray(String[]::new));
  }
}
