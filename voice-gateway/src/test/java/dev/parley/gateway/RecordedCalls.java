package dev.parley.gateway;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recorded examples of docs/protocol. */
public final class RecordedCalls {
  /** What one side said. */
  public record Line(boolean fromClient, JsonObject message) {
    public String type() {
      return message.getString("type");
    }
  }

  private RecordedCalls() {}

  public static List<Line> read(String name) throws IOException {
    return Files.readAllLines(docs().resolve("protocol").resolve(name)).stream()
        .map(JsonObject::new)
        .map(
            line ->
                line.containsKey("client")
                    ? new Line(true, line.getJsonObject("client"))
                    : new Line(false, line.getJsonObject("gateway")))
        .toList();
  }

  /** The project's documents. */
  public static Path docs() {
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.isDirectory(root.resolve("proto/src"))) {
      root = root.getParent();
    }
    return root.resolve("docs");
  }
}
