package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;

/** Takes calls that are only listened to, and counts them. */
public final class FuzzedCalls implements PhoneCalls {
  private final Random random;
  private final int mostSamples;
  private int begun;
  private int over;

  /**
   * @param mostSamples audio comes in less at once
   */
  public FuzzedCalls(Random random, int mostSamples) {
    this.random = random;
    this.mostSamples = mostSamples;
  }

  /** Many calls began, and all of them are over. */
  public void assertOver(int least) {
    assertTrue(begun > least, "hardly a call began: " + begun);
    assertEquals(begun, over, "calls that began and were never over");
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }

  @Override
  public Optional<CallerEvents> open(PhoneChannel channel, String client, String language) {
    assertTrue(PhoneTalk.isLanguage(language), language);
    return Optional.of(take(channel));
  }

  /** A call that comes another way. */
  public CallerEvents take(CallChannel channel) {
    begun++;
    channel.audio(new byte[640]);
    channel.sent(200);
    return new CallerEvents() {
      private boolean isOver;

      @Override
      public void audio(short[] samples) {
        assertTrue(!isOver && samples.length < mostSamples);
        if (random.nextInt(50) == 0) {
          channel.clear();
        }
      }

      @Override
      public void played(long millis) {
        assertTrue(millis >= 0, "played " + millis);
      }

      @Override
      public void typed(String words) {
        assertTrue(!words.isBlank() && words.length() <= 1_000);
      }

      @Override
      public void key(char key) {
        assertTrue("0123456789*#ABCD".indexOf(key) >= 0, "key " + key);
      }

      @Override
      public void closed() {
        assertTrue(!isOver, "closed twice");
        isOver = true;
        over++;
      }
    };
  }
}
