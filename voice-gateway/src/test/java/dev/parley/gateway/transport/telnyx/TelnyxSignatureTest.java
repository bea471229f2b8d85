package dev.parley.gateway.transport.telnyx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key and a signature that Node.js has made as Telnyx describes them. */
class TelnyxSignatureTest {
  private static final String KEY = "p41Njap1UxtiEGLPR+4Q8EZjhafrm8DMmvkbhhNtCrc=";
  private static final String TIME = "1700000000";
  private static final String BODY = "CallSid=CA1&From=%2B15550100";
  private static final String SIGNATURE =
      "KE16py9WpC5X05TsU70FP3OhYnD0rEl2x/ZblZjb/b+QYnCpk46LsPMfIBwasfR1Tz2JwYVw9GxsZn1soT0WCA==";

  @Test
  void agreesWithTheOtherSide() {
    assertTrue(at(1_700_000_000).isOf(TIME, BODY, SIGNATURE));
    assertTrue(at(1_700_000_300).isOf(TIME, BODY, SIGNATURE));
  }

  @Test
  void anOldRequestIsRefused() {
    assertFalse(at(1_700_000_301).isOf(TIME, BODY, SIGNATURE));
    assertFalse(at(1_699_999_699).isOf(TIME, BODY, SIGNATURE));
  }

  @ParameterizedTest
  @CsvSource({
    "1700000001, CallSid=CA1&From=%2B15550100",
    "1700000000, CallSid=CA2&From=%2B15550100",
    "1700000000, ''",
    "'', CallSid=CA1&From=%2B15550100",
    "now, CallSid=CA1&From=%2B15550100",
  })
  void whatWasNotSignedIsRefused(String time, String body) {
    assertFalse(at(1_700_000_000).isOf(time, body, SIGNATURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "AAAA"})
  void whatIsNoSignatureIsRefused(String signature) {
    assertFalse(at(1_700_000_000).isOf(TIME, BODY, signature));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "%%%"})
  void aKeyThatIsNoneEndsTheStart(String key) {
    assertThrows(
        UserError.class,
        () -> TelnyxSignature.of("telnyx.public-key", key, InstantSource.system()));
  }

  private static TelnyxSignature at(long seconds) {
    return TelnyxSignature.of(
        "telnyx.public-key", KEY, InstantSource.fixed(Instant.ofEpochSecond(seconds)));
  }
}
