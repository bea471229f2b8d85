package dev.parley.gateway.transport;

import java.util.Optional;

/** Takes calls from telephone lines. */
public interface PhoneCalls {
  /** Why no call can begin now, for a log; empty when one can. */
  Optional<String> refusal();

  /**
   * Begins a call on the present Vert.x context.
   *
   * @param client the protocol, such as "twilio"
   * @param language BCP 47
   * @return empty when there is no room after all
   */
  Optional<CallerEvents> open(PhoneChannel channel, String client, String language);
}
