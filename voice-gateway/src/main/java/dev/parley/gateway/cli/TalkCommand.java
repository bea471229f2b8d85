package dev.parley.gateway.cli;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.GatewaySettings;
import dev.parley.gateway.Pipeline;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.client.Interjection;
import dev.parley.gateway.client.Recording;
import dev.parley.gateway.client.ScriptedCaller.Fate;
import dev.parley.gateway.client.VoiceClient;
import dev.parley.gateway.history.HistorySettings;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley talk}: a call whose caller is a few recordings. */
@Command(
    name = "talk",
    description = {
      "Call a gateway and say recordings, one a turn, in real time; show what it understands and answers.",
      "Calls the gateway of the settings; where none answers, starts everything for this one call."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 every recording was answered, 1 not every one, 2 no call was possible.",
      "A recording said --over an answer counts as answered when the bot went on."
    })
final class TalkCommand implements Callable<Integer> {
  /** What shells report of a process that Ctrl-C ended. */
  private static final int STOPPED = 130;

  private static final int LONGEST_WAIT_MILLIS = 60_000;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.wav",
      description = "what the caller says: mono, 16 bit")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "ADDRESS",
      description = "gateway to call: ws://HOST:PORT[/v1/voice]")
  private @Nullable URI url;

  @Option(
      names = "--out",
      paramLabel = "REPLY.wav",
      description = "write what the caller hears, from the beginning of the call")
  private @Nullable Path out;

  @Option(
      names = "--barge-in",
      paramLabel = "MS",
      description = "say the next recording so long after an answer began, into it")
  private @Nullable Integer bargeInMillis;

  @Option(
      names = "--over",
      paramLabel = "MS",
      description = {
        "say every second recording so long after an answer began, into it;",
        "it need not be answered: the bot may go on over an \"mm-hmm\""
      })
  private @Nullable Integer overMillis;

  @Option(names = "--json", description = "one JSON object a line; the last is of type end")
  private boolean json;

  private @Nullable Talk talk;
  private @Nullable Path written;

  @Override
  public Integer call() throws InterruptedException, TimeoutException {
    Interjection interjection = interjection();
    Terminal terminal = Terminal.of(spec);
    TalkScreen screen = json ? new JsonScreen(terminal) : new TextScreen(terminal);
    try {
      return converse(terminal, screen, interjection);
    } catch (UserError e) {
      if (json) {
        List<Fate> fates = talk == null ? List.of() : talk.fates();
        screen.end(new TalkScreen.Summary(fates, "error", written, Parley.USER_ERROR));
      }
      throw e;
    }
  }

  private Interjection interjection() {
    Integer bargeIn = bargeInMillis;
    Integer over = overMillis;
    if (bargeIn != null && over != null) {
      throw new ParameterException(
          spec.commandLine(), "expected --barge-in or --over, found both: leave one out");
    }
    if (bargeIn != null) {
      return new Interjection.BargeIn(checked("--barge-in", bargeIn));
    }
    return over == null ? new Interjection.None() : new Interjection.Over(checked("--over", over));
  }

  private int checked(String option, int millis) {
    if (millis < 0 || millis > LONGEST_WAIT_MILLIS) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": expected 0 to " + LONGEST_WAIT_MILLIS + " ms, found " + millis);
    }
    return millis;
  }

  @SuppressWarnings("try") // the hook acts by itself
  private int converse(Terminal terminal, TalkScreen screen, Interjection interjection)
      throws InterruptedException, TimeoutException {
    if (out != null) {
      CallTrack.check(out);
    }
    CallTrack track = new CallTrack();
    Talk call = new Talk(read(terminal), interjection, screen, track);
    talk = call;
    CountDownLatch told = new CountDownLatch(1);
    Runnable stop =
        () -> {
          if (!call.stop()) {
            // nobody is listening yet, so nothing has to be ended
            told.countDown();
          }
        };
    try (ShutdownHook hook = ShutdownHook.on(stop, told)) {
      run(terminal, call, track);
      TalkScreen.Summary summary = summary(call);
      screen.end(summary);
      return summary.exitCode();
    } finally {
      told.countDown();
    }
  }

  private List<Recording> read(Terminal terminal) {
    List<Recording> recordings = new ArrayList<>();
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new UserError("there is no file " + file + "; name a WAV file: mono, 16 bit");
      }
      WavFile wav = WavFile.read(file);
      if (!wav.notice().isEmpty()) {
        terminal.note(file + ": " + wav.notice());
      }
      recordings.add(new Recording(String.valueOf(file.getFileName()), Pcm.bytes(wav.samples())));
    }
    return recordings;
  }

  private void run(Terminal terminal, Talk call, CallTrack track)
      throws InterruptedException, TimeoutException {
    Settings loaded = settings.load();
    URI named = url;
    if (named != null) {
      run(call, track, named, loaded);
      return;
    }
    String host = loaded.text(GatewaySettings.HOST);
    int port = loaded.integer(GatewaySettings.PORT);
    String address = LocalPort.address(host, port);
    if (LocalPort.answers(host, port)) {
      run(call, track, URI.create("ws://" + address + VoiceClient.PATH), loaded);
      return;
    }
    terminal.note("no gateway answers at " + address + "; starting one for this call");
    Settings own =
        settings.loadWith(
            Map.of(GatewaySettings.PORT.key(), "0", HistorySettings.KEEP_DAYS.key(), "0"));
    try (Pipeline pipeline =
        GatewayLauncher.start(own, GatewayLauncher.Extent.ALL_IN_ONE, terminal::note)) {
      run(call, track, pipeline.voiceAddress(), own);
    }
  }

  private void run(Talk call, CallTrack track, URI address, Settings loaded)
      throws InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      String key = loaded.text(GatewaySettings.API_KEY);
      call.run(vertx, address, key.isEmpty() ? "" : TokenCommand.token(vertx, key));
    } finally {
      if (out != null) {
        track.write(out);
        written = out;
      }
      vertx.close().await(5, TimeUnit.SECONDS);
    }
  }

  private TalkScreen.Summary summary(Talk call) {
    boolean allAnswered =
        call.fates().stream().allMatch(fate -> fate == Fate.ANSWERED || fate == Fate.PASSED_OVER);
    if (call.isStopped()) {
      return new TalkScreen.Summary(call.fates(), "stopped", written, STOPPED);
    }
    return new TalkScreen.Summary(
        call.fates(), allAnswered ? "answered" : "failed", written, allAnswered ? 0 : 1);
  }
}
