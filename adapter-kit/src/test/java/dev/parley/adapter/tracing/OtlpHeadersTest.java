package dev.parley.adapter.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHeadersTest {
  @Test
  void aValueMayHoldBlanksAndEqualsSigns() {
    assertEquals(
        Map.of("Authorization", "Basic dXNlcjpwYXNz==", "X-Tenant", "hotel"),
        OtlpHeaders.parse("Authorization=Basic dXNlcjpwYXNz==, X-Tenant = hotel"));
    assertEquals(Map.of(), OtlpHeaders.parse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "a=b,s3cret", "X Y=s3cret", "X=s3cret\r\nEvil: 1", "=s3cret"})
  void whatIsRefusedIsNotShown(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> OtlpHeaders.parse(text));
    assertFalse(String.valueOf(refusal.getMessage()).contains("s3cret"), refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4318, http://127.0.0.1:4318/v1/traces",
    "https://collector.example/, https://collector.example/v1/traces",
    "https://collector.example/otlp/v1/traces, https://collector.example/otlp/v1/traces"
  })
  void aCollectorWithoutAPathHasTheUsualOne(String url, String address) {
    assertEquals(address, OtlpAddress.of(url));
  }
}
