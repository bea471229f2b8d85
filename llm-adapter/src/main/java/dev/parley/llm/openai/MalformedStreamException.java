package dev.parley.llm.openai;

/** The server sent what is no stream of chat completion chunks; the message says what was found. */
final class MalformedStreamException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedStreamException(String found) {
    super(found);
  }
}
