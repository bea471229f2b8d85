package dev.parley.adapter.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  // of "weights"
  private static final String DIGEST =
      "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  Path dir;

  @Test
  void everyBuiltInModelCanBeVerified() {
    ModelCatalogue catalogue = ModelCatalogue.load(dir);

    assertEquals(23, catalogue.models().size());
    for (Model model : catalogue.models()) {
      assertTrue(model.files().stream().allMatch(f -> f.sha256() != null), model.name());
      assertTrue(model.totalBytes().isPresent(), model.name());
    }
    assertEquals(77_704_715, catalogue.get("tiny.en").totalBytes().orElseThrow());
    assertEquals(2, catalogue.get("en_US-lessac-medium").files().size());
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    String message = refusal(() -> ModelCatalogue.load(dir).get("huge"));

    assertTrue(message.contains("known are tiny.en, "), message);
  }

  @Test
  void ownEntriesAreKnownToo() throws IOException {
    own("mine", DIGEST);

    assertEquals(Model.Kind.WHISPER, new ModelStore(dir).catalogue().get("mine").kind());
  }

  @Test
  void anOwnEntryCannotReplaceABuiltInOne() throws IOException {
    own("tiny.en", DIGEST);

    String message = refusal(() -> new ModelStore(dir));

    assertTrue(message.contains("already a model called tiny.en"), message);
  }

  @Test
  void aMistakeInTheOwnCatalogueIsShownWithItsPlace() throws IOException {
    own("mine", "not a digest");

    String message = refusal(() -> new ModelStore(dir));

    assertTrue(message.contains("catalogue.json is not as expected at line 1"));
    assertTrue(message.contains("64 lower-case hex digits"), message);
  }

  @Test
  void aFileNameThatLeavesTheFolderIsRefused() throws IOException {
    Files.writeString(
        dir.resolve("catalogue.json"),
        "{\"models\":[{\"name\":\"x\",\"kind\":\"whisper\",\"files\":[{\"name\":\"../x\"}]}]}");

    assertThrows(UserError.class, () -> new ModelStore(dir));
  }

  @Test
  void onlyTheExpectedBytesAreGivenOut() throws IOException {
    ModelStore store = storeOf(DIGEST);
    Model mine = store.catalogue().get("mine");
    assertEquals(ModelState.ABSENT, store.state(mine));
    assertEquals(Optional.empty(), store.verified("mine"));

    Files.writeString(dir.resolve("mine.bin.part"), "weig");
    assertEquals(ModelState.PARTIAL, store.state(mine));

    Files.writeString(dir.resolve("mine.bin"), "weights");
    assertEquals(ModelState.VERIFIED, store.state(mine));
    assertEquals(Optional.of(dir.resolve("mine.bin")), store.verified("mine"));
    assertEquals(Optional.empty(), store.verified("yours"));
  }

  @Test
  void aFileThatChangedIsReadAgain() throws IOException {
    ModelStore store = storeOf(DIGEST);
    Path file = Files.writeString(dir.resolve("mine.bin"), "weights");
    FileTime before = Files.getLastModifiedTime(file);
    assertEquals(ModelState.VERIFIED, store.state(store.catalogue().get("mine")));

    Files.writeString(file, "weighty");
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1_000));

    assertEquals(ModelState.DAMAGED, store.state(store.catalogue().get("mine")));
    assertEquals(Optional.empty(), store.verified("mine"));
  }

  @Test
  void verifyingReadsTheFileWhateverIsRemembered() throws IOException {
    ModelStore store = storeOf(DIGEST);
    Path file = Files.writeString(dir.resolve("mine.bin"), "weights");
    FileTime before = Files.getLastModifiedTime(file);
    store.state(store.catalogue().get("mine"));

    Files.writeString(file, "weighty");
    Files.setLastModifiedTime(file, before);

    assertEquals(ModelState.DAMAGED, store.verify(store.catalogue().get("mine")));
  }

  @Test
  void anUnknownDigestIsNeverGivenOut() throws IOException {
    Files.writeString(
        dir.resolve("catalogue.json"),
        "{\"models\":[{\"name\":\"mine\",\"kind\":\"whisper\",\"files\":[{\"name\":\"mine.bin\"}]}]}");
    Files.writeString(dir.resolve("mine.bin"), "weights");
    ModelStore store = new ModelStore(dir);

    assertEquals(ModelState.UNVERIFIABLE, store.state(store.catalogue().get("mine")));
    assertEquals(Optional.empty(), store.verified("mine"));
  }

  @Test
  void aRemovedModelLeavesNothing() throws IOException {
    ModelStore store = storeOf(DIGEST);
    Files.writeString(dir.resolve("mine.bin"), "weights");
    store.state(store.catalogue().get("mine"));

    store.remove(store.catalogue().get("mine"));

    try (var left = Files.list(dir)) {
      assertEquals(1, left.count(), "only the catalogue");
    }
  }

  private ModelStore storeOf(String digest) throws IOException {
    own("mine", digest);
    return new ModelStore(dir);
  }

  private void own(String name, String digest) throws IOException {
    Files.writeString(
        dir.resolve("catalogue.json"),
        "{\"models\":[{\"name\":\""
            + name
            + "\",\"kind\":\"whisper\",\"files\":[{\"name\":\"mine.bin\",\"source\":\"x/mine.bin\","
            + "\"sha256\":\""
            + digest
            + "\"}]}]}");
  }

  private static String refusal(Executable attempt) {
    return String.valueOf(assertThrows(UserError.class, attempt).getMessage());
  }
}
