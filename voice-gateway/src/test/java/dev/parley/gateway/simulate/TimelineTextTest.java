package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.TurnRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTextTest {
  private static final String SCENARIO =
      """
      {"name": "late_stop", "why": "the words of an interruption come late", "transport": "TRANSPORT",
       "user": [
         {"start": 400, "end": 1400, "text": "What is for dinner?", "eot": 0.6},
         {"start": 3500, "end": 4100, "text": "Stop", "class": "interrupt", "stt_delay": 600},
         {"start": 5600, "end": 5600, "text": "thanks", "typed": true}],
       "llm": [
         {"input": "What is for dinner?",
          "content": "Trout from the lake, with potatoes and a glass of white wine."},
         {"input": "Stop", "content": "Fine."},
         {"input": "thanks", "content": "Gladly."}],
       "until": 9000}
      """;

  @Test
  void itDrawsWhoSoundsWhenAndTellsWhatHappened() {
    assertEquals(
        """
        late_stop: the words of an interruption come late
                0s        1s        2s        3s        4s        5s        6s        7s
        caller      ==========                     ======               t
        bot                            ############-----             ###      #####
        model                   mmmmmmm                        mmmm     mmmm
                bot # full voice  - lowered  . held    model m writes  x thrown away
          0.400  caller "What is for dinner?" until 1.400
          1.600  model asked "What is for dinner?"
          2.300  turn "What is for dinner?"
          2.300  bot "Trout from the lake, with potatoes and a glass of white wine.", heard "Trout from the lake, with"
          2.300  turn 1 answered after 900 ms: voice activity 60, turn decision 840
          3.500  caller "Stop" until 4.100
          3.560  bot lowers its voice (interruption p=0.50)
          4.000  bot holds (interruption p=0.92)
          4.700  interrupted (interruption p=0.92)
          4.700  turn 1 interrupted
          4.700  turn "Stop"
          4.700  model asked "Stop"
          5.300  bot "Fine."
          5.300  turn 2 answered after 1200 ms: voice activity 60, turn decision 315, transcript 225, model first token 100, first clause 300, synthesis first audio 200
          5.600  caller types "thanks"
          5.600  turn 2 interrupted
          5.600  turn "thanks"
          5.600  model asked "thanks"
          6.200  bot "Gladly."
          6.200  turn 3 answered after 600 ms: model first token 100, first clause 300, synthesis first audio 200
          6.620  turn 3 answered
        """
            .stripTrailing(),
        String.join("\n", draw("pausable", 100)));
  }

  @Test
  void aPhoneStreamIsNamed() {
    assertEquals(
        "late_stop: the words of an interruption come late (phone stream)",
        draw("clear_only", 100).getFirst());
  }

  @Test
  void theDrawingIsAsWideAsTheScreen() {
    List<String> narrow = draw("pausable", 60);

    assertEquals(List.of(), narrow.stream().skip(1).limit(4).filter(l -> l.length() > 60).toList());
  }

  private static List<String> draw(String transport, int columns) {
    Scenario scenario = Scenario.parse(SCENARIO.replace("TRANSPORT", transport));
    return TimelineText.of(Simulation.run(scenario, TurnRules.standard()), columns);
  }
}
