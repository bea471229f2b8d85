package dev.parley.adapter.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalLong;

/**
 * An entry of the catalogue.
 *
 * @param name what people write in settings and commands: "tiny.en", "en_US-lessac-medium"
 * @param kind which engine it is for
 * @param label what it is, in a few words
 * @param licence SPDX name, or where it stands
 * @param files all are needed; the first is the one an engine opens
 */
public record Model(String name, Kind kind, String label, String licence, List<ModelFile> files) {
  /** Which engine a model is for. */
  public enum Kind {
    @JsonProperty("whisper")
    WHISPER,
    @JsonProperty("piper")
    PIPER
  }

  public Model {
    if (name == null || !name.matches(ModelFile.SAFE_NAME)) {
      throw new IllegalArgumentException(
          "expected a name of letters, digits, '.', '_' and '-', found '" + name + "'");
    }
    if (kind == null) {
      throw new IllegalArgumentException(name + " has no kind; write whisper or piper");
    }
    if (files == null || files.isEmpty()) {
      throw new IllegalArgumentException(name + " has no files; name at least one");
    }
    label = label == null ? "" : label;
    licence = licence == null ? "" : licence;
    files = List.copyOf(files);
  }

  /** What an engine opens. */
  public ModelFile main() {
    return files.get(0);
  }

  /** Sum over the files; empty when one is unknown. */
  public OptionalLong totalBytes() {
    return files.stream().allMatch(f -> f.bytes() != null)
        ? OptionalLong.of(files.stream().mapToLong(f -> f.size().orElse(0)).sum())
        : OptionalLong.empty();
  }
}
