package dev.parley.gateway.transport.plivo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.transport.Asked;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that Plivo's own library for Node.js, 4.79.0, has made and found good. */
class PlivoSignatureTest {
  private static final String NONCE = "05429567804466091622";

  private final PlivoSignature signature = new PlivoSignature("a token of tests");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|https://voice.example.com/v1/plivo/voice|CallUUID=c-1;From=+15550100;To=15550199;Direction=inbound|qBXs9qy1fcpuZg/oplCvfgQIqi+3Rvp60U/Mj1epRuk=",
        "POST|https://voice.example.com/v1/plivo/voice?language=de|CallUUID=c-1;From=+15550100|MNjUdoXtogjD7smOtzLP2x7OxDjR6LcBTv9fUpvGujk=",
        "POST|https://voice.example.com/v1/plivo/voice?language=de&b=2&a=x%20y|From=+15550100|D2zXKte86lyKtqnPFmSeWFIJVKlb8/+/USRMBuQ9E9s=",
        "POST|https://voice.example.com/v1/plivo/voice|''|SyiMF142OLsS/vnCN4TeQSyF0b/xLS0NxR7w1IfumEY=",
        "GET|https://voice.example.com/v1/plivo/voice?language=de&From=%2B15550100&CallUUID=c-1|''|ktLwzvebzQNNY39SXVK+HT3LZI+yfGT7vijQUB5kWVE=",
        "GET|https://voice.example.com/v1/plivo/voice|''|SyiMF142OLsS/vnCN4TeQSyF0b/xLS0NxR7w1IfumEY=",
        "POST|https://voice.example.com:8443/v1/plivo/voice|a=ü;b=|fkxsxE6aJZaX3j+s7v/YS+0vmvx0GaAPofi1Gu/9+uM=",
        "POST|https://voice.example.com/v1/plivo/voice|a=2;a=1;B=x|zlAAdI8r9GPcYvhMhu6rGBA8gL6bIhifhXu40BBorW8=",
      })
  void agreesWithPlivosLibrary(String method, String address, String form, String expected) {
    Asked asked = asked(method, address, form);

    assertEquals(expected, signature.sign(asked, NONCE));
    assertTrue(signature.isOf(asked, NONCE, "other=, " + expected));
    assertFalse(signature.isOf(asked, NONCE + "1", expected));
    assertFalse(signature.isOf(asked(method, address + "x", form), NONCE, expected));
    assertFalse(new PlivoSignature("another").isOf(asked, NONCE, expected));
  }

  @Test
  void nothingIsNoSignature() {
    Asked asked = asked("GET", "https://voice.example.com/v1/plivo/voice", "");
    assertFalse(signature.isOf(asked, "", ""));
    assertFalse(signature.isOf(asked, NONCE, ","));
  }

  private static Asked asked(String method, String address, String form) {
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    for (String field : form.isEmpty() ? new String[0] : form.split(";")) {
      String[] parts = field.split("=", 2);
      fields.computeIfAbsent(parts[0], n -> new TreeSet<>()).add(parts[1]);
    }
    return new Asked(
        method.equals("POST"),
        address,
        fields,
        Buffer.buffer(),
        MultiMap.caseInsensitiveMultiMap());
  }
}
