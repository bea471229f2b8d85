package dev.parley.gateway.cli;

import dev.parley.adapter.AdapterCommand;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.audio.WavFile;
import dev.parley.gateway.evaluate.Sample;
import dev.parley.gateway.evaluate.SampleResult;
import dev.parley.gateway.evaluate.SampleResult.Outcome;
import dev.parley.gateway.evaluate.SampleStream;
import dev.parley.gateway.evaluate.SttReport;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SpeechToTextGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./parley evaluate stt}. */
@Command(
    name = "stt",
    description = {
      "Stream recordings in real time through speech to text; count word errors, compute time and delays.",
      "DIR has WAV files and transcripts.tsv: lines of file, a tab, what is said; first line 'file<TAB>text'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "wer: word errors / words said, spelling aside; speech that was not understood counts as no words.",
      "rtf: compute time, partials included / audio. first_partial_ms: from the beginning of the voice.",
      "final_ms: from the end of the voice to the final, which is asked for 200 ms later."
    })
final class EvaluateSttCommand implements Callable<Integer> {
  private static final int DESCRIBE_SECONDS = 10;
  private static final int MAX_PARALLEL = 64;

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @SuppressWarnings("NullAway.Init") // required, so set by picocli
  @Parameters(paramLabel = "DIR", description = "folder with transcripts.tsv")
  private Path dir;

  @Option(names = "--engine", paramLabel = "NAME", description = "engine, instead of the setting")
  private @Nullable String engine;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "a running adapter, instead of starting one")
  private @Nullable String address;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description = "recordings at the same time (default: ${DEFAULT-VALUE})")
  private int parallel = 1;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (parallel < 1 || parallel > MAX_PARALLEL) {
      throw new ParameterException(
          spec.commandLine(), "--parallel: expected 1 to " + MAX_PARALLEL + ", found " + parallel);
    }
    if (address != null && engine != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--engine chooses for an adapter started here; leave it out with --address");
    }
    Terminal terminal = Terminal.of(spec);
    List<Sample> samples = Sample.readAll(dir);
    List<short[]> audio = new ArrayList<>();
    for (Sample sample : samples) {
      WavFile wav = WavFile.read(sample.file());
      if (!wav.notice().isEmpty()) {
        terminal.note(sample.name() + ": " + wav.notice());
      }
      audio.add(wav.samples());
    }
    SttReport report =
        address == null
            ? startAndMeasure(terminal, samples, audio)
            : measure(terminal, address, samples, audio);
    SttReportText text = new SttReportText(terminal);
    if (json) {
      terminal.line(SttReportText.json(report).encode());
    } else {
      text.summary(report);
    }
    return report.count(Outcome.FAILED) == 0 ? 0 : 1;
  }

  private SttReport startAndMeasure(Terminal terminal, List<Sample> samples, List<short[]> audio)
      throws InterruptedException {
    if (engine != null) {
      settings.override("stt.engine", engine);
    }
    Settings loaded = settings.load();
    AdapterProvider provider =
        GatewayLauncher.providers().stream()
            .filter(p -> p.hop() == Hop.STT)
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        "there is no speech-to-text adapter here; name a running one with --address"));
    terminal.note("starting speech to text ...");
    try (AdapterServer server = AdapterServer.listen(provider.open(loaded), "127.0.0.1", 0)) {
      return measure(terminal, "127.0.0.1:" + server.port(), samples, audio);
    }
  }

  private SttReport measure(
      Terminal terminal, String target, List<Sample> samples, List<short[]> audio)
      throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget("dns:///" + target).usePlaintext().directExecutor().build();
    try {
      EngineDescription description = describe(channel, target);
      terminal.note("speech to text: " + AdapterCommand.describe(description));
      return new SttReport(
          description.getEngine(),
          description.getModel(),
          measureAll(terminal, channel, samples, audio));
    } finally {
      channel.shutdownNow();
    }
  }

  private static EngineDescription describe(ManagedChannel channel, String target) {
    try {
      return SpeechToTextGrpc.newBlockingStub(channel)
          .withDeadlineAfter(DESCRIBE_SECONDS, TimeUnit.SECONDS)
          .describe(DescribeRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new UserError(
          "no speech-to-text adapter answers at "
              + target
              + " ("
              + e.getStatus().getCode()
              + "); start one with ./parley stt",
          e);
    }
  }

  private List<SampleResult> measureAll(
      Terminal terminal, ManagedChannel channel, List<Sample> samples, List<short[]> audio)
      throws InterruptedException {
    SttReportText text = new SttReportText(terminal);
    ExecutorService callers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<SampleResult>> running = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        Sample sample = samples.get(i);
        short[] pcm = audio.get(i);
        running.add(callers.submit(() -> SampleStream.measure(channel, sample, pcm)));
      }
      List<SampleResult> results = new ArrayList<>();
      for (Future<SampleResult> next : running) {
        text.progress(results.size() + 1, samples.size(), samples.get(results.size()));
        SampleResult result = next.get();
        results.add(result);
        text.endProgress();
        if (!json) {
          text.line(result);
        }
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("measuring broke off", e.getCause());
    } finally {
      callers.shutdownNow();
    }
  }
}
