package dev.parley.tts.freetts;

import com.sun.speech.freetts.Item;
import com.sun.speech.freetts.Relation;
import com.sun.speech.freetts.Utterance;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.WordTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece being said: where its samples and word times go. Mutable, of one thread. */
final class Performance {
  private static final int KEPT_LEAD_SAMPLES = KevinVoice.SAMPLE_RATE_HZ / 100;

  private final KevinScript script;
  private final SpeechSink sink;
  private final SinkPlayer player;
  private int token;

  Performance(KevinScript script, SpeechSink sink) {
    this.script = script;
    this.sink = sink;
    this.player = new SinkPlayer(sink);
  }

  SinkPlayer player() {
    return player;
  }

  /** Reads the word times off a sentence whose durations are known. */
  void mark(Utterance sentence) {
    long offset = player.samplesGiven() - skipLead(sentence);
    List<WordTime> times = new ArrayList<>();
    for (Item item = sentence.getRelation(Relation.TOKEN).getHead();
        item != null;
        item = item.getNext()) {
      WordTime time = time(item, offset);
      if (time != null) {
        times.add(time);
      }
      token++;
    }
    sink.words(times);
  }

  // every sentence begins with 200 ms of pause, in which some words are preceded by a hum that no
  // threshold tells from a soft consonant; where the first word begins is known exactly
  private long skipLead(Utterance sentence) {
    if (player.samplesGiven() > 0) {
      return 0;
    }
    Item first = sentence.getRelation(Relation.SEGMENT).getHead();
    if (first == null || !"pau".equals(first.getFeatures().getString("name"))) {
      return 0;
    }
    long lead = Math.max(0, endSample(first) - KEPT_LEAD_SAMPLES);
    player.skip(lead);
    return lead;
  }

  private @Nullable WordTime time(Item tokenItem, long offset) {
    Item first = null;
    Item last = null;
    for (Item word = tokenItem.getDaughter(); word != null; word = word.getNext()) {
      Item syllables = word.getItemAs(Relation.SYLLABLE_STRUCTURE);
      if (syllables != null && syllables.hasDaughters()) {
        first = first == null ? syllables.getDaughter().getDaughter() : first;
        last = syllables.getLastDaughter().getLastDaughter();
      }
    }
    if (first == null || last == null || token >= script.words().size()) {
      return null;
    }
    Item before = first.getItemAs(Relation.SEGMENT).getPrevious();
    return new WordTime(
        script.words().get(token),
        offset + (before == null ? 0 : endSample(before)),
        offset + endSample(last));
  }

  private static long endSample(Item segment) {
    return Math.round((double) segment.getFeatures().getFloat("end") * KevinVoice.SAMPLE_RATE_HZ);
  }
}
