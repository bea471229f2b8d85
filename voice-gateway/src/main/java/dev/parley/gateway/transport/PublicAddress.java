package dev.parley.gateway.transport;

import dev.parley.adapter.UserError;
import java.net.URI;

/**
 * Where providers of telephone lines find this gateway. What requests say of it, in Host or
 * X-Forwarded-*, is not believed.
 */
public final class PublicAddress {
  private final String base;

  private PublicAddress(String base) {
    this.base = base;
  }

  /**
   * @param setting the name of the setting that has the address
   * @param address such as https://voice.example.com
   * @throws UserError when it is no such address
   */
  public static PublicAddress of(String setting, String address) {
    String base = address.replaceAll("/+$", "");
    if (!isHttps(base)) {
      throw new UserError(
          setting
              + ": expected the address at which the telephone's provider finds this gateway, such as"
              + " https://voice.example.com, found '"
              + address
              + "'");
    }
    return new PublicAddress(base);
  }

  private static boolean isHttps(String base) {
    try {
      URI uri = URI.create(base);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public String https(String path) {
    return base + path;
  }

  public String wss(String path) {
    return "wss" + base.substring("https".length()) + path;
  }
}
