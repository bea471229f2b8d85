package dev.parley.stt.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.adapter.knowledge.Knowledge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SphinxModelTest {
  @Test
  void aWordNobodyCanPronounceIsReportedOnceAndItsSentencesAreLeftOut() {
    Logger log = (Logger) LoggerFactory.getLogger(SphinxModel.class);
    ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    warnings.start();
    log.addAppender(warnings);
    SphinxModel model;
    try {
      model =
          SphinxModel.load(
              new Knowledge(
                  "test",
                  List.of(),
                  List.of("book a room", "where is the zyxquill", "zyxquill please"),
                  Map.of()));
    } finally {
      log.detachAppender(warnings);
    }
    assertEquals(1, warnings.list.size());
    String warning = warnings.list.get(0).getFormattedMessage();
    assertTrue(warning.contains("no pronunciation known for zyxquill;"), warning);
    assertTrue(model.trigram().words().contains("room"));
    assertFalse(model.trigram().words().contains("where"));
  }
}
