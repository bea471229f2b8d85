package dev.parley.stt.whisper;

import dev.parley.proto.v1.Transcript.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Whether a text may be believed. Whisper writes fluent sentences over noise, and this binding
 * gives no probabilities, so the text itself and its length must tell.
 */
final class Plausibility {
  private static final double MAX_WORDS_A_SECOND = 6;
  private static final int LONGEST_NGRAM = 8;
  private static final int NGRAM_REPEATS = 3;
  // people do say "no, no, no", and telephone numbers hold the same digit often
  private static final int WORD_REPEATS = 6;
  private static final int SHORTEST_SPEECH_MILLIS = 200;

  /** Nobody says these to an agent; they come from the subtitles Whisper was trained on. */
  private static final Set<String> SUBTITLES =
      Set.of(
          "thanks for watching",
          "thank you for watching",
          "thank you so much for watching",
          "thank you very much for watching",
          "please subscribe",
          "please subscribe to my channel",
          "subtitles by the amara org community",
          "subtitles by the amaraorg community",
          "subtitles made by the community of amaraorg",
          "transcription by castingwords",
          "see you in the next video",
          "ill see you in the next video",
          "like and subscribe");

  /** Said over near silence, but also by people. */
  private static final Set<String> FILLERS =
      Set.of("you", "thank you", "thanks", "bye", "bye bye", "okay", "so", "the", "oh", "hmm");

  private Plausibility() {}

  /**
   * @param raw what the model wrote
   * @param words what is left of it
   */
  static Verdict judge(String raw, List<String> words, int audioMillis, int voicedMillis) {
    if (words.isEmpty()) {
      return voicedMillis < SHORTEST_SPEECH_MILLIS || TranscriptText.isAnnotated(raw)
          ? Verdict.NO_SPEECH
          : Verdict.NOT_UNDERSTOOD;
    }
    List<String> plain = words.stream().map(TranscriptText::normalised).toList();
    String text = String.join(" ", plain).replace("'", "").replace("\u2019", "");
    if (voicedMillis < SHORTEST_SPEECH_MILLIS && FILLERS.contains(text)) {
      return Verdict.NO_SPEECH;
    }
    boolean doubtful =
        SUBTITLES.contains(text)
            || plain.size() > MAX_WORDS_A_SECOND * Math.max(1, audioMillis / 1_000.0)
            || loops(plain);
    return doubtful ? Verdict.NOT_UNDERSTOOD : Verdict.RECOGNISED;
  }

  /** The same words over and over, without a break. */
  static boolean loops(List<String> words) {
    for (int n = 1; n <= Math.min(LONGEST_NGRAM, words.size()); n++) {
      int needed = (n == 1 ? WORD_REPEATS : NGRAM_REPEATS) * n - n;
      int same = 0;
      for (int i = n; i < words.size(); i++) {
        same = words.get(i).equals(words.get(i - n)) ? same + 1 : 0;
        if (same >= needed) {
          return true;
        }
      }
    }
    return false;
  }
}
