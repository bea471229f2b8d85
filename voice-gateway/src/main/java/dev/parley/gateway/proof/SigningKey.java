package dev.parley.gateway.proof;

import dev.parley.adapter.UserError;
import dev.parley.adapter.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The Ed25519 key that signs a gateway's logs; a pair of PEM files, made at the first start. */
final class SigningKey {
  static final String PRIVATE_FILE = "signing-key.pem";
  static final String PUBLIC_FILE = "signing-key.pub.pem";
  private static final String PRIVATE_LABEL = "PRIVATE KEY";
  private static final String PUBLIC_LABEL = "PUBLIC KEY";
  private static final byte[] PROBE = "parley".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey secret;
  private final String id;

  private SigningKey(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.id = id(open);
  }

  /** Names a public key: the first 16 hex digits of the SHA-256 of its X.509 encoding. */
  static String id(PublicKey key) {
    return Sha256.of(key.getEncoded()).substring(0, 16);
  }

  /**
   * @throws UserError if only one of the files is there, or they can't be used together
   */
  static SigningKey in(Path dir) {
    Path secretFile = dir.resolve(PRIVATE_FILE);
    Path openFile = dir.resolve(PUBLIC_FILE);
    try {
      if (!Files.exists(secretFile) && !Files.exists(openFile)) {
        make(secretFile, openFile);
      }
      if (!Files.exists(secretFile) || !Files.exists(openFile)) {
        throw new UserError(
            "one of "
                + secretFile
                + " and "
                + openFile
                + " is missing; put it back, or move both away for a new pair");
      }
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      SigningKey key =
          new SigningKey(
              factory.generatePrivate(new PKCS8EncodedKeySpec(decode(secretFile, PRIVATE_LABEL))),
              read(openFile));
      if (!verifies(read(openFile), PROBE, key.sign(PROBE))) {
        throw new UserError(secretFile + " and " + openFile + " don't belong together");
      }
      return key;
    } catch (IOException e) {
      throw new UserError("the signing key in " + dir + " can't be read or made: " + e, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UserError(secretFile + " is no Ed25519 key in PEM", e);
    }
  }

  /**
   * @throws UserError if it isn't one
   */
  static PublicKey read(Path file) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(decode(file, PUBLIC_LABEL)));
    } catch (IOException e) {
      throw new UserError("the public key " + file + " can't be read", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UserError(file + " is no Ed25519 public key in PEM", e);
    }
  }

  String id() {
    return id;
  }

  /** In base64. */
  String sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(text);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static boolean verifies(PublicKey key, byte[] text, String base64) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(text);
      byte[] bytes = Base64.getDecoder().decode(base64);
      // more than one text may stand for the same bytes
      return Base64.getEncoder().encodeToString(bytes).equals(base64) && signature.verify(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void make(Path secretFile, Path openFile)
      throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.createFile(
        secretFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        secretFile,
        pem(PRIVATE_LABEL, pair.getPrivate().getEncoded()),
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.writeString(openFile, pem(PUBLIC_LABEL, pair.getPublic().getEncoded()));
  }

  private static String pem(String label, byte[] key) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  private static byte[] decode(Path file, String label) throws IOException {
    String text = Files.readString(file);
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }
}
