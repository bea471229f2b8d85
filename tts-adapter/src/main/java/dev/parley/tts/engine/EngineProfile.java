package dev.parley.tts.engine;

import java.util.List;

/**
 * What an engine is and what it can do.
 *
 * @param engine name as used in the settings
 * @param model voice or model, for people
 * @param label what it is, honestly, in one phrase
 * @param sampleRateHz of all its audio
 * @param voices names it accepts, the first is the default; empty = any name is passed on
 * @param changesRate whether it can speak faster and slower
 * @param marksWords whether it tells when each word is said
 * @param pieceWords the most words given to it at once
 * @param workers how many pieces it can say at the same time
 * @param silencePeak samples up to this are silence, of 32,767
 */
public record EngineProfile(
    String engine,
    String model,
    String label,
    int sampleRateHz,
    List<String> voices,
    boolean changesRate,
    boolean marksWords,
    int pieceWords,
    int workers,
    int silencePeak) {
  public EngineProfile {
    voices = List.copyOf(voices);
  }
}
