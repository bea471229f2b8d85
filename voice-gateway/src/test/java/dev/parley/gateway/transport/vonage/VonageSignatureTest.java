package dev.parley.gateway.transport.vonage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the library jsonwebtoken for Node.js has made. */
class VonageSignatureTest {
  private static final String SECRET = "a secret of tests";
  private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000);
  private static final String TOKEN =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3MDAwMDAwMDAsImp0aSI6ImMxIiwiaXNzIjoiVm9uYWdlIiwiYXBpX2tleSI6ImFiYyIsInBheWxvYWRfaGFzaCI6IjAwIn0.M7BPq6nAWwekHa2vvb9goRbU7z2tLpoS7P7Qn6iF1xs";

  @Test
  void agreesWithTheLibrary() {
    assertTrue(at(SIGNED).isOf("Bearer " + TOKEN));
    assertTrue(at(SIGNED.plusSeconds(300)).isOf("Bearer " + TOKEN));
    assertTrue(at(SIGNED.minusSeconds(300)).isOf("Bearer " + TOKEN));
  }

  @Test
  void anOldTokenIsRefused() {
    assertFalse(at(SIGNED.plusSeconds(301)).isOf("Bearer " + TOKEN));
    assertFalse(at(SIGNED.minusSeconds(301)).isOf("Bearer " + TOKEN));
  }

  @Test
  void aTokenOfAnotherSecretIsRefused() {
    VonageSignature other = new VonageSignature("another", InstantSource.fixed(SIGNED));
    assertFalse(other.isOf("Bearer " + TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer a.b",
        "Bearer a.b.c",
        "Bearer ..",
        // signed, but of no time
        "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJqdGkiOiJjMSJ9.iOoZh7v84EQB4vYYB7hek8XnEao5B9D9VQDVGtLYTBQ",
        // says that it needs no signature
        "Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpYXQiOjE3MDAwMDAwMDB9.",
        "Basic " + TOKEN,
        TOKEN,
      })
  void whatIsNoTokenOfVonageIsRefused(String authorization) {
    assertFalse(at(SIGNED).isOf(authorization));
  }

  private static VonageSignature at(Instant now) {
    return new VonageSignature(SECRET, InstantSource.fixed(now));
  }
}
