package dev.parley.gateway.transport;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the protocols of telephone lines have in common in reading them; one owner. */
public final class PhoneTalk {
  public static final String TOO_FAST = "audio came more than 2 s faster than real time";

  private static final long RATE_SLACK_NANOS = 2_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final Pattern KEY = Pattern.compile("[0-9*#A-D]");
  private static final Pattern LANGUAGE =
      Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}");

  private long bytes;
  private long firstNanos;

  /** A key of the telephone, if it is one. */
  public static Optional<Character> key(String digit) {
    return KEY.matcher(digit).matches() ? Optional.of(digit.charAt(0)) : Optional.empty();
  }

  /** BCP 47; English for what isn't one. */
  public static String language(String asked) {
    return isLanguage(asked) ? asked : "en";
  }

  public static boolean isLanguage(String asked) {
    return LANGUAGE.matcher(asked).matches();
  }

  /** A field that is null or absent is empty. */
  public static String string(JsonObject in, String field) {
    String value = in.getString(field);
    return value == null ? "" : value;
  }

  /** A field that is null or absent is empty. */
  public static JsonObject object(JsonObject in, String field) {
    JsonObject value = in.getJsonObject(field);
    return value == null ? new JsonObject() : value;
  }

  /** Counts audio that came. */
  public boolean isTooFast(int moreBytes, int bytesPerMilli, long nowNanos) {
    if (bytes == 0) {
      firstNanos = nowNanos;
    }
    bytes += moreBytes;
    return bytes / bytesPerMilli * NANOS_PER_MILLI > nowNanos - firstNanos + RATE_SLACK_NANOS;
  }
}
