package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.watermark.Sounds;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The caller's end of a telephone line: plays what comes in order and in real time, tells which
 * marks are reached, says what the caller says. Thread-safe.
 */
public final class FarEnd {
  private static final int LOUD = 500;

  /** Audio of the line, or a mark that is reached when all before it was played. */
  private static final class Buffered {
    final byte[] audio;
    final String mark;

    Buffered(byte[] audio, String mark) {
      this.audio = audio;
      this.mark = mark;
    }
  }

  private final LineCodec.Format format;
  private final int frameBytes;
  private final Deque<Buffered> buffer = new ArrayDeque<>();
  private final Deque<byte[]> microphone = new ArrayDeque<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private int offset;
  private int clears;
  private int mostBuffered;

  public FarEnd(LineCodec.Format format) {
    this.format = format;
    this.frameBytes = Pcm.FRAME_MILLIS * format.bytesPerMilli();
  }

  // ---- from the gateway

  public synchronized void audio(byte[] audio) {
    buffer.add(new Buffered(audio, ""));
    int waiting = buffer.stream().mapToInt(b -> b.audio.length).sum() - offset;
    mostBuffered = Math.max(mostBuffered, waiting);
  }

  public synchronized void mark(String name) {
    buffer.add(new Buffered(new byte[0], name));
  }

  /** Gives the marks that were dropped. */
  public synchronized List<String> clear() {
    List<String> marks = buffer.stream().filter(b -> b.audio.length == 0).map(b -> b.mark).toList();
    buffer.clear();
    offset = 0;
    clears++;
    return marks;
  }

  // ---- time

  /** 20 ms pass: gives the marks that were reached. */
  public synchronized List<String> play() {
    List<String> reached = new ArrayList<>();
    byte[] silence = format.silence(frameBytes);
    for (int i = 0; i < frameBytes; i++) {
      reach(reached);
      Buffered next = buffer.peek();
      if (next == null) {
        heard.write(silence[i]);
      } else {
        heard.write(next.audio[offset++]);
        if (offset == next.audio.length) {
          buffer.remove();
          offset = 0;
        }
      }
    }
    reach(reached);
    return reached;
  }

  private void reach(List<String> reached) {
    while (!buffer.isEmpty() && buffer.peek().audio.length == 0) {
      reached.add(buffer.remove().mark);
    }
  }

  /** The next 20 ms of what the caller says, silence where that is nothing. */
  public synchronized byte[] microphone() {
    byte[] said = microphone.poll();
    return said == null ? format.silence(frameBytes) : said;
  }

  // ---- the caller

  /** PCM s16le mono, 16 kHz; said in real time. */
  public synchronized void say(byte[] pcm) {
    byte[] line = new LineCodec(format).encode(pcm);
    for (int at = 0; at + frameBytes <= line.length; at += frameBytes) {
      microphone.add(Arrays.copyOfRange(line, at, at + frameBytes));
    }
  }

  /** All that the caller heard so far, silence included; 16 kHz. */
  public synchronized short[] heard() {
    return new LineCodec(format).decode(heard.toByteArray());
  }

  public synchronized int clears() {
    return clears;
  }

  /** The most audio that waited to be played, ms. */
  public synchronized int mostBufferedMillis() {
    return mostBuffered / format.bytesPerMilli();
  }

  /** How many samples after the first so many can't be overheard. */
  public int loudAfter(int samples) {
    short[] all = heard();
    int count = 0;
    for (int i = samples; i < all.length; i++) {
      count += Math.abs(all[i]) > LOUD ? 1 : 0;
    }
    return count;
  }

  /** What was heard begins with that clip, as the line makes it sound, and with all of it. */
  public void assertBeginsWith(short[] clip) {
    assertBeginsWith(clip, heard(), format);
  }

  /** The same of a recording. */
  public static void assertBeginsWith(short[] clip, short[] all, LineCodec.Format format) {
    short[] expected = new LineCodec(format).decode(new LineCodec(format).encode(Pcm.bytes(clip)));
    int from = firstLoud(all) - firstLoud(expected);
    assertTrue(from >= 0, "the silence before it is cut");
    double best = -1;
    // a threshold is crossed a little earlier or later
    for (int at = Math.max(0, from - 32); at <= from + 32; at++) {
      short[] part = Arrays.copyOfRange(all, at, at + expected.length);
      best = Math.max(best, Sounds.correlation(expected, part));
    }
    double r = best;
    assertTrue(r >= 0.98, () -> "correlation " + r);
  }

  private static int firstLoud(short[] pcm) {
    int first = 0;
    while (Math.abs(pcm[first]) <= LOUD) {
      first++;
    }
    return first;
  }
}
