package dev.parley.tts.openai;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the speech endpoint is and how long to wait for it.
 *
 * @param base address up to and without {@code /audio/speech}
 * @param key sent as bearer token; empty = none
 * @param firstAudio longest wait for the first audio of a piece
 * @param stall longest gap inside a piece
 */
record OpenAiSettings(
    URI base, String key, String model, String voice, Duration firstAudio, Duration stall) {
  static final Setting URL =
      Setting.url(
          "tts.openai.url",
          "",
          "Base address of an OpenAI-compatible speech endpoint, up to and without /audio/speech.");
  static final Setting KEY =
      Setting.secret("tts.openai.key", "Key of the speech endpoint; empty = none is sent.");
  static final Setting MODEL =
      Setting.text("tts.openai.model", "tts-1", "Model named to the speech endpoint.");
  static final Setting VOICE =
      Setting.text(
          "tts.openai.voice",
          "alloy",
          "Voice named to the speech endpoint if the caller has none.");
  static final Setting FIRST_AUDIO_MILLIS =
      Setting.integer(
          "tts.openai.first-audio-ms",
          5_000,
          100,
          60_000,
          "Longest wait for the speech endpoint's first audio, ms.");
  static final Setting STALL_MILLIS =
      Setting.integer(
          "tts.openai.stall-ms",
          3_000,
          100,
          60_000,
          "Longest gap in the speech endpoint's audio, ms.");

  static List<Setting> all() {
    return List.of(URL, KEY, MODEL, VOICE, FIRST_AUDIO_MILLIS, STALL_MILLIS);
  }

  static OpenAiSettings from(Settings settings) {
    String url = settings.text(URL);
    return new OpenAiSettings(
        URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url),
        settings.text(KEY),
        settings.text(MODEL),
        settings.text(VOICE),
        Duration.ofMillis(settings.integer(FIRST_AUDIO_MILLIS)),
        Duration.ofMillis(settings.integer(STALL_MILLIS)));
  }

  URI speech() {
    return URI.create(base + "/audio/speech");
  }

  /** For messages: an address may hold a password. */
  String server() {
    return base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
  }

  @Override
  public String toString() {
    return "OpenAiSettings[" + server() + ", " + model + ", " + voice + "]"; // never the key
  }
}
