package dev.parley.stt.sphinx;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends the warnings of Sphinx, which logs through java.util.logging, to the one log, and drops its
 * chatter (a line for every 1,000 frames).
 */
final class SphinxSilence {
  // java.util.logging forgets levels of loggers that nobody holds
  private static final Logger SPHINX = Logger.getLogger("edu.cmu.sphinx");

  private SphinxSilence() {}

  static synchronized void apply() {
    SPHINX.setLevel(Level.WARNING);
    if (SPHINX.getUseParentHandlers()) {
      SPHINX.setUseParentHandlers(false);
      SPHINX.addHandler(new SLF4JBridgeHandler());
    }
  }
}
