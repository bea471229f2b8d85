package dev.parley.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Verdict;
import dev.parley.gateway.conversation.Phase;
import dev.parley.turn.BotActivity;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.WordTimes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnSenseTest {
  private final Told told = new Told();
  private final TurnSense sense = new TurnSense(told);

  @Test
  void tellsWhatTheBotDoesAndWhatWasHeardOfIt() {
    sense.told(new Notice.StateChanged(Phase.SPEAKING));
    sense.botHeard("It opens");
    sense.botHeard("It opens");
    sense.botHeard("It opens at nine.");
    sense.told(new Notice.StateChanged(Phase.LISTENING));

    assertEquals(
        List.of(
            "bot SPEAKING ",
            "bot SPEAKING It opens",
            "bot SPEAKING It opens at nine.",
            "bot SILENT It opens at nine."),
        told.all);
  }

  @Test
  void whileTheBotThinksItsLastAnswerIsOver() {
    sense.told(new Notice.StateChanged(Phase.SPEAKING));
    sense.botHeard("At nine.");
    sense.told(new Notice.StateChanged(Phase.THINKING));

    assertEquals("bot THINKING ", told.all.getLast());
  }

  @Test
  void theDisclosureIsSpeech() {
    sense.told(new Notice.StateChanged(Phase.DISCLOSING));

    assertEquals(List.of("bot SPEAKING "), told.all);
  }

  @Test
  void aSoundWithWordsThatWasLetPassWasABackchannel() {
    sense.words("mm-hmm", 900, WordTimes.NOT_TOLD);
    sense.told(judged(Verdict.IGNORED));
    sense.utteranceOver(false);

    assertEquals(List.of("words mm-hmm 900", "was BACKCHANNEL", "turn dropped"), told.all);
  }

  @Test
  void aSoundWithoutWordsThatWasLetPassWasANoise() {
    sense.words("what time is it", 900, WordTimes.NOT_TOLD);
    sense.utteranceOver(true);
    sense.told(judged(Verdict.IGNORED));

    assertEquals("was NOISE", told.all.getLast());
  }

  @Test
  void onlyTheLastVerdictOnASoundIsAHabit() {
    sense.told(judged(Verdict.YIELDED));
    sense.told(judged(Verdict.HELD));
    sense.told(judged(Verdict.TOOK_FLOOR));

    assertEquals(List.of("was INTERRUPTION"), told.all);
  }

  private static Notice judged(Verdict verdict) {
    return new Notice.OverlapJudged(1, verdict, 0.5, 0);
  }

  /** Writes down what it is told. */
  private static final class Told implements TurnDetector {
    final List<String> all = new ArrayList<>();

    @Override
    public void words(CharSequence turnSoFar, long untilMillis, WordTimes times) {
      all.add("words " + turnSoFar + " " + untilMillis);
    }

    @Override
    public void bot(BotActivity activity, CharSequence answerSoFar) {
      all.add("bot " + activity + " " + answerSoFar);
    }

    @Override
    public void turnTaken() {
      all.add("turn taken");
    }

    @Override
    public void turnDropped() {
      all.add("turn dropped");
    }

    @Override
    public void overlapWas(dev.parley.turn.Verdict verdict) {
      all.add("was " + verdict);
    }

    @Override
    public void frame(short[] pcm, int offset) {}

    @Override
    public void loudspeaker(short[] pcm, int offset) {}

    @Override
    public boolean isVoice() {
      return false;
    }

    @Override
    public long voiceBeganMillis() {
      return -1;
    }

    @Override
    public long voiceEndedMillis() {
      return -1;
    }

    @Override
    public long positionMillis() {
      return 0;
    }

    @Override
    public long overlapOnsetMillis() {
      return -1;
    }

    @Override
    public long pauseMillis() {
      return -1;
    }

    @Override
    public double interruption() {
      return 0;
    }

    @Override
    public double backchannel() {
      return 0;
    }

    @Override
    public double noise() {
      return 1;
    }

    @Override
    public double endOfTurn() {
      return 0;
    }
  }
}
