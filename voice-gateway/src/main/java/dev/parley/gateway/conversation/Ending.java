package dev.parley.gateway.conversation;

import java.time.Duration;

/**
 * When a call ends by itself, and what is said then.
 *
 * @param idleNanos silence after which the caller is asked, and after as much again the call ends;
 *     0 = never
 * @param areYouThere the question
 * @param goodbye said when it stays without an answer
 * @param longestCallNanos from the opening of the line; 0 = without end
 * @param timeIsUp said then
 * @param stopping said when the gateway is stopped
 * @param graceNanos how long what is under way may take then
 */
public record Ending(
    long idleNanos,
    String areYouThere,
    String goodbye,
    long longestCallNanos,
    String timeIsUp,
    String stopping,
    long graceNanos) {

  static Ending never() {
    return new Ending(
        0,
        "Are you still there?",
        "I don't hear anything, so I will end the call. Goodbye.",
        0,
        "We have come to the longest time that a call may take. Goodbye.",
        "This service is closed for a moment, so I have to end the call. Please call again. Goodbye.",
        60_000_000_000L);
  }

  /** Silence doesn't end it. */
  public Ending withoutIdle() {
    return after(Duration.ZERO, Duration.ofNanos(longestCallNanos));
  }

  /** Zero = never. */
  public Ending after(Duration idle, Duration longestCall) {
    return new Ending(
        idle.toNanos(),
        areYouThere,
        goodbye,
        longestCall.toNanos(),
        timeIsUp,
        stopping,
        graceNanos);
  }
}
