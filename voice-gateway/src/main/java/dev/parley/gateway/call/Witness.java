package dev.parley.gateway.call;

import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.proof.CallProof;
import dev.parley.gateway.proof.ProofLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notes in a call's proof what the caller was told of talking to a machine and what they heard of
 * it. Words of the caller are not noted.
 */
final class Witness {
  /** Of sounds during one disclosure; more say nothing more. */
  private static final int MOST_VOICES = 20;

  private static final int MOST_CONSENTS = 100;

  private record Asked(String what, long turn, String reply) {}

  private final CallProof proof;
  private final Clip clip;
  private final long openedNanos;
  private boolean isReminder;
  private int tries;
  private int voices;
  private int consents;
  private final List<Asked> asked = new ArrayList<>();

  Witness(ProofLog log, CallFacts facts, Policy policy, Clip clip) {
    this.clip = clip;
    this.openedNanos = facts.openedNanos();
    this.proof =
        log.begin(
            facts.id(),
            new JsonObject()
                .put("AIGC", generated(facts.id()))
                .put("channel", facts.channel())
                .put("client", facts.client())
                .put("language", facts.language())
                .put(
                    "policy",
                    new JsonObject()
                        .put("jurisdictions", new JsonArray(policy.places()))
                        .put("sha256", policy.sha256()))
                .put("engines", new JsonObject(Map.copyOf(new TreeMap<>(facts.engines()))))
                .put("disclosure", clip(clip).put("text", clip.text())));
  }

  /** In the words of the Chinese labelling standard, which programs look for elsewhere, too. */
  private static JsonObject generated(String call) {
    return new JsonObject()
        .put("Label", "1")
        .put("ContentProducer", "Parley")
        .put("ProduceID", call);
  }

  private static JsonObject clip(Clip clip) {
    return new JsonObject()
        .put("clip", clip.sha256())
        .put("language", clip.language())
        .put("ofMs", millis(clip));
  }

  private static long millis(Clip clip) {
    return clip.samples().length / Pcm.SAMPLES_PER_MILLI;
  }

  /** The caller allows their words to be kept, or doesn't. */
  void consent(long nanos, boolean given) {
    if (consents++ < MOST_CONSENTS) {
      proof.add(
          "consent",
          new JsonObject()
              .put("to", "keep_words")
              .put("given", given)
              .put("callMs", sinceOpened(nanos)));
    }
  }

  /** The disclosure begins: for the first time, once more after it was cut, or as a reminder. */
  void disclosing(long nanos) {
    tries++;
    proof.add(
        "disclosing",
        new JsonObject()
            .put("reminder", isReminder)
            .put("try", tries)
            .put("callMs", sinceOpened(nanos)));
  }

  /** The caller makes a sound during the disclosure. */
  void voice(long nanos) {
    if (voices++ < MOST_VOICES) {
      proof.add("caller-voice", new JsonObject().put("callMs", sinceOpened(nanos)));
    }
  }

  /**
   * The disclosure is over, or was cut.
   *
   * @param confirmed whether the caller's end told how much it played; else it is what was sent, by
   *     the clock
   * @param whenDurable run on another thread, once that can't be lost any more
   */
  void heard(long heardMillis, boolean whole, boolean confirmed, Runnable whenDurable) {
    proof.add(
        "heard",
        clip(clip)
            .put("heardMs", Math.min(heardMillis, millis(clip)))
            .put("whole", whole)
            .put("confirmed", confirmed)
            .put("reminder", isReminder)
            .put("try", tries),
        whenDurable);
    if (whole) {
      isReminder = true;
      tries = 0;
    }
  }

  void told(Notice notice) {
    switch (notice) {
      case Notice.IdentityAsked n -> asked(new Asked("identity", n.turn(), n.reply()));
      case Notice.HumanAsked n -> asked(new Asked("human", n.turn(), n.reply()));
      case Notice.ClaimStopped n ->
          proof.add("claim-stopped", new JsonObject().put("turn", n.turn()));
      case Notice.PromiseStopped n ->
          proof.add("promise-stopped", new JsonObject().put("turn", n.turn()));
      case Notice.AnswerOver n -> answered(n);
      case Notice.StateChanged n -> {}
      case Notice.PartialHeard n -> {}
      case Notice.TurnHeard n -> {}
      case Notice.AnswerSoFar n -> {}
      case Notice.Latency n -> {}
      case Notice.OverlapJudged n -> {}
      case Notice.Trouble n -> {}
    }
  }

  private void asked(Asked question) {
    asked.add(question);
    proof.add(
        question.what() + "-asked",
        new JsonObject().put("turn", question.turn()).put("reply", question.reply()));
  }

  private void answered(Notice.AnswerOver answer) {
    for (Asked question : asked) {
      if (question.turn() == answer.turn()) {
        proof.add(
            question.what() + "-answered",
            new JsonObject()
                .put("turn", answer.turn())
                .put("heard", answer.heardText().startsWith(question.reply()))
                .put("outcome", answer.outcome().name().toLowerCase(Locale.ROOT)));
      }
    }
    asked.removeIf(question -> question.turn() == answer.turn());
  }

  void over(long nanos) {
    proof.end(new JsonObject().put("callMs", sinceOpened(nanos)));
  }

  private long sinceOpened(long nanos) {
    return Math.max(0, (nanos - openedNanos) / 1_000_000);
  }
}
