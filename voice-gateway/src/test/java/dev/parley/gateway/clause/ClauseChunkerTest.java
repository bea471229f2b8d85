package dev.parley.gateway.clause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClauseChunkerTest {
  /** A bar is a cut. Each text also comes character by character. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sure.",
        "Sure.| For which night?",
        "Sure, for which night would you like it?",
        "Yes of course,| we have a double room for two people,| and it is free on Friday.",
        "Yes, we do.| Breakfast is from seven to ten,| and it is included in your rate.",
        "Dr. Smith is in.| He will see you now.",
        "Please ask Mr. Jones or Mrs. Lee at the desk.",
        "We open at 4:30 p.m. on weekdays.| See you then.",
        "We open at 4:30 p.m.| Would you like a table?",
        "Check-in is from 3 p.m. to 11 p.m. every day.",
        "It is 3.5 kilometres from here.| That is 40 minutes on foot.",
        "The total is $1,042.16 for two nights.| Shall I book it?",
        "The J. R. Tolkien suite is taken.",
        "No. 5 is free.| No.| It is not.",
        "Room No. 12 is free.",
        "No.| We have no pool.",
        "Yes!| We do.| Really?| Yes.",
        "What?!| That is not possible.",
        "Wait... let me see.| Here it is.",
        "Let me look that up…| one moment please.| Found it.",
        "Visit https://hotel.example.com/a.b?c=d,e for details.| Thank you.",
        "Write to front.desk@hotel.example.com.| We answer soon.",
        "She said \"Stop. Go on. Stop.\" and left.| Then it rained.",
        "\"Stop!\" he said.| Then he left.",
        "He said \"Stop.\"| Then he left.",
        "He said “Stop. Go on.” and left.",
        "We have:|\n- a pool|\n- a sauna",
        "We have a|\n- pool for everyone|\n- sauna",
        "1. Go left.|\n2. Go right.|\n3. Stop.",
        "Take room 5.| It is bigger.",
        "First line|\nsecond line",
        "First paragraph.|\n\nSecond paragraph.",
        "The room (approx. 20 sqm) is quiet,| and it has a view of the sea.",
        "We are here Mon. to Fri.,| and so on.",
        "We offer towels,| robes, etc. for all guests.",
        "We offer towels,| robes, etc.| You may use them all.",
        "It is run by Parley Inc. of Dublin.| It is new.",
        "It is run by Parley Inc.| We are new.",
        "The room is free —| it has a view — and breakfast is included.",
        "The room is free -| it has a view.",
        "The U.S. embassy is near.| It opens at nine.",
        "E.g. the pool,| i.e. the big one, is open.",
        "**Yes.**| We do.",
        "It's 6'2\" tall.| That is a lot.",
        "The screen is 27\" wide.| It is big.",
        "Er sagte: „Nein.“ und ging.",
        "営業は七時です。|どうぞ。",
        "नमस्ते।| आप कैसे हैं?",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            + " sixteen seventeen eighteen| nineteen twenty",
        "Yes.| And in the morning,| one two three four five six seven eight nine ten eleven twelve"
            + " thirteen fourteen fifteen sixteen",
        "so that, one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            + " fifteen sixteen| seventeen eighteen",
        "   leading space stays.| And   inner   space.",
        "!!!",
        "Vitamin C. It is healthy.",
        "Am I?| Yes, you and I.| Good.",
        "Come to St. Mary St. at noon.",
        "We close on Dec. 24.| We open on Jan. 2.",
        "Version 2.0.1 is out.| Try it."
      })
  void cutsWhereASpeakerWouldPause(String marked) {
    List<String> expected = List.of(marked.split("\\|"));
    String text = marked.replace("|", "");

    assertEquals(expected, whole(text));
    assertEquals(expected, pieces(text, 1, new Random(1)));
  }

  @Test
  void theFirstClauseComesWhileTheModelStillWrites() {
    ClauseChunker.Cut cut = ClauseChunker.START.add("Of course, we");

    assertEquals(List.of(), cut.clauses());
    cut = cut.rest().add(" can,");
    assertEquals(List.of(), cut.clauses());
    cut = cut.rest().add(" if");
    assertEquals(List.of("Of course, we can,"), cut.clauses());
    assertEquals(List.of(), cut.rest().add(" you like, or not").clauses());
  }

  @Test
  void anEmptyTextHasNoClauses() {
    ClauseChunker.Cut cut = ClauseChunker.START.add("");

    assertEquals(List.of(), cut.clauses());
    cut = cut.rest().add(" \n ");
    assertEquals(List.of(), cut.clauses());
    assertEquals(List.of(), cut.rest().finish().clauses());
  }

  @Test
  void aTextWithoutSpacesIsCutBeforeTheAdaptersLimit() {
    List<String> clauses = whole("x".repeat(1_500));

    assertTrue(clauses.stream().allMatch(c -> c.length() <= 400), clauses.toString());
    assertEquals("x".repeat(1_500), String.join("", clauses));
  }

  @Test
  void noCharacterIsCutInHalf() {
    List<String> clauses = whole("a" + "😀".repeat(700));

    for (String clause : clauses) {
      assertTrue(!Character.isLowSurrogate(clause.charAt(0)), clause);
    }
    assertEquals("a" + "😀".repeat(700), String.join("", clauses));
  }

  @RepeatedTest(300)
  void theClausesAreTheTextHoweverItComes(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    String[] bits = {
      "word",
      "a",
      "Dr.",
      "p.m.",
      "3.5",
      ",",
      ".",
      "?",
      "\"",
      "“",
      "”",
      "(",
      ")",
      "\n",
      " ",
      "  ",
      "No.",
      "We",
      "etc.",
      "…",
      "-",
      "—",
      "1.",
      "。",
      "😀",
      "http://a.b/c."
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append(bits[random.nextInt(bits.length)]);
      if (random.nextInt(3) > 0) {
        text.append(' ');
      }
    }

    List<String> byPieces = pieces(text.toString(), 1 + random.nextInt(9), random);

    assertEquals(text.toString().stripTrailing(), String.join("", byPieces).stripTrailing());
    for (String clause : byPieces) {
      long words = clause.strip().split("\\s+").length;
      assertTrue(!clause.isBlank() && clause.length() <= 400 && words <= 60, clause);
    }
  }

  private static List<String> whole(String text) {
    ClauseChunker.Cut cut = ClauseChunker.START.add(text);
    List<String> clauses = new ArrayList<>(cut.clauses());
    clauses.addAll(cut.rest().finish().clauses());
    return clauses;
  }

  private static List<String> pieces(String text, int longest, Random random) {
    ClauseChunker chunker = ClauseChunker.START;
    List<String> clauses = new ArrayList<>();
    for (int done = 0; done < text.length(); ) {
      int part = Math.min(text.length() - done, 1 + random.nextInt(longest));
      ClauseChunker.Cut cut = chunker.add(text.substring(done, done + part));
      clauses.addAll(cut.clauses());
      chunker = cut.rest();
      done += part;
    }
    clauses.addAll(chunker.finish().clauses());
    return clauses;
  }
}
