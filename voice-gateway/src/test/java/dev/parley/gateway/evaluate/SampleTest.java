package dev.parley.gateway.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
  @TempDir Path dir;

  @BeforeEach
  void record() throws IOException {
    Files.write(dir.resolve("a.wav"), new byte[] {1});
  }

  @Test
  void readsFilesAndTextsAndPassesOverFurtherColumns() throws IOException {
    list("file\ttext\tlicence\na.wav\tbook a room\tmine\n\n");
    assertEquals("book a room", Sample.readAll(dir).get(0).text());
    assertEquals("a.wav", Sample.readAll(dir).get(0).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"                          | line 1",
        "a.wav,book a room             | line 1",
        "file~text                     | names no recordings",
        "file~text#a.wav book          | line 2: expected",
        "file~text#a.wav~              | line 2: expected",
        "file~text#a.wav~x#missing.wav~x | line 3: there is no file",
      })
  void aListThatIsNotOneSaysWhere(String form, String expected) throws IOException {
    list(form.replace('~', '\t').replace('#', '\n'));
    String message = complaint(() -> Sample.readAll(dir));
    assertTrue(message.contains(expected), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void bytesThatAreNoTextAreSaidToBe() throws IOException {
    Files.write(dir.resolve(Sample.LIST), new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF});
    String message = complaint(() -> Sample.readAll(dir));
    assertTrue(message.contains("is not UTF-8 text"), message);
  }

  @Test
  void aFolderWithoutAListSaysWhatIsExpected() {
    String message = complaint(() -> Sample.readAll(dir));
    assertTrue(message.contains("has no transcripts.tsv"), message);
  }

  private void list(String text) throws IOException {
    Files.write(dir.resolve(Sample.LIST), text.getBytes(StandardCharsets.UTF_8));
  }

  private static String complaint(Executable action) {
    return String.valueOf(assertThrows(UserError.class, action).getMessage());
  }
}
