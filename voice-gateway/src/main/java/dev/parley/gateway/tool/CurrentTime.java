package dev.parley.gateway.tool;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells the model what day and time it is where the gateway runs. */
public final class CurrentTime implements Tool {
  private static final DateTimeFormatter SPOKEN =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

  @Override
  public String name() {
    return "current_time";
  }

  @Override
  public String description() {
    return "The present day, date and time of day. Call it before you speak of today, tomorrow or now.";
  }

  @Override
  public JsonObject parameters() {
    return new JsonObject()
        .put("type", "object")
        .put("properties", new JsonObject())
        .put("additionalProperties", false);
  }

  @Override
  public Future<String> run(JsonObject arguments, Caller caller) {
    return Future.succeededFuture(SPOKEN.format(ZonedDateTime.now(ZoneId.systemDefault())));
  }
}
