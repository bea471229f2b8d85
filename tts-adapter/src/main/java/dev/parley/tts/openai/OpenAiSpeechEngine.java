package dev.parley.tts.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.adapter.Setting;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.SpeechException.Reason;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.text.SpokenText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request a piece over a shared connection pool. */
final class OpenAiSpeechEngine implements SpeechEngine {
  static final String NAME = "openai-speech";

  /** What {@code response_format: pcm} means. */
  static final int SAMPLE_RATE_HZ = 24_000;

  private static final int PIECE_WORDS = 40;
  private static final int SILENCE_PEAK =
      200; // -44 dBFS: under speech, over dither and codec noise
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenAiSettings settings;
  private final EngineProfile profile;
  private final HttpClient http;

  OpenAiSpeechEngine(OpenAiSettings settings, int workers) {
    this.settings = settings;
    this.profile =
        new EngineProfile(
            NAME,
            settings.model() + ", " + settings.voice(),
            "speech endpoint at " + settings.server(),
            SAMPLE_RATE_HZ,
            List.of(),
            true,
            false,
            PIECE_WORDS,
            workers,
            SILENCE_PEAK);
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER) // the key is for this server alone
            .build();
  }

  @Override
  public EngineProfile profile() {
    return profile;
  }

  @Override
  public void say(SpokenText piece, Voicing voicing, SpeechSink sink, Cancellation cancellation)
      throws SpeechException {
    long deadlineNanos = System.nanoTime() + settings.firstAudio().toNanos();
    ByteStream body = new ByteStream();
    Cancellation.Registration guard = cancellation.onCancel(body::cancel);
    try {
      request(piece, voicing, deadlineNanos, cancellation).subscribe(body);
      read(body, sink, deadlineNanos, cancellation);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpeechException(Reason.UNAVAILABLE, "the adapter is stopping; call another one", e);
    } catch (Cancelled e) {
      // the caller wants nothing any more, so there is nothing to tell
    } finally {
      guard.close();
      body.cancel();
    }
  }

  private Flow.Publisher<List<ByteBuffer>> request(
      SpokenText piece, Voicing voicing, long deadlineNanos, Cancellation cancellation)
      throws SpeechException, InterruptedException, Cancelled {
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        http.sendAsync(post(piece, voicing), HttpResponse.BodyHandlers.ofPublisher());
    Cancellation.Registration guard = cancellation.onCancel(() -> answer.cancel(true));
    try {
      long wait = Math.max(0, deadlineNanos - System.nanoTime());
      HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
          answer.get(wait, TimeUnit.NANOSECONDS);
      SpeechException refusal = Refusal.of(response, settings);
      if (refusal != null) {
        discard(response.body());
        throw refusal;
      }
      return response.body();
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw late(e);
    } catch (ExecutionException | CancellationException e) {
      if (cancellation.isCancelled()) {
        throw new Cancelled();
      }
      throw new SpeechException(
          Reason.UNAVAILABLE,
          "no answer from " + settings.server() + "; check that it runs and tts.openai.url",
          e);
    } finally {
      guard.close();
    }
  }

  private HttpRequest post(SpokenText piece, Voicing voicing) {
    String body =
        JSON.createObjectNode()
            .put("model", settings.model())
            .put("voice", voicing.voice().isEmpty() ? settings.voice() : voicing.voice())
            .put("input", piece.text())
            .put("response_format", "pcm")
            .put("speed", voicing.rate())
            .toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.speech())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!settings.key().isEmpty()) {
      request.header("Authorization", "Bearer " + settings.key());
    }
    return request.build();
  }

  private void read(ByteStream body, SpeechSink sink, long deadlineNanos, Cancellation cancellation)
      throws SpeechException, InterruptedException {
    PcmDecoder decoder = new PcmDecoder(sink);
    boolean begun = false;
    try {
      while (true) {
        long wait =
            begun
                ? settings.stall().toMillis()
                : TimeUnit.NANOSECONDS.toMillis(Math.max(0, deadlineNanos - System.nanoTime()));
        List<ByteBuffer> buffers = body.next(wait);
        if (buffers == null) {
          decoder.flush();
          return;
        }
        for (ByteBuffer buffer : buffers) {
          if (!begun && buffer.hasRemaining()) {
            begun = true;
            Refusal.checkIsNoContainer(buffer);
          }
          if (!decoder.accept(buffer)) {
            return;
          }
        }
      }
    } catch (ByteStream.TimedOutException e) {
      throw begun ? stalled(e) : late(e);
    } catch (IOException e) {
      if (!cancellation.isCancelled()) {
        throw new SpeechException(
            Reason.UNAVAILABLE,
            settings.server()
                + " broke off after "
                + decoder.samples() * 1000 / SAMPLE_RATE_HZ
                + " ms of audio; try again",
            e);
      }
    }
  }

  private SpeechException late(Exception cause) {
    return timeout(
        "no audio within " + settings.firstAudio().toMillis() + " ms",
        OpenAiSettings.FIRST_AUDIO_MILLIS,
        cause);
  }

  private SpeechException stalled(Exception cause) {
    return timeout(
        "its audio stopped for " + settings.stall().toMillis() + " ms",
        OpenAiSettings.STALL_MILLIS,
        cause);
  }

  private SpeechException timeout(String what, Setting limit, Exception cause) {
    return new SpeechException(
        Reason.TIMEOUT,
        settings.server() + ": " + what + "; try again, or raise " + limit.key(),
        cause);
  }

  // a body nobody subscribes to holds its connection for ever
  private static void discard(Flow.Publisher<List<ByteBuffer>> body) {
    ByteStream unread = new ByteStream();
    unread.cancel();
    body.subscribe(unread);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Nobody listens any more. */
  private static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
