package dev.parley.adapter.model;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models folder. Gives out the path of a model only after its SHA-256 was checked. */
public final class ModelStore {
  private final Path dir;
  private final ModelCatalogue catalogue;

  /**
   * @param dir need not exist
   * @throws UserError when the folder's own catalogue can't be understood
   */
  public ModelStore(Path dir) {
    this.dir = dir;
    this.catalogue = ModelCatalogue.load(dir);
  }

  public Path dir() {
    return dir;
  }

  public ModelCatalogue catalogue() {
    return catalogue;
  }

  /** Where the file belongs, whether it is there or not. */
  public Path path(ModelFile file) {
    return dir.resolve(file.name());
  }

  /** Reads a file that changed since it was last checked; that takes seconds a gigabyte. */
  public ModelState state(Model model) {
    return state(model, false);
  }

  /** Reads every file anew, whatever was found before. */
  public ModelState verify(Model model) {
    return state(model, true);
  }

  /**
   * What an engine may open: the model's main file, after all its files were checked.
   *
   * @return empty when the name is unknown or the model is not {@link ModelState#VERIFIED}
   */
  public Optional<Path> verified(String name) {
    return catalogue
        .find(name)
        .filter(model -> state(model) == ModelState.VERIFIED)
        .map(model -> path(model.main()));
  }

  /**
   * The same for a file outside the catalogue.
   *
   * @param sha256 64 lower-case hex digits that come from where the file comes from
   * @return empty when the file is not there or has another digest
   */
  public static Optional<Path> verified(Path file, String sha256) {
    try {
      return Files.isRegularFile(file) && Verdict.digest(file).equals(sha256)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The bytes there are of a file that is being pulled; 0 when none. */
  public long partBytes(ModelFile file) {
    try {
      Path part = part(file);
      return Files.isRegularFile(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      throw unreadable(part(file), e);
    }
  }

  /** Deletes the model's files and what is left of an interrupted pull. */
  public void remove(Model model) {
    for (ModelFile file : model.files()) {
      try {
        Files.deleteIfExists(path(file));
        Verdict.forget(path(file));
        Files.deleteIfExists(part(file));
        Files.deleteIfExists(etag(file));
      } catch (IOException e) {
        throw new UserError("cannot delete " + path(file) + " (" + reason(e) + ")", e);
      }
    }
  }

  Path part(ModelFile file) {
    return dir.resolve(file.name() + ".part");
  }

  Path etag(ModelFile file) {
    return dir.resolve(file.name() + ".part.etag");
  }

  /** The digest found where the expected one is not; null = as expected. */
  @Nullable String foundInsteadOf(ModelFile file, Path where) {
    try {
      String found = Verdict.freshDigest(where);
      return found.equals(file.sha256()) ? null : found;
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  private ModelState state(Model model, boolean anew) {
    int complete = 0;
    int begun = 0;
    boolean unverifiable = false;
    for (ModelFile file : model.files()) {
      Path path = path(file);
      if (!Files.isRegularFile(path)) {
        begun += partBytes(file) > 0 ? 1 : 0;
        continue;
      }
      complete++;
      String expected = file.sha256();
      if (expected == null) {
        unverifiable = true;
      } else if (!matches(path, expected, file.bytes(), anew)) {
        return ModelState.DAMAGED;
      }
    }
    if (complete == 0 && begun == 0) {
      return ModelState.ABSENT;
    }
    if (complete < model.files().size()) {
      return ModelState.PARTIAL;
    }
    return unverifiable ? ModelState.UNVERIFIABLE : ModelState.VERIFIED;
  }

  private static boolean matches(Path path, String sha256, @Nullable Long bytes, boolean anew) {
    try {
      if (bytes != null && Files.size(path) != bytes) {
        return false;
      }
      return sha256.equals(anew ? Verdict.freshDigest(path) : Verdict.digest(path));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static UserError unreadable(Path file, IOException e) {
    return new UserError(
        "cannot read " + file + " (" + reason(e) + "); check its rights and the disk", e);
  }

  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
