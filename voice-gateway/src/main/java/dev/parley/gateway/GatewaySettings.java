package dev.parley.gateway;

import dev.parley.adapter.Hop;
import dev.parley.adapter.Setting;
import dev.parley.turn.TurnDetectorProvider;
import java.util.List;

/** What can be configured of the gateway. */
public final class GatewaySettings {
  public static final Setting HOST =
      Setting.text(
          "gateway.host",
          "127.0.0.1",
          "Address to listen on; loopback unless gateway.allow-remote.");
  public static final Setting PORT =
      Setting.integer("gateway.port", 8090, 0, 65535, "TCP port of pages and voice; 0 = any free.");
  public static final Setting REMOTE =
      Setting.choice(
          "gateway.allow-remote",
          List.of("no", "yes", "unauthenticated"),
          "Allow gateway.host beyond loopback; yes needs gateway.api-key, unauthenticated a proxy in front that lets only the right ones in.");
  public static final Setting API_KEY =
      Setting.secret(
          "gateway.api-key",
          "Key with which a program gets tokens for callers, at least 32 characters; set, no browser opens a call without one.");
  public static final Setting DASHBOARD_PASSWORD =
      Setting.secret(
          "dashboard.password",
          "Password for the dashboard, /api and /metrics, under any name; empty = open on loopback, closed to others.");
  public static final Setting CALLS_PER_ADDRESS =
      Setting.integer(
          "gateway.calls-per-address",
          10,
          1,
          10_000,
          "Connections for calls that one address may have; those of this machine are not counted.");
  public static final Setting CONNECTS_PER_MINUTE =
      Setting.integer(
          "gateway.connects-per-minute",
          60,
          1,
          100_000,
          "Connections for calls that one address may open in a minute; those of this machine are not counted.");
  public static final Setting ORIGINS =
      Setting.text(
          "gateway.origins",
          "",
          "Origins of pages on other addresses that may open calls, comma-separated: https://voice.example.com.");
  public static final Setting MAX_CALLS =
      Setting.integer(
          "gateway.max-calls", 64, 1, 10_000, "Calls at the same time; further ones are refused.");
  public static final Setting RESUME_SECONDS =
      Setting.integer(
          "gateway.resume-seconds",
          20,
          0,
          300,
          "Seconds a call waits for a browser whose connection was lost; 0 = it ends at once.");
  public static final Setting IDLE_SECONDS =
      Setting.integer(
          "gateway.idle-seconds",
          20,
          0,
          600,
          "Silence on a telephone after which the caller is asked, and after as much again the call ends; 0 = never.");
  public static final Setting MAX_CALL_MINUTES =
      Setting.integer(
          "gateway.max-call-minutes",
          240,
          0,
          10_000,
          "Longest call; then it ends with a goodbye. 0 = no limit.");
  public static final Setting DRAIN_SECONDS =
      Setting.integer(
          "gateway.drain-seconds",
          20,
          0,
          3_600,
          "Seconds that calls have to end by themselves when the gateway is told to stop; then they are told goodbye.");
  public static final Setting KEYS =
      Setting.choice(
          "gateway.keys",
          List.of("interrupt", "wait"),
          "Whether a key of the telephone cuts the bot's answer, or waits for its end.");
  public static final Setting STT_ADDRESS =
      Setting.address(
          "gateway.stt-address", "", "host:port of a speech-to-text adapter; empty = start one.");
  public static final Setting LLM_ADDRESS =
      Setting.address(
          "gateway.llm-address", "", "host:port of a language-model adapter; empty = start one.");
  public static final Setting TTS_ADDRESS =
      Setting.address(
          "gateway.tts-address", "", "host:port of a text-to-speech adapter; empty = start one.");
  public static final Setting PROOF_DIR =
      Setting.path(
          "proof.dir",
          "~/.parley/proof",
          "Folder of the signed logs of what callers heard of the disclosure; each gateway needs its own.");
  public static final Setting JURISDICTIONS =
      Setting.text(
          "disclosure.jurisdictions",
          "",
          "Where callers may be, comma-separated: eu, us-ny; empty or unknown = the strictest rules of everywhere. See ./parley policy.");
  public static final Setting POLICY_DIR =
      Setting.path(
          "disclosure.policy-dir",
          "",
          "Folder of further policy files, *.json; they only add rules.");
  public static final Setting WATERMARK_KEY_FILE =
      Setting.path(
          "watermark.key-file",
          "",
          "File of at least 16 secret bytes for a watermark that only their owner finds; empty = everybody can.");
  public static final Setting HUMAN_CONTACT =
      Setting.text(
          "disclosure.human-contact",
          "",
          "How callers reach a person, said when they ask for one: You can call 555 0100 on weekdays.");
  public static final Setting PUBLIC_URL =
      Setting.text(
          "gateway.public-url",
          "",
          "Address at which providers of telephone lines find this gateway: https://voice.example.com.");
  public static final Setting TRANSFER_TO =
      Setting.text(
          "gateway.transfer-to",
          "",
          "Whom callers on a telephone are put through to who want a person: reception=+15550100, billing=+15550101; the first for those who name nobody.");
  public static final Setting TWILIO_TOKEN =
      Setting.secret(
          "twilio.auth-token",
          "Token of the Twilio account whose calls are taken; empty = none are.");
  public static final Setting TELNYX_KEY =
      Setting.text(
          "telnyx.public-key",
          "",
          "Public key of the Telnyx account whose calls are taken, base64; empty = none are.");
  public static final Setting VONAGE_SECRET =
      Setting.secret(
          "vonage.signature-secret",
          "Secret of signed webhooks of the Vonage account whose calls are taken; empty = none are.");
  public static final Setting PLIVO_TOKEN =
      Setting.secret(
          "plivo.auth-token",
          "Token of the Plivo account whose calls are taken; empty = none are.");
  public static final Setting ASTERISK_PASSWORD =
      Setting.secret(
          "asterisk.password",
          "Password that Asterisk's chan_websocket shows; empty = it can't connect.");
  public static final Setting AUDIO_SOCKET_PORT =
      Setting.integer(
          "audiosocket.port",
          0,
          0,
          65_535,
          "TCP port for Asterisk's AudioSocket, which knows no password, at gateway.host; 0 = none.");
  public static final Setting VOICE =
      Setting.text("gateway.voice", "", "Voice of the bot; empty = the engine's default.");

