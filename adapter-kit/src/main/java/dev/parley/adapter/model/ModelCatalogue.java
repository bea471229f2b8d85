package dev.parley.adapter.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.adapter.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models known by name: the built-in ones, and those of a user's {@value #USER_FILE}. */
public final class ModelCatalogue {
  /** Own entries, in the models folder; the same form as the built-in catalogue. */
  public static final String USER_FILE = "catalogue.json";

  private static final JsonMapper JSON = new JsonMapper();

  private record Entries(List<Model> models) {}

  private final Map<String, Model> models;

  private ModelCatalogue(Map<String, Model> models) {
    this.models = models;
  }

  /** The built-in models and those of the folder's {@value #USER_FILE}, if there is one. */
  public static ModelCatalogue load(Path modelsDir) {
    Map<String, Model> models = new LinkedHashMap<>();
    try (InputStream in = ModelCatalogue.class.getResourceAsStream("catalogue.json")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.json is missing from the class path");
      }
      add(models, JSON.readValue(in, Entries.class), "built-in catalogue");
    } catch (IOException e) {
      throw new IllegalStateException("the built-in catalogue can't be read", e);
    }
    Path own = modelsDir.resolve(USER_FILE);
    if (Files.exists(own)) {
      add(models, read(own), own.toString());
    }
    return new ModelCatalogue(models);
  }

  public Collection<Model> models() {
    return List.copyOf(models.values());
  }

  public Optional<Model> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  /**
   * @throws UserError that lists the known names
   */
  public Model get(String name) {
    Model model = models.get(name);
    if (model == null) {
      throw new UserError(
          "no model is called '"
              + name
              + "'; known are "
              + models.keySet().stream().collect(Collectors.joining(", "))
              + "; add your own to "
              + USER_FILE
              + " in the models folder");
    }
    return model;
  }

  private static Entries read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return JSON.readValue(in, Entries.class);
    } catch (JsonProcessingException e) {
      throw new UserError(
          file
              + " is not as expected at line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + firstLine(e)
              + "; expected {\"models\": [{\"name\", \"kind\", \"files\": [{\"name\", \"source\","
              + " \"bytes\", \"sha256\"}]}]}",
          e);
    } catch (IOException e) {
      throw new UserError(
          "cannot read " + file + " (" + e.getClass().getSimpleName() + "); check its rights", e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse("");
  }

  private static void add(Map<String, Model> models, Entries entries, String origin) {
    List<String> fileNames = new ArrayList<>();
    models.values().forEach(m -> m.files().forEach(f -> fileNames.add(f.name())));
    for (Model model : entries.models() == null ? List.<Model>of() : entries.models()) {
      if (models.putIfAbsent(model.name(), model) != null) {
        throw new UserError(
            origin + ": there is already a model called " + model.name() + "; choose another name");
      }
      for (ModelFile file : model.files()) {
        if (fileNames.contains(file.name())) {
          throw new UserError(
              origin
                  + ": the file "
                  + file.name()
                  + " already belongs to another model; rename it");
        }
        fileNames.add(file.name());
      }
    }
  }
}
