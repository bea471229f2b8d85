package dev.parley.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.gateway.transport.CallChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MouthTest {
  private final List<Event> told = new ArrayList<>();
  private final List<SpeechStream.Listener> synthesis = new ArrayList<>();
  private final Mouth mouth =
      new Mouth(
          new DeafLine(),
          (answer, listener) -> {
            synthesis.add(listener);
            return new SilentVoice();
          },
          onBeat -> () -> {},
          () -> 0,
          told::add,
          () -> {});

  @Test
  void aSynthesisThatEndsBeforeItsTextHasFailed() {
    mouth.begin(1);
    mouth.play(1);
    mouth.speak(1, 1, "It is ten");

    synthesis.getFirst().ended();

    assertEquals(
        List.of(
            new Event.SynthesisFailed(
                0, 1, "text to speech: ended before the text of the answer did")),
        told);
  }

  private static final class SilentVoice implements SpeechStream {
    @Override
    public void speak(long clause, String text) {}

    @Override
    public void textOver() {}

    @Override
    public void request(int more) {}

    @Override
    public void cancel() {}
  }

  private static final class DeafLine implements CallChannel {
    @Override
    public void audio(byte[] pcm) {}

    @Override
    public void clear() {}

    @Override
    public boolean lowersAtOnce() {
      return true;
    }

    @Override
    public void duck(double gainDb) {}

    @Override
    public int aheadMillis() {
      return 200;
    }

    @Override
    public void tell(Notice notice) {}

    @Override
    public void voiceStarted(long atMillis) {}

    @Override
    public void voiceEnded(long atMillis) {}

    @Override
    public boolean isCongested() {
      return false;
    }

    @Override
    public void end(String reason) {}
  }
}
