package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Bot;
import dev.parley.gateway.conversation.Caller;
import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Phase;
import dev.parley.gateway.conversation.Timer;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.conversation.Voice;
import dev.parley.gateway.simulate.EarTrack.Stretch;
import dev.parley.gateway.simulate.RunLog.Given;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import dev.parley.gateway.simulate.Simulation.Inside;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds in every conversation, shown on random ones in virtual time. */
class RandomTimelinesTest {
  private static final String SEED = "20261101";
  private static final TurnRules RULES = TurnRules.standard();
  private static final int COLUMNS = 120;
  private static final long MOST_AHEAD_MILLIS = 200;
  private static final long FRAME_MILLIS = 20;

  @Provide
  Arbitrary<Scenario> scenarios() {
    return RandomScenarios.any();
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void whatTheCallerHearsIsOneWantedAnswerAfterTheOther(@ForAll("scenarios") Scenario scenario) {
    check(
        scenario,
        run -> {
          onlyOneAnswerIsAudible(run.result());
          nothingOfAThrownAwayAnswerIsHeardOrDone(run);
          everyAnswerIsTheModelsToItsTurn(run);
          whatWasHeardIsTheBeginningOfWhatWasSaid(run.result());
          theGapIsWhatTheCallerWaited(run.result());
          whatIsCutIsSilentAtOnce(run);
          noVoiceIsLowForLong(run);
          assertTrue(
              run.result().sentAheadMaxMillis() <= MOST_AHEAD_MILLIS,
              () -> "sent ahead: " + run.result().sentAheadMaxMillis() + " ms");
        });
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void noWordOfTheCallerIsLostOrUsedTwice(@ForAll("scenarios") Scenario scenario) {
    check(
        scenario,
        run -> {
          noWordIsInTwoTurns(run);
          noWordIsLost(run);
          theContextIsWhatBothHeard(run);
        });
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void itAlwaysReturnsToListening(@ForAll("scenarios") Scenario scenario) {
    check(
        scenario,
        run -> {
          assertNull(run.result().ended(), "hung up");
          assertEquals(Phase.LISTENING, run.end().phase());
          assertEquals(new Bot.Waiting(), run.end().bot());
          assertEquals(new Caller.Silent(), run.end().caller());
          assertNull(run.end().draft(), "a draft is left");
          assertNull(run.end().kept(), "a turn is left unanswered");
          assertTrue(Set.of(Timer.REMIND).containsAll(run.end().armed().keySet()));
          assertEquals(0, run.end().errands().size(), "tools at work");
          everyTurnIsOverOnce(run);
        });
  }

  @Property(seed = SEED, edgeCases = EdgeCasesMode.NONE)
  void theSameTimelineAlwaysGivesTheSameResult(@ForAll("scenarios") Scenario scenario) {
    check(
        scenario,
        run ->
            assertEquals(
                ResultJson.of(run.result()).encode(),
                ResultJson.of(Simulation.run(scenario, RULES)).encode()));
  }

  private static void check(Scenario scenario, Consumer<Inside> property) {
    Inside run = Simulation.runInside(scenario, RULES);
    try {
      property.accept(run);
    } catch (AssertionError e) {
      throw new AssertionError(
          e.getMessage()
              + "\n"
              + String.join("\n", TimelineText.of(run.result(), COLUMNS))
              + "\n"
              + scenario,
          e);
    }
  }

  // ---- what is heard

  private static void onlyOneAnswerIsAudible(Result result) {
    long over = 0;
    for (Result.BotAudio audio : result.botAudio()) {
      assertTrue(
          audio.start() >= over, "an answer begins at " + audio.start() + ", before " + over);
      over = audio.end();
    }
  }

  private static void nothingOfAThrownAwayAnswerIsHeardOrDone(Inside run) {
    Set<Long> played = new HashSet<>();
    Set<Long> dropped = new HashSet<>();
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.Play c) {
        played.add(c.answer());
      } else if (given.command() instanceof Command.DropAnswer c) {
        dropped.add(c.answer());
      } else if (given.command() instanceof Command.RunTool c) {
        assertTrue(
            played.contains(c.answer()) && !dropped.contains(c.answer()),
            () -> "a tool runs for answer " + c.answer() + ", which has not the floor");
      }
    }
    played.retainAll(dropped);
    assertEquals(Set.of(), played, "played and thrown away");
    List<String> spoken = new ArrayList<>();
    textsOfPlayed(run).forEach((id, text) -> spoken.add(text));
    for (Result.BotAudio audio : run.result().botAudio()) {
      assertTrue(spoken.contains(audio.text()), () -> "never meant to be heard: " + audio);
    }
  }

  private static Map<Long, String> textsOfPlayed(Inside run) {
    Map<Long, String> texts = new HashMap<>();
    Set<Long> played = new HashSet<>();
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.Play c) {
        played.add(c.answer());
      } else if (given.command() instanceof Command.Speak c) {
        texts.merge(c.answer(), c.text(), String::concat);
      }
    }
    texts.keySet().retainAll(played);
    return texts;
  }

  private static void everyAnswerIsTheModelsToItsTurn(Inside run) {
    Map<Long, String> asked = new HashMap<>();
    String turn = "";
    Map<Long, String> turns = new HashMap<>();
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.Generate c) {
        asked.put(c.answer(), ScriptedModel.lastUser(c.context()));
      } else if (given.command() instanceof Command.Tell t
          && t.notice() instanceof Notice.TurnHeard n) {
        turn = n.text();
      } else if (given.command() instanceof Command.Play c) {
        turns.put(c.answer(), turn);
      }
    }
    textsOfPlayed(run)
        .forEach(
            (answer, text) -> {
              String question = asked.get(answer);
              if (question == null) {
                assertTrue(
                    text.equals(ScriptedVoice.DISCLOSURE) || text.equals(RULES.apology()), text);
                return;
              }
              assertEquals(turns.get(answer), question, "the model was asked something else");
              String written = written(run.result().scenario(), question);
              assertTrue(
                  squeezed(written).startsWith(ownWords(text)),
                  () -> "to \"" + question + "\" the model wrote \"" + written + "\", not " + text);
            });
  }

  private static String written(Scenario scenario, String question) {
    return scenario.replies().stream()
        .filter(r -> r.input().equals(question))
        .map(Scenario.Reply::content)
        .findFirst()
        .orElse("The scenario has no answer to that.");
  }

  /** Without what the bot says when something takes long or fails. */
  private static String ownWords(String text) {
    return squeezed(text.replace(RULES.filler(), " ").replace(RULES.apology(), " "));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static void whatWasHeardIsTheBeginningOfWhatWasSaid(Result result) {
    for (Result.BotAudio audio : result.botAudio()) {
      assertTrue(audio.text().startsWith(audio.heardText()), audio::toString);
      if (audio.text().equals(ScriptedVoice.DISCLOSURE)) {
        assertEquals(audio.text(), audio.heardText(), "the disclosure was not heard");
        continue;
      }
      long audible =
          audio.end() - audio.start() - audio.gaps().stream().mapToLong(Stretch::millis).sum();
      long believed = audio.heardText().length() * result.scenario().speech().millisPerChar();
      assertTrue(
          believed <= audible + FRAME_MILLIS,
          () -> "believed heard: " + believed + " of " + audible + " ms in " + audio);
    }
  }

  private static void theGapIsWhatTheCallerWaited(Result result) {
    // a first frame that leaves in the millisecond of a cut is never heard
    List<Long> unheard =
        result.answers().stream()
            .filter(a -> a.outcome().equals("discarded"))
            .map(Result.AnswerEnd::turn)
            .toList();
    for (Result.Latency latency : result.latency()) {
      assertEquals(
          latency.gapMillis(),
          latency.segments().stream().mapToLong(Result.Segment::millis).sum(),
          latency::toString);
      assertTrue(
          latency.segments().stream().allMatch(s -> s.millis() >= 0),
          () -> "a negative part of " + latency);
      assertTrue(
          unheard.contains(latency.turn())
              || result.botAudio().stream()
                  .anyMatch(
                      audio ->
                          result.scenario().user().stream()
                              .anyMatch(u -> u.endMillis() + latency.gapMillis() == audio.start())),
          () -> "no answer was heard " + latency.gapMillis() + " ms after the caller's words");
    }
  }

  private static void whatIsCutIsSilentAtOnce(Inside run) {
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.CutAnswer) {
        for (Result.BotAudio audio : run.result().botAudio()) {
          assertTrue(
              audio.end() <= given.at() || audio.start() >= given.at(),
              () -> "cut at " + given.at() + " and heard on: " + audio);
        }
      }
    }
  }

  private static void noVoiceIsLowForLong(Inside run) {
    long longest = RULES.policy().longestYieldNanos() / VirtualTime.MILLI;
    long lowSince = Long.MAX_VALUE;
    for (Given given : run.commands()) {
      long since = lowSince;
      assertTrue(
          given.at() <= since || given.at() - since <= longest,
          () -> "low from " + since + " to " + given.at() + " and on");
      if (given.command() instanceof Command.SetVoice c) {
        lowSince = c.voice() == Voice.LOWERED ? given.at() : Long.MAX_VALUE;
      } else if (given.command() instanceof Command.CutAnswer
          || (given.command() instanceof Command.Tell t
              && t.notice() instanceof Notice.AnswerOver)) {
        lowSince = Long.MAX_VALUE;
      }
    }
  }

  // ---- the caller's words

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /** Unless the answer was taken back before anything of it was heard. */
  private static void noWordIsInTwoTurns(Inside run) {
    Map<String, Long> turnOf = new HashMap<>();
    Set<Long> unheard = new HashSet<>();
    for (Given given : run.commands()) {
      if (!(given.command() instanceof Command.Tell tell)) {
        continue;
      }
      if (tell.notice() instanceof Notice.AnswerOver n && n.heardText().isBlank()) {
        unheard.add(n.turn());
      } else if (tell.notice() instanceof Notice.TurnHeard n) {
        for (String word : words(n.text())) {
          Long before = turnOf.put(word, n.turn());
          assertTrue(
              before == null || unheard.contains(before),
              () -> word + " is in turn " + before + " and in turn " + n.turn());
        }
      }
    }
    Set<String> known = new HashSet<>();
    for (Result.Said line : run.result().context()) {
      if (line.role().equals("user")) {
        for (String word : words(line.text())) {
          assertTrue(known.add(word), () -> "the model is told twice: " + word);
        }
      }
    }
  }

  private enum Fate {
    COUNTED,
    IGNORED,
    TYPED_OVER
  }

  private static void noWordIsLost(Inside run) {
    Set<String> used = new HashSet<>();
    run.result().userTurns().forEach(t -> used.addAll(words(t.text())));
    Map<Long, Fate> fates = fates(run);
    Set<String> said = new HashSet<>();
    for (UserUtterance u : run.result().scenario().user()) {
      said.addAll(words(u.text()));
      Fate fate = u.typed() ? Fate.COUNTED : fates.get(utterance(run, u));
      if (fate == Fate.COUNTED) {
        assertTrue(used.containsAll(words(u.text())), () -> "lost: " + u.text());
      } else if (fate == Fate.IGNORED) {
        assertTrue(words(u.text()).stream().noneMatch(used::contains), () -> "used: " + u.text());
      }
    }
    used.removeAll(said);
    assertEquals(Set.of(), used, "never said");
  }

  /** The utterance of the recogniser that a sound belongs to. */
  private static long utterance(Inside run, UserUtterance u) {
    long id = 0;
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.StartUtterance c
          && given.at() <= u.startMillis() + 60) {
        id = c.utterance();
      }
    }
    return id;
  }

  private static Map<Long, Fate> fates(Inside run) {
    Set<Long> typed = new HashSet<>();
    for (UserUtterance u : run.result().scenario().user()) {
      if (u.typed()) {
        typed.add(u.startMillis());
      }
    }
    Map<Long, Fate> fates = new HashMap<>();
    boolean ignored = false;
    for (Given given : run.commands()) {
      if (given.command() instanceof Command.DropUtterance c) {
        // what was known of it when something was typed is in that turn, the rest was not waited
        // for
        Fate other = typed.contains(given.at()) ? Fate.TYPED_OVER : Fate.COUNTED;
        fates.put(c.utterance(), ignored ? Fate.IGNORED : other);
      }
      ignored =
          given.command() instanceof Command.Tell t
              && t.notice() instanceof Notice.OverlapJudged n
              && n.verdict() == Command.Verdict.IGNORED;
    }
    return fates;
  }

  private static void theContextIsWhatBothHeard(Inside run) {
    List<String> expected = new ArrayList<>();
    String unheard = null;
    for (Given given : run.commands()) {
      if (!(given.command() instanceof Command.Tell tell)) {
        continue;
      }
      if (tell.notice() instanceof Notice.TurnHeard n) {
        if (unheard != null && n.text().startsWith(unheard + " ")) {
          expected.remove(unheard);
        }
        unheard = null;
        expected.add(n.text());
      } else if (tell.notice() instanceof Notice.AnswerOver n) {
        if (n.heardText().isBlank()) {
          unheard = expected.isEmpty() ? null : expected.getLast();
        } else {
          expected.add(n.heardText());
        }
      }
    }
    List<String> context =
        run.result().context().stream()
            .filter(line -> !line.role().equals("tool"))
            .map(Result.Said::text)
            .toList();
    assertEquals(expected, context);
  }

  // ---- the end

  private static void everyTurnIsOverOnce(Inside run) {
    List<Long> begun = new ArrayList<>();
    List<Long> over = new ArrayList<>();
    for (Given given : run.commands()) {
      if (!(given.command() instanceof Command.Tell tell)) {
        continue;
      }
      if (tell.notice() instanceof Notice.TurnHeard n) {
        begun.add(n.turn());
      } else if (tell.notice() instanceof Notice.AnswerOver n && n.turn() > 0) {
        over.add(n.turn());
        if (n.outcome() == Command.Outcome.ANSWERED) {
          assertEquals(n.text(), n.heardText(), "answered, but not heard");
        }
        boolean cut =
            n.outcome() == Command.Outcome.INTERRUPTED || n.outcome() == Command.Outcome.DISCARDED;
        if (!cut && n.text().equals(n.heardText())) {
          String withoutFiller = n.text().replace(RULES.filler(), "");
          assertTrue(!withoutFiller.isBlank(), "neither an answer nor an apology was heard");
        }
      }
    }
    assertEquals(begun, over);
  }
}
