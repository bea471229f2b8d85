package dev.parley.tts.synthesis;

import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.SynthesizeConfig;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.Voicing;
import io.grpc.Status;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;

/**
 * Holds a caller to the order of a request stream: config once, then clauses with rising ids. Of
 * the thread that reads the stream.
 */
final class RequestOrder {
  static final int MAX_CLAUSE_CHARS = 1_000;

  private static final double MIN_RATE = 0.5;
  private static final double MAX_RATE = 2.0;
  private static final int MAX_VOICE_CHARS = 64;

  private final EngineProfile profile;
  private @Nullable Voicing voicing;
  private long lastClauseId;

  RequestOrder(EngineProfile profile) {
    this.profile = profile;
  }

  /** The clause of a request, null for the config. */
  @Nullable Clause accept(SynthesizeRequest request) throws StatusException {
    return switch (request.getRequestCase()) {
      case CONFIG -> {
        if (voicing != null) {
          throw refusal("config comes once, as the first message; found a second one");
        }
        voicing = voicing(request.getConfig());
        yield null;
      }
      case CLAUSE -> checked(request.getClause());
      case REQUEST_NOT_SET -> throw refusal("expected a config or a clause, found neither");
    };
  }

  /** As the config says. */
  Voicing voicing() {
    if (voicing == null) {
      throw new IllegalStateException("no config has come yet");
    }
    return voicing;
  }

  private Clause checked(Clause clause) throws StatusException {
    if (voicing == null) {
      throw refusal("the first message must be a config, found a clause");
    }
    if (clause.getClauseId() <= lastClauseId) {
      throw refusal(
          "clause ids must rise from 1: expected more than "
              + lastClauseId
              + ", found "
              + clause.getClauseId());
    }
    if (clause.getText().length() > MAX_CLAUSE_CHARS) {
      throw refusal(
          "a clause holds at most "
              + MAX_CLAUSE_CHARS
              + " characters, found "
              + clause.getText().length()
              + "; send it in several");
    }
    lastClauseId = clause.getClauseId();
    return clause;
  }

  private Voicing voicing(SynthesizeConfig config) throws StatusException {
    String voice = config.getVoice();
    if (voice.length() > MAX_VOICE_CHARS) {
      throw refusal("a voice name has at most " + MAX_VOICE_CHARS + " characters");
    }
    if (!voice.isEmpty() && !profile.voices().isEmpty() && !profile.voices().contains(voice)) {
      throw refusal(
          profile.engine()
              + " has no such voice; expected empty or one of "
              + String.join(", ", profile.voices()));
    }
    double rate = config.getRate() == 0 ? 1.0 : config.getRate();
    if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
      throw refusal(
          "rate must be from " + MIN_RATE + " to " + MAX_RATE + ", or 0 for 1.0; found " + rate);
    }
    if (rate != 1.0 && !profile.changesRate()) {
      throw refusal(profile.engine() + " can't change its rate; expected 0 or 1.0, found " + rate);
    }
    return new Voicing(voice, rate);
  }

  private static StatusException refusal(String description) {
    return Status.INVALID_ARGUMENT.withDescription(description).asException();
  }
}
