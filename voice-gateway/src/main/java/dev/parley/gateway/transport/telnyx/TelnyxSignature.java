package dev.parley.gateway.transport.telnyx;

import dev.parley.adapter.UserError;
import dev.parley.gateway.transport.SignatureAge;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from Telnyx, and now: Ed25519 over its time, a bar and its body, in
 * base64.
 */
public final class TelnyxSignature {
  private static final String ALGORITHM = "Ed25519";
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final int KEY_BYTES = 32;

  /** Stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final PublicKey key;
  private final InstantSource clock;

  private TelnyxSignature(PublicKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * @param setting the name of the setting that has the key
   * @param base64 the account's public key, 32 bytes
   * @throws UserError when it is none
   */
  public static TelnyxSignature of(String setting, String base64, InstantSource clock) {
    try {
      byte[] raw = Base64.getDecoder().decode(base64.strip());
      if (raw.length == KEY_BYTES) {
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(raw, 0, x509, X509_PREFIX.length, KEY_BYTES);
        PublicKey key =
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509));
        return new TelnyxSignature(key, clock);
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw none(setting, e);
    }
    throw none(setting, null);
  }

  private static UserError none(String setting, @Nullable Exception why) {
    String what = setting + ": expected the public key of the Telnyx account, 32 bytes in base64";
    return why == null ? new UserError(what) : new UserError(what, why);
  }

  /**
   * @param timestamp seconds since 1970
   */
  boolean isOf(String timestamp, String body, String signature) {
    if (!SECONDS.matcher(timestamp).matches()
        || !SignatureAge.isOfNow(Long.parseLong(timestamp), clock)) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update((timestamp + "|" + body).getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return false;
    }
  }
}
