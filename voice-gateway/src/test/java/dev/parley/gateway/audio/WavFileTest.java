package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WavFileTest {
  private static final short[] TONE = Tone.of(16_000, 440, 1_600, 0.5);

  @TempDir private Path folder = Path.of("unset");

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path file = folder.resolve("tone.wav");
    WavFile.write(file, TONE);
    WavFile read = WavFile.read(file);

    assertArrayEquals(TONE, read.samples());
    assertEquals("", read.notice());
  }

  /** Its chunks as another program would walk them. */
  @Test
  void generatedSpeechSaysSo() throws IOException {
    Path file = folder.resolve("reply.wav");
    WavFile.writeGenerated(file, TONE);
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer riff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    assertEquals(bytes.length - 8, riff.getInt(4));
    int list = 44 + riff.getInt(40);
    assertEquals("LIST", text(bytes, list, 4));
    assertEquals(bytes.length - list - 8, riff.getInt(list + 4));
    assertEquals("INFOISFT", text(bytes, list + 8, 8));
    int comment = list + 20 + riff.getInt(list + 16);
    assertEquals("ICMT", text(bytes, comment, 4));
    assertEquals(bytes.length, comment + 8 + riff.getInt(comment + 4));
    assertEquals("AI-generated speech\0", text(bytes, comment + 8, riff.getInt(comment + 4)));
    assertArrayEquals(TONE, WavFile.read(file).samples());
  }

  private static String text(byte[] bytes, int at, int length) {
    return new String(bytes, at, length, StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 24_000, 44_100, 48_000})
  void anotherRateIsConvertedInStepAndSaidSo(int rate) {
    WavFile read = WavFile.parse("in.wav", wav(1, 1, rate, 16, Tone.of(rate, 440, rate / 2, 0.5)));

    assertEquals(8_000, read.samples().length, 1);
    assertTrue(Math.abs(Tone.delaySamples(read.samples(), 16_000, 440, 1_000, 7_000)) < 1);
    assertTrue(read.notice().contains(rate + " Hz"), read.notice());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999_999})
  void aSizeThatIsUnknownOrWrongMeansTheRestOfTheFile(int size) {
    byte[] bytes = wav(1, 1, 16_000, 16, TONE);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, size);

    assertArrayEquals(TONE, WavFile.parse("stream.wav", bytes).samples());
  }

  @Test
  void otherChunksAreSkipped() {
    byte[] plain = wav(1, 1, 16_000, 16, TONE);
    ByteBuffer more = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    more.put(plain, 0, 36).put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0);
    more.put(plain, 36, plain.length - 36);

    assertArrayEquals(TONE, WavFile.parse("list.wav", more.array()).samples());
  }

  @Test
  void stereoIsRefusedWithTheCommandThatHelps() {
    assertRefused(wav(1, 2, 16_000, 16, TONE), "found 2", "sox in.wav -c 1 -r 16000 -b 16 out.wav");
  }

  @Test
  void otherEncodingsAreNamed() {
    assertRefused(wav(3, 1, 16_000, 32, TONE), "32 bit floating point", "sox");
    assertRefused(wav(7, 1, 8_000, 8, TONE), "mu-law", "sox");
    assertRefused(wav(1, 1, 16_000, 24, TONE), "24 bit PCM", "sox");
  }

  @Test
  void oddRatesAreRefused() {
    assertRefused(wav(1, 1, 96_000, 16, TONE), "96000 Hz", "sox");
    assertRefused(wav(1, 1, 0, 16, TONE), "0 Hz", "sox");
  }

  @Test
  void somethingElseIsNotAWav() {
    assertRefused("ID3 this is an mp3 file".getBytes(StandardCharsets.US_ASCII), "WAV", "sox");
    assertRefused(new byte[] {1}, "WAV", "sox");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() {
    assertRefused(new byte[0], "empty", "record");
    assertRefused(wav(1, 1, 16_000, 16, new short[0]), "no audio", "record");
  }

  @Test
  void everyCutOfTheHeaderIsRefusedPolitely() {
    byte[] whole = wav(1, 1, 16_000, 16, TONE);
    for (int length = 1; length < 46; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(UserError.class, () -> WavFile.parse("cut.wav", cut), "cut at " + length);
    }
  }

  @Test
  void aFormatAfterTheAudioIsDamage() {
    byte[] bytes = wav(1, 1, 16_000, 16, TONE);
    System.arraycopy("junk".getBytes(StandardCharsets.US_ASCII), 0, bytes, 12, 4);

    assertRefused(bytes, "damaged", "before its format");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing.wav");
    UserError error = assertThrows(UserError.class, () -> WavFile.read(missing));

    assertTrue(error.toString().contains("missing.wav"), error.toString());
  }

  @Test
  void aFileInTheExtensibleFormIsRead() throws IOException {
    ByteBuffer out = ByteBuffer.allocate(68 + 2 * TONE.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(60 + 2 * TONE.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(40);
    out.putShort((short) 0xFFFE).putShort((short) 1).putInt(16_000).putInt(32_000);
    out.putShort((short) 2).putShort((short) 16).putShort((short) 22).putShort((short) 16);
    out.putInt(4).putShort((short) 1).put(new byte[14]);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * TONE.length);
    out.put(Pcm.bytes(TONE));
    Path file = folder.resolve("extensible.wav");
    Files.write(file, out.array());

    assertArrayEquals(TONE, WavFile.read(file).samples());
  }

  @Test
  void eachChannelIsReadByItself() throws IOException {
    short[] both = new short[2 * TONE.length];
    for (int i = 0; i < TONE.length; i++) {
      both[2 * i] = TONE[i];
      both[2 * i + 1] = (short) i;
    }
    List<short[]> channels = channels(wav(1, 2, 16_000, 16, both), 16_000);

    assertEquals(2, channels.size());
    assertArrayEquals(TONE, channels.get(0));
    assertEquals(77, channels.get(1)[77]);
  }

  @Test
  void channelsCanHaveAnotherRateThanTheFile() throws IOException {
    short[] half = channels(wav(1, 1, 16_000, 16, TONE), 8_000).getFirst();

    assertEquals(TONE.length / 2, half.length);
    assertTrue(Math.abs(Tone.delaySamples(half, 8_000, 440, 100, 700)) < 1);
  }

  @ParameterizedTest
  @CsvSource({"7, MU_LAW", "6, A_LAW"})
  void channelsOfATelephoneAreRead(int encoding, G711 law) throws IOException {
    byte[] codes = new byte[TONE.length];
    law.encode(TONE, 0, TONE.length, codes, 0);
    short[] expected = new short[TONE.length];
    law.decode(codes, 0, codes.length, expected, 0);

    assertArrayEquals(
        expected, channels(wav(encoding, 1, 8_000, 8, Pcm.samples(codes)), 8_000).getFirst());
  }

  @Test
  void channelsThatCantBeReadAreRefused() throws IOException {
    Path file = folder.resolve("in.wav");
    for (byte[] bytes :
        List.of(
            wav(3, 1, 16_000, 32, TONE),
            wav(7, 1, 8_000, 16, TONE),
            wav(1, 0, 16_000, 16, TONE),
            wav(1, 9, 16_000, 16, TONE),
            wav(1, 2, 16_000, 16, new short[1]),
            wav(1, 1, 96_000, 16, TONE))) {
      Files.write(file, bytes);
      UserError error = assertThrows(UserError.class, () -> WavFile.channels(file, 8_000));
      assertTrue(error.toString().contains("in.wav"), error.toString());
    }
  }

  private List<short[]> channels(byte[] bytes, int rate) throws IOException {
    return WavFile.channels(Files.write(folder.resolve("in.wav"), bytes), rate);
  }

  private static void assertRefused(byte[] bytes, String... parts) {
    UserError error = assertThrows(UserError.class, () -> WavFile.parse("in.wav", bytes));
    for (String part : parts) {
      assertTrue(error.toString().contains(part), error.toString());
    }
    assertTrue(error.toString().contains("in.wav"), error.toString());
  }

  private static byte[] wav(int encoding, int channels, int rate, int bits, short[] samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) encoding).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
    out.putShort((short) bits).put("data".getBytes(StandardCharsets.US_ASCII));
    return out.putInt(2 * samples.length).put(Pcm.bytes(samples)).array();
  }
}
