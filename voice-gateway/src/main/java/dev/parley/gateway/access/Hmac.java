package dev.parley.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs texts with a secret that both sides know. Thread-safe. */
public final class Hmac {
  private final SecretKeySpec key;

  /**
   * @param algorithm of every JDK, such as HmacSHA256
   * @param secret not empty
   */
  public Hmac(String algorithm, String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm);
  }

  public byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + key.getAlgorithm(), e);
    }
  }

  /** Takes as long whatever differs. */
  public static boolean isSame(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }
}
