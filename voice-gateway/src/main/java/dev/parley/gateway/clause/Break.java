package dev.parley.gateway.clause;

/** What may end after a token. */
enum Break {
  /** The sentence: always a place to cut. */
  SENTENCE,
  /** A part of it: a place to cut when there are words enough. */
  CLAUSE,
  /** Nothing. */
  NONE,
  /** It depends on the word that follows, and that isn't there yet. */
  UNDECIDED
}
