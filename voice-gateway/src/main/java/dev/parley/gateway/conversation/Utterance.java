package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What the caller is saying, pauses included.
 *
 * @param finish the newest request for a final
 * @param text the words so far, as the recogniser gave them last
 * @param stableChars how much of them it won't take back
 * @param overlap while it isn't decided what a sound made over the bot means; null = the words are
 *     the caller's turn
 * @param lost whether the recogniser failed on it: its words will never be known
 */
record Utterance(
    long id, long finish, String text, int stableChars, @Nullable Overlap overlap, boolean lost) {
  static Utterance begin(long id) {
    return new Utterance(id, 0, "", 0, null, false);
  }

  Utterance saying(String words, int stable) {
    int within = Math.max(0, Math.min(stable, words.length()));
    return new Utterance(id, finish, words, within, overlap, lost);
  }

  Utterance finishing(long request) {
    return new Utterance(id, request, text, stableChars, overlap, lost);
  }

  Utterance over(@Nullable Overlap bot) {
    return new Utterance(id, finish, text, stableChars, bot, lost);
  }

  Utterance losing() {
    return new Utterance(id, finish, text, stableChars, overlap, true);
  }

  /** A recogniser finds words in any noise, and takes them back. */
  boolean hasWords() {
    return !stableText().isBlank();
  }

  String stableText() {
    return text.substring(0, stableChars);
  }
}
