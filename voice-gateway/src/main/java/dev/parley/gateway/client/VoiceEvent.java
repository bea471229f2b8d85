package dev.parley.gateway.client;

import java.util.List;
import java.util.Map;

/**
 * What arrives from the gateway: the messages of docs/protocol.md, audio, and the end of the line.
 */
public sealed interface VoiceEvent {
  /**
   * The call is open.
   *
   * @param engines by hop: "stt", "llm", "tts"
   */
  record Started(String call, Map<String, Engine> engines) implements VoiceEvent {
    public Started {
      engines = Map.copyOf(engines);
    }
  }

  /** What the bot is doing: "disclosing", "listening", "thinking", "speaking". */
  record StateChanged(String state) implements VoiceEvent {}

  /** The gateway heard the caller's voice begin. */
  record SpeechBegan(double atMillis) implements VoiceEvent {}

  /** The gateway heard the caller's voice end. */
  record SpeechEnded(double atMillis) implements VoiceEvent {}

  record Partial(long turn, String text, int stableChars) implements VoiceEvent {}

  record Final(long turn, String text, boolean understood) implements VoiceEvent {}

  /** The answer so far. */
  record Answer(long turn, String text) implements VoiceEvent {}

  /** 16 kHz mono s16le; the array is not changed any more. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Audio(byte[] pcm) implements VoiceEvent {}

  /** Everything not yet played is to be dropped. */
  record Clear() implements VoiceEvent {}

  /**
   * The bot's voice is to be played at this gain from now on, also what has been received.
   *
   * @param gainDb 0 = full voice
   */
  record Duck(double gainDb) implements VoiceEvent {}

  /** From the end of the caller's speech to the first audio of the answer. */
  record Latency(long turn, double gapMillis, List<Segment> segments) implements VoiceEvent {
    public Latency {
      segments = List.copyOf(segments);
    }
  }

  /**
   * The answer is over.
   *
   * @param heard the part of the text that the caller heard
   * @param outcome "answered", "interrupted", "failed", or "discarded": nothing of it was heard
   */
  record AnswerEnded(long turn, String text, String heard, String outcome) implements VoiceEvent {}

  record Trouble(String code, String message) implements VoiceEvent {}

  /** The gateway's last word. */
  record Ended(String reason) implements VoiceEvent {}

  /** The connection is gone; nothing follows. */
  record Closed(int code, String reason) implements VoiceEvent {}

  /** One hop's engine, for people. */
  record Engine(String engine, String model, String label, String reason) {}

  /** Part of a latency. */
  record Segment(String name, double millis) {}
}
