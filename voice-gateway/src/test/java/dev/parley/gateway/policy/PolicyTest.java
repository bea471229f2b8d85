package dev.parley.gateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  private static final String GOOD =
      """
      {"title": "Test", "version": 1, "jurisdictions": ["xx"], "rules": [
        {"id": "a-rule", "law": "A law", "says": "Something.", "status": "in-force",
         "source": "a book", "seen": "text", "checked": "2026-11-27",
         "requires": {%s}}]}
      """;

  @TempDir private Path dir;

  /** Minutes after which it is said again: where it is shown, and where it is only heard. */
  @ParameterizedTest
  @CsvSource({
    "eu,              -,   -, true",
    "de,              -,   -, true",
    "uk,              -,   -, true",
    "us-me,           -,   -, false",
    "us-co,           -,   -, false",
    "us-il,           -,   -, true",
    "us-ny,         170, 170, false",
    "us-ca,         170, 170, true",
    "us-wa,         170, 170, true",
    "us-or,         170, 170, false",
    "us-ut,           -,  30, false",
    "us-fl,           -,   -, true",
    "cn,              -,   -, false",
    "in,              -,   -, false",
    "'cn, us-ny',   170, 170, false",
    "'us-ny,us-ut', 170,  30, false",
    "'US-UT EU',      -,  30, true",
    "us,            170,  30, true",
    "'',            170,  30, true",
    "jp,            170,  30, true",
    "'us-ny, jp',   170,  30, true",
  })
  void whatFollows(String places, String shown, String heard, boolean asksConsent) {
    Policy policy = Policy.of(places, Optional.empty());

    assertEquals(shown, minutes(policy, true), "shown");
    assertEquals(heard, minutes(policy, false), "heard");
    assertEquals(asksConsent, policy.asksConsent());
  }

  private static String minutes(Policy policy, boolean isShown) {
    return policy.repeatAfter(isShown).map(d -> Long.toString(d.toMinutes())).orElse("-");
  }

  @Test
  void aPlaceNobodyKnowsIsHeldByTheRulesOfEverywhereAndIsNamed() {
    Policy policy = Policy.of("eu, jp", Optional.empty());

    assertEquals(List.of("jp"), policy.unknown());
    assertEquals(Policy.everywhere().rules(), policy.rules());
  }

  @Test
  void aStateIsHeldByItsFederationToo() {
    assertEquals(Set.of("us.json", "us-ny.json"), files(Policy.of("us-ny", Optional.empty())));
    assertEquals(
        Set.of("us.json", "us-ca.json", "us-recording.json"),
        files(Policy.of("us-ca", Optional.empty())));
  }

  private static Set<String> files(Policy policy) {
    return policy.rules().stream().map(Rule::file).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRuleHasItsSourceAndDateAndANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    for (Rule rule : Policy.everywhere().rules()) {
      assertTrue(names.add(rule.id()), rule.id());
      assertFalse(rule.source().isBlank(), rule.id());
      assertTrue(rule.checked().startsWith("2026-"), rule.id());
      assertFalse(rule.requires().isEmpty(), rule.id());
    }
    assertTrue(names.size() >= 18, () -> names.toString());
  }

  @Test
  void placesOnlyAddRules() {
    List<String> places = List.of("eu", "us-ny", "us-ut", "us-ca", "cn", "in", "uk", "us-me");
    Policy all = Policy.of(String.join(",", places), Optional.empty());
    for (String place : places) {
      Policy one = Policy.of(place, Optional.empty());
      assertTrue(all.rules().containsAll(one.rules()), place);
      for (boolean isShown : new boolean[] {true, false}) {
        Duration never = Duration.ofDays(1);
        assertTrue(
            all.repeatAfter(isShown).orElse(never).compareTo(one.repeatAfter(isShown).orElse(never))
                <= 0,
            place);
      }
    }
  }

  @Test
  void filesOfTheOperatorAddToThose() throws IOException {
    write("own.json", "\"remind_minutes\": 10");

    Policy here = Policy.of("xx", Optional.of(dir));
    assertEquals(List.of(), here.unknown());
    assertEquals("10", minutes(here, false));
    assertEquals("10", minutes(Policy.of("", Optional.of(dir)), false));
    assertEquals("30", minutes(Policy.of("us-ut", Optional.of(dir)), false), "not of that place");
  }

  @Test
  void aFileOfTheOperatorCannotMakeARuleMilder() throws IOException {
    Files.writeString(
        dir.resolve("own.json"),
        GOOD.formatted("\"repeat_minutes\": 1440").replace("\"xx\"", "\"us-ny\""));

    assertEquals("170", minutes(Policy.of("us-ny", Optional.of(dir)), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"disclose_at_start\": false",
        "\"answer_when_asked\": false",
        "\"repeat_minutes\": 0",
        "\"repeat_minutes\": \"180\"",
        "\"remind_minutes\": 100000",
        "\"consent_to_keep_words\": \"none\"",
        "\"gain_db\": -20",
        "\"disclosure_text\": \"Hi.\"",
        "",
      })
  void whatTheProgramCannotKeepOrWouldSoftenItIsRefused(String requires) throws IOException {
    write("own.json", requires);

    assertRefused("requires", () -> Policy.of("", Optional.of(dir)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "null", "{\"rules\": []}"})
  void whatIsNoPolicyFileIsRefused(String text) throws IOException {
    Files.writeString(dir.resolve("own.json"), text);

    assertRefused("own.json", () -> Policy.of("", Optional.of(dir)));
  }

  @Test
  void aRuleWithoutASourceIsRefused() throws IOException {
    Files.writeString(
        dir.resolve("own.json"),
        GOOD.formatted("\"remind_minutes\": 10").replace("\"source\": \"a book\",", ""));

    assertRefused("source", () -> Policy.of("", Optional.of(dir)));
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertRefused("missing", () -> Policy.of("", Optional.of(dir.resolve("missing"))));
  }

  @Test
  void theHashCanBeMadeAgainFromTheFiles() throws Exception {
    write("own.json", "\"remind_minutes\": 10");
    Policy policy = Policy.of("xx", Optional.of(dir));

    Path file = dir.resolve("own.json");
    String line = sha256(Files.readAllBytes(file)) + "  " + file + "\n";
    assertEquals(sha256(line.getBytes(StandardCharsets.UTF_8)), policy.sha256());
    assertNotEquals(policy.sha256(), Policy.everywhere().sha256());
  }

  private static void assertRefused(String saying, Executable deed) {
    String message = String.valueOf(assertThrows(UserError.class, deed).getMessage());
    assertTrue(message.contains(saying), message);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void write(String name, String requires) throws IOException {
    Files.writeString(dir.resolve(name), GOOD.formatted(requires));
  }
}
