package dev.parley.tts.openai;

import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechException.Reason;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells from a response what is wrong, and what to do about it. */
final class Refusal {
  private Refusal() {}

  static @Nullable SpeechException of(HttpResponse<?> response, OpenAiSettings settings) {
    int status = response.statusCode();
    if (status == 200) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      return type.startsWith("text/") || type.startsWith("application/json")
          ? new SpeechException(
              Reason.MISCONFIGURED,
              settings.server() + " answered with " + type + ", expected PCM; check tts.openai.url")
          : null;
    }
    String answer = settings.server() + " answered " + status;
    return switch (status) {
      case 401, 403 ->
          new SpeechException(
              Reason.MISCONFIGURED,
              answer + ": it does not take the key; set " + OpenAiSettings.KEY.environmentName());
      case 400, 404, 405, 422 ->
          new SpeechException(
              Reason.MISCONFIGURED,
              answer
                  + ": check tts.openai.url, tts.openai.model ("
                  + settings.model()
                  + ") and the voice");
      case 429 ->
          new SpeechException(Reason.UNAVAILABLE, answer + ": too many requests; try again later");
      default -> new SpeechException(Reason.UNAVAILABLE, answer + "; try again, see its log");
    };
  }

  /** Some servers pass over {@code response_format} and send a WAV or MP3 file, a loud noise. */
  static void checkIsNoContainer(ByteBuffer first) throws SpeechException {
    int at = first.position();
    boolean isWav = startsWith(first, at, "RIFF");
    boolean isMp3 = startsWith(first, at, "ID3");
    if (isWav || isMp3) {
      throw new SpeechException(
          Reason.MISCONFIGURED,
          "the speech endpoint sent a "
              + (isWav ? "WAV" : "MP3")
              + " file, expected raw PCM; it must honour response_format = pcm");
    }
  }

  private static boolean startsWith(ByteBuffer bytes, int at, String text) {
    if (bytes.remaining() < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes.get(at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
