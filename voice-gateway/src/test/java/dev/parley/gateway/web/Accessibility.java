package dev.parley.gateway.web;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Looks at a page with axe-core. */
final class Accessibility {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private Accessibility() {}

  /** What keeps somebody from using the page as it is now. */
  static List<String> graveProblems(Page page) throws IOException {
    // evaluated from outside, which the page's own policy does not forbid
    page.evaluate(script() + "; undefined");
    String found =
        (String)
            page.evaluate(
                "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify("
                    + "r.violations.map(v => ({id: v.id, impact: v.impact, nodes: v.nodes.map(n =>"
                    + " [n.target.join(' '), n.failureSummary])}))))");
    return new JsonArray(found)
        .stream()
            .map(JsonObject.class::cast)
            .filter(v -> GRAVE.contains(v.getString("impact")))
            .map(JsonObject::encodePrettily)
            .toList();
  }

  private static String script() throws IOException {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
