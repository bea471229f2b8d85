package dev.parley.gateway.simulate;

import com.google.protobuf.ByteString;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.hop.SpeechStream;
import dev.parley.proto.v1.AudioChunk;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.WordMark;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * The synthesis of one answer: the audio of a clause is there all at once, some time after its
 * text, and leaves as fast as it is asked for. Word times are in proportion to characters.
 */
final class ScriptedVoice implements SpeechStream {
  /** Amplitude of the full voice. */
  static final int FULL_VOICE = 10_000;

  /** The disclosure's text in a scenario. */
  static final String DISCLOSURE = "[disclosure]";

  private static final int CHUNK_MILLIS = 100;
  private static final int ASKED_FOR_AT_FIRST = 16;

  private final VirtualTime time;
  private final Scenario scenario;
  private final Listener listener;
  private final Queue<Runnable> messages = new ArrayDeque<>();
  private int asked = ASKED_FOR_AT_FIRST;
  private long readyMillis;
  private boolean giving;
  private boolean cancelled;

  ScriptedVoice(VirtualTime time, Scenario scenario, Listener listener) {
    this.time = time;
    this.scenario = scenario;
    this.listener = listener;
  }

  @Override
  public void speak(long clause, String text) {
    boolean disclosure = text.equals(DISCLOSURE);
    readyMillis =
        Math.max(
            readyMillis, time.millis() + (disclosure ? 0 : scenario.speech().firstByteMillis()));
    long millis =
        disclosure
            ? scenario.disclosureMillis()
            : text.length() * scenario.speech().millisPerChar();
    time.atMillis(readyMillis, () -> synthesised(clause, text, millis));
  }

  private void synthesised(long clause, String text, long millis) {
    marks(clause, text);
    for (long done = 0; done < millis; done += CHUNK_MILLIS) {
      short[] pcm = new short[(int) Math.min(CHUNK_MILLIS, millis - done) * Pcm.SAMPLES_PER_MILLI];
      Arrays.fill(pcm, (short) FULL_VOICE);
      AudioChunk chunk =
          AudioChunk.newBuilder()
              .setClauseId(clause)
              .setSampleRateHz(Pcm.RATE_HZ)
              .setPcm(ByteString.copyFrom(Pcm.bytes(pcm)))
              .build();
      messages.add(() -> listener.audio(chunk));
    }
    ClauseEnd end = ClauseEnd.newBuilder().setClauseId(clause).setAudioMs((int) millis).build();
    messages.add(() -> listener.clauseEnded(end));
    give();
  }

  private void marks(long clause, String text) {
    int perChar = (int) scenario.speech().millisPerChar();
    for (int start = 0; start < text.length(); ) {
      int end = start;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end > start) {
        WordMark mark =
            WordMark.newBuilder()
                .setClauseId(clause)
                .setStartChar(start)
                .setEndChar(end)
                .setStartMs(start * perChar)
                .setEndMs(end * perChar)
                .build();
        messages.add(() -> listener.mark(mark));
      }
      start = end + 1;
    }
  }

  @Override
  public void textOver() {
    time.atMillis(
        readyMillis,
        () -> {
          messages.add(
              () -> {
                // the end of a stream is no message: it needs no asking for
                asked++;
                listener.ended();
              });
          give();
        });
  }

  @Override
  public void request(int more) {
    asked += more;
    give();
  }

  @Override
  public void cancel() {
    cancelled = true;
    messages.clear();
  }

  private void give() {
    if (giving) {
      return;
    }
    giving = true;
    while (!cancelled && !messages.isEmpty() && asked > 0) {
      asked--;
      messages.remove().run();
    }
    giving = false;
  }
}
