package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What the caller is saying, pauses included.
 *
 * @param finish the newest request for a final
 * @param text the words so far, as the recogniser gave them last
 * @param overlap while it isn't decided what a sound made over the bot means; null = the words are
 *     the caller's turn
 * @param lost whether the recogniser failed on it: its words will never be known
 */
record Utterance(long id, long finish, String text, @Nullable Overlap overlap, boolean lost) {
  static Utterance begin(long id) {
    return new Utterance(id, 0, "", null, false);
  }

  Utterance saying(String words) {
    return new Utterance(id, finish, words, overlap, lost);
  }

  Utterance finishing(long request) {
    return new Utterance(id, request, text, overlap, lost);
  }

  Utterance over(@Nullable Overlap bot) {
    return new Utterance(id, finish, text, bot, lost);
  }

  Utterance losing() {
    return new Utterance(id, finish, text, overlap, true);
  }

  boolean hasWords() {
    return !text.isBlank();
  }
}
