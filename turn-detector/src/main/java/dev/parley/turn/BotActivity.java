package dev.parley.turn;

/** What the bot is doing while the caller is listened to. */
public enum BotActivity {
  /** Waiting for the caller, or hearing them. */
  SILENT,
  /** The turn is the bot's, nothing of its answer can be heard yet. */
  THINKING,
  SPEAKING
}
