package dev.parley.gateway;

import dev.parley.adapter.Setting;
import dev.parley.adapter.Settings;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.TestClips;
import dev.parley.gateway.history.HistorySettings;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.proof.ProofLog;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real gateway with {@link FakeHops} behind it. */
public final class FakeHopGateway implements AutoCloseable {
  public final FakeHops hops = new FakeHops();
  public final Vertx vertx = Vertx.vertx();
  public final FrameClock clock = new FrameClock();

  /** What callers' ends reported. */
  public final List<ClientTiming> clientTimings = new CopyOnWriteArrayList<>();

  private final ProofLog proofs;
  private final Gateway gateway;

  public FakeHopGateway(Map<String, String> settings) throws IOException {
    this(settings, TraceSink.all());
  }

  public FakeHopGateway(Map<String, String> settings, TraceSink trace, Gateway.Page... pages)
      throws IOException {
    this(settings, trace, TestClips.SHORT, pages);
  }

  public FakeHopGateway(
      Map<String, String> settings, TraceSink trace, Clips disclosures, Gateway.Page... pages)
      throws IOException {
    this(settings, trace, disclosures, TestProofs.open(), pages);
  }

  /**
   * @param disclosures short ones, or the real ones
   * @param proofs closed with it
   */
  public FakeHopGateway(
      Map<String, String> settings,
      TraceSink trace,
      Clips disclosures,
      ProofLog proofs,
      Gateway.Page... pages)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("gateway.port", "0");
    List<Setting> known = new ArrayList<>(GatewaySettings.all());
    known.addAll(HistorySettings.all());
    this.proofs = proofs;
    gateway =
        Gateway.listen(
            vertx,
            hops.hops(),
            clock,
            Settings.of(known, all),
            TraceSink.all(
                trace,
                new TraceSink() {
                  @Override
                  public void clientTimed(CallFacts call, ClientTiming timing) {
                    clientTimings.add(timing);
                  }
                }),
            proofs,
            disclosures,
            pages);
  }

  public FakeHopGateway ready() {
    gateway.setReady();
    return this;
  }

  public int port() {
    return gateway.address().getPort();
  }

  /** Of a page or of the state. */
  public URI address(String path) {
    return gateway.address().resolve(path);
  }

  public URI voiceAddress() {
    return URI.create("ws://127.0.0.1:" + port() + Gateway.VOICE_PATH);
  }

  public LiveCaller call() throws InterruptedException {
    return LiveCaller.call(vertx, clock, voiceAddress());
  }

  public int callCount() {
    return gateway.callCount();
  }

  /** As for a stop; {@link #close} is still needed. */
  public void drain(Duration patience) throws InterruptedException {
    gateway.drain(patience);
  }

  /** Ends the calls; {@link #close} is still needed. */
  public void stop() {
    gateway.close();
  }

  @Override
  public void close() throws TimeoutException {
    gateway.close();
    proofs.close();
    clock.close();
    hops.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
