package dev.parley.gateway.transport;

import dev.parley.gateway.conversation.Command.Notice;

/** A telephone line: nobody sees anything, and the far end has neither a gain nor a pause. */
public interface PhoneChannel extends CallChannel {
  @Override
  default boolean lowersAtOnce() {
    return false;
  }

  @Override
  default void duck(double gainDb) {}

  /**
   * A voice that is lowered here has to be heard lower within 200 ms of the caller's onset, and
   * detecting the onset takes 60 ms; 20 ms are left for the way.
   */
  @Override
  default int aheadMillis() {
    return 120;
  }

  @Override
  default void tell(Notice notice) {}

  @Override
  default void voiceStarted(long atMillis) {}

  @Override
  default void voiceEnded(long atMillis) {}

  @Override
  default boolean isTelephone() {
    return true;
  }
}
