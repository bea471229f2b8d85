package dev.parley.turn;

import java.util.ArrayList;
import java.util.List;

/** What a detector said of a recording. */
final class Timeline implements VoiceActivityDetector.Listener {
  /**
   * @param start where speech began
   * @param end where it ended; -1 while it goes on
   * @param noticed how much audio had been heard when the start was told
   */
  record Segment(long start, long end, long noticed) {}

  private final List<Segment> segments = new ArrayList<>();
  private long heardMillis;

  static List<Segment> of(short[] pcm) {
    VoiceActivityDetector detector = new VoiceActivityDetector(VadSettings.standard());
    Timeline timeline = new Timeline();
    for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
      timeline.heardMillis += Frame.MILLIS;
      detector.frame(pcm, i, timeline);
    }
    return timeline.segments;
  }

  static long speechMillis(List<Segment> segments, long totalMillis) {
    return segments.stream().mapToLong(s -> (s.end < 0 ? totalMillis : s.end) - s.start).sum();
  }

  @Override
  public void speechStarted(long atMillis) {
    segments.add(new Segment(atMillis, -1, heardMillis));
  }

  @Override
  public void speechEnded(long atMillis) {
    Segment open = segments.removeLast();
    segments.add(new Segment(open.start, atMillis, open.noticed));
  }
}
