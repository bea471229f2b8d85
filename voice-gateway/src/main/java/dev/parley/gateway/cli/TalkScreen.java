package dev.parley.gateway.cli;

import dev.parley.gateway.client.Overlap;
import dev.parley.gateway.client.ScriptedCaller.Fate;
import dev.parley.gateway.client.VoiceEvent;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a talk is shown while it happens. */
interface TalkScreen {
  /**
   * @param fates of the recordings, in their order
   * @param outcome "answered", "failed", "stopped" or "error"
   * @param reply the recording of what was heard; null when none was asked for
   */
  record Summary(List<Fate> fates, String outcome, @Nullable Path reply, int exitCode) {
    public Summary {
      fates = List.copyOf(fates);
    }

    /** Recordings that were said and answered, or not. */
    long turns() {
      return fates.stream().filter(fate -> fate != Fate.NOT_SAID).count();
    }
  }

  void saying(String recording);

  void show(VoiceEvent event);

  /** What the bot did when a recording was said into its answer. */
  void overlap(Overlap overlap);

  /** Once, last. */
  void end(Summary summary);
}
