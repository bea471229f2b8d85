package dev.parley.adapter.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code name=value,name=value}; what is refused is never shown, for it is secret. */
final class OtlpHeaders {
  // the HTTP client would refuse others later, and say in the log what they were
  private static final Pattern HEADER =
      Pattern.compile("\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*([\\x20-\\x7e]*?)\\s*");

  private OtlpHeaders() {}

  static Map<String, String> parse(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (text.isBlank()) {
      return headers;
    }
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher header = HEADER.matcher(parts[i]);
      if (!header.matches()) {
        throw new IllegalArgumentException(
            "header "
                + (i + 1)
                + " of "
                + parts.length
                + " is not name=value in plain characters; write name=value,name=value");
      }
      headers.put(header.group(1), header.group(2));
    }
    return headers;
  }
}
