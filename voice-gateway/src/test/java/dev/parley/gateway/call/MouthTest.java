package dev.parley.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Event;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.watermark.Watermark;
import dev.parley.gateway.watermark.WatermarkKey;
import dev.parley.proto.v1.AudioChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MouthTest {
  private final List<Event> told = new ArrayList<>();
  private final List<SpeechStream.Listener> synthesis = new ArrayList<>();
  private Runnable beat = () -> {};
  private int frames;
  private final Mouth mouth =
      new Mouth(
          new DeafLine(),
          (answer, turn, listener) -> {
            synthesis.add(listener);
            return new SilentVoice();
          },
          new Watermark(WatermarkKey.PUBLIC),
          onBeat -> {
            beat = onBeat;
            return () -> {};
          },
          () -> 0,
          told::add,
          () -> {});

  @Test
  void aSynthesisThatEndsBeforeItsTextHasFailed() {
    mouth.begin(1, 1);
    mouth.play(1);
    mouth.speak(1, 1, "It is ten");

    synthesis.getFirst().ended();

    assertEquals(
        List.of(
            new Event.SynthesisFailed(
                0, 1, "text to speech: ended before the text of the answer did")),
        told);
  }

  @Test
  void aLostLineIsWaitedForAndNothingIsSaidIntoIt() {
    mouth.begin(1, 1);
    mouth.play(1);
    mouth.speak(1, 1, "It is ten");
    audio(300);
    assertEquals(10, frames, "200 ms ahead");

    mouth.lineLost();
    audio(100);
    beat.run();
    assertEquals(10, frames);

    mouth.played(100);
    mouth.lineBack();
    assertEquals(20, frames, "what was not played is said again");
  }

  private void audio(int millis) {
    synthesis
        .getFirst()
        .audio(
            AudioChunk.newBuilder()
                .setClauseId(1)
                .setSampleRateHz(Pcm.RATE_HZ)
                .setPcm(ByteString.copyFrom(new byte[2 * millis * Pcm.SAMPLES_PER_MILLI]))
                .build());
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

  private final class DeafLine implements CallChannel {
    @Override
    public void audio(byte[] pcm) {
      frames++;
    }

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
