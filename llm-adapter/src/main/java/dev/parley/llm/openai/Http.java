package dev.parley.llm.openai;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** How model servers are spoken to. */
final class Http {
  private Http() {}

  /**
   * HTTP/2 only under TLS: over plain text the JDK would ask for an upgrade, which breaks some
   * servers. Redirects are not followed, since the key would go along.
   */
  static HttpClient client(URI base, Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(
            "https".equals(base.getScheme())
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(connectTimeout)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  static HttpRequest.Builder request(URI uri, @Nullable String key) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).header("User-Agent", "parley-llm-adapter");
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    return builder;
  }
}
