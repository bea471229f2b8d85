package dev.parley.gateway.transport.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.SharedFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
  private static final String ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2";

  /** The one that Twilio publishes. */
  @Test
  void thePublishedSignatureIsGood() {
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    put(fields, "CallSid", "CA1234567890ABCDE");
    put(fields, "Caller", "+14158675309");
    put(fields, "Digits", "1234");
    put(fields, "From", "+14158675309");
    put(fields, "To", "+18005551212");
    TwilioSignature signature = new TwilioSignature("12345");

    assertTrue(signature.isOf(ADDRESS, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    assertFalse(signature.isOf(ADDRESS, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8"));
    assertFalse(signature.isOf(ADDRESS, fields, ""));
    assertFalse(signature.isOf(ADDRESS + "3", fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    assertFalse(new TwilioSignature("12346").isOf(ADDRESS, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
    put(fields, "Digits", "1235");
    assertFalse(signature.isOf(ADDRESS, fields, "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
  }

  /** What Twilio's own library says of each. */
  @Test
  void theVerdictsOfTwiliosLibraryAreTheSame() throws IOException {
    Path file = SharedFiles.at("telephony/twilio-signature-vectors.json");
    JsonArray vectors = new JsonObject(Files.readString(file)).getJsonArray("vectors");

    assertEquals(22, vectors.size());
    for (int i = 0; i < vectors.size(); i++) {
      JsonObject vector = vectors.getJsonObject(i);
      assertEquals(vector.getBoolean("valid"), verdict(vector), vector.getString("name"));
    }
  }

  private static boolean verdict(JsonObject vector) {
    TwilioSignature signature = new TwilioSignature(vector.getString("token"));
    String address = vector.getString("url");
    String given = vector.getString("signature");
    String body = vector.getString("body");
    if (body != null) {
      return signature.isOfBody(address, body.getBytes(StandardCharsets.UTF_8), given);
    }
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    for (String name : vector.getJsonObject("params").fieldNames()) {
      Object value = vector.getJsonObject("params").getValue(name);
      if (value instanceof JsonArray all) {
        all.forEach(one -> put(fields, name, (String) one));
      } else {
        put(fields, name, (String) value);
      }
    }
    return signature.isOf(address, fields, given);
  }

  private static void put(SortedMap<String, SortedSet<String>> fields, String name, String value) {
    fields.computeIfAbsent(name, n -> new TreeSet<>()).add(value);
  }
}
