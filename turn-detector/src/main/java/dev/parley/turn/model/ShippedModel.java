package dev.parley.turn.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The model that comes with this module. */
public final class ShippedModel {
  private static final String RESOURCE = "turn-model.gz";

  private ShippedModel() {}

  /** Read on first use, then shared. */
  public static TurnModel get() {
    return Loaded.MODEL;
  }

  private static final class Loaded {
    static final TurnModel MODEL = load();

    private static TurnModel load() {
      try (InputStream in = ShippedModel.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(
              "expected the turn model " + RESOURCE + " beside this class; was the jar stripped?");
        }
        return ModelFile.read(in, RESOURCE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
