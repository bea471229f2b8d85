package dev.parley.adapter.tracing;

import java.net.URI;

/** Where spans are sent. */
final class OtlpAddress {
  private static final String PATH = "v1/traces";

  private OtlpAddress() {}

  /** A bare host is a collector with the usual path; a path that is there is meant. */
  static String of(String url) {
    String path = URI.create(url).getPath();
    if (path == null || path.isEmpty()) {
      return url + "/" + PATH;
    }
    return path.equals("/") ? url + PATH : url;
  }
}
