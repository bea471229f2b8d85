package dev.parley.gateway.watermark;

import java.util.List;
import java.util.Optional;

/**
 * What a detector found in one channel.
 *
 * @param windows in order; none when the recording is shorter than 1 s
 */
public record Detection(List<Window> windows) {
  /**
   * A piece of a recording.
   *
   * @param startSeconds since the beginning of the recording
   * @param z how far the best position of the mark stands out, in standard deviations over all
   *     positions: up to about 5 where no mark is; 0 where there is no sound
   * @param speechSeconds how much of it has sound about as loud as the recording's speech
   * @param detected whether there is a mark
   */
  public record Window(double startSeconds, double z, double speechSeconds, boolean detected) {
    /** Whether there is enough speech to expect a mark in it: 1 s. */
    public boolean hasSpeech() {
      return speechSeconds >= 1;
    }
  }

  public Detection {
    windows = List.copyOf(windows);
  }

  /** Whether at least one window is marked. */
  public boolean isMarked() {
    return first().isPresent();
  }

  /** How many windows are marked. */
  public int marked() {
    return (int) windows.stream().filter(Window::detected).count();
  }

  /** How many windows have speech, or so little of it that a mark was found all the same. */
  public int judged() {
    return (int) windows.stream().filter(w -> w.hasSpeech() || w.detected()).count();
  }

  /** The first window with a mark. */
  public Optional<Window> first() {
    return windows.stream().filter(Window::detected).findFirst();
  }

  /** The largest z of all windows, 0 without any. */
  public double strongest() {
    return windows.stream().mapToDouble(Window::z).max().orElse(0);
  }
}
