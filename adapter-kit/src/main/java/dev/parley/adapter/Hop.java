package dev.parley.adapter;

import java.util.Locale;

/** A stage of the pipeline that lives behind gRPC. */
public enum Hop {
  STT("speech to text", 50051),
  LLM("language model", 50052),
  TTS("text to speech", 50053);

  private final String title;
  private final int defaultPort;

  Hop(String title, int defaultPort) {
    this.title = title;
    this.defaultPort = defaultPort;
  }

  /** The name in settings and commands: "stt", "llm", "tts". */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** TCP port when nothing else is set. */
  public int defaultPort() {
    return defaultPort;
  }
}