  public static final Setting TOOLS =
      Setting.text(
          "gateway.tools",
          "",
          "Functions the model may call, comma-separated: current_time, hang_up, transfer. Not every model takes tools.");
  public static final Setting SPECULATIONS =
      Setting.integer(
          "gateway.speculations",
          3,
          0,
          3,
          "Answers that may be begun before a turn is surely over; each thrown away one costs tokens, 0 costs latency.");
  public static final Setting TURN_DETECTOR =
      Setting.text(
          "gateway.turn-detector",
          TurnDetectorProvider.LEARNED,
          "Who judges interruptions and ends of turns: the name of a detector on the class path.");
  public static final Setting TURN_MODEL =
      Setting.text(
          "gateway.turn-model",
          "",
          "Model file of the detector 'learned', as written by turn-detector train; empty = the one that comes with it.");

  public static List<Setting> all() {
    return List.of(
        HOST,
        PORT,
        REMOTE,
        API_KEY,
        DASHBOARD_PASSWORD,
        CALLS_PER_ADDRESS,
        CONNECTS_PER_MINUTE,
        ORIGINS,
        MAX_CALLS,
        RESUME_SECONDS,
        IDLE_SECONDS,
        MAX_CALL_MINUTES,
        DRAIN_SECONDS,
        KEYS,
        STT_ADDRESS,
        LLM_ADDRESS,
        TTS_ADDRESS,
        PROOF_DIR,
        JURISDICTIONS,
        POLICY_DIR,
        WATERMARK_KEY_FILE,
        HUMAN_CONTACT,
        PUBLIC_URL,
        TRANSFER_TO,
        TWILIO_TOKEN,
        TELNYX_KEY,
        VONAGE_SECRET,
        PLIVO_TOKEN,
        ASTERISK_PASSWORD,
        AUDIO_SOCKET_PORT,
        VOICE,
        TOOLS,
        SPECULATIONS,
        TURN_DETECTOR,
        TURN_MODEL);
  }

  static Setting address(Hop hop) {
    return switch (hop) {
      case STT -> STT_ADDRESS;
      case LLM -> LLM_ADDRESS;
      case TTS -> TTS_ADDRESS;
    };
  }

  private GatewaySettings() {}
}
