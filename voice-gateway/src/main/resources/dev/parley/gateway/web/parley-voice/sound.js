// Microphone and loudspeaker of one call. The audio graph runs at the device's own rate; both worklets resample.

const asset = (name) => new URL(name, import.meta.url);

export class Sound {
  /**
   * @param listener {frame(pcm, level, endedAtMs), played(ms, cleared), began(spurt, atMs), microphoneLost()}
   */
  constructor(listener) {
    this.listener = listener;
    this.muted = false;
    this.microphone = null;
    this.source = null;
  }

  /** Must follow from something the user did, or browsers keep the loudspeaker silent. */
  async open() {
    this.context = new AudioContext({latencyHint: 'interactive'});
    await Promise.all(
      ['capture-worklet.js', 'playback-worklet.js'].map((name) => this.context.audioWorklet.addModule(asset(name))));
    this.capture = new AudioWorkletNode(this.context, 'parley-capture', {
      numberOfOutputs: 1, outputChannelCount: [1], channelCount: 1, channelCountMode: 'explicit',
    });
    this.playback = new AudioWorkletNode(this.context, 'parley-playback', {
      numberOfInputs: 0, outputChannelCount: [1],
    });
    this.capture.port.onmessage = ({data}) =>
      this.listener.frame(data.pcm, data.level, this.toPageTime(data.endedAt));
    this.playback.port.onmessage = ({data}) => this.heard(data);
    // a node without a way to the output is not run by every browser; it puts out silence
    this.capture.connect(this.context.destination);
    this.playback.connect(this.context.destination);
    await this.context.resume();
  }

  heard(data) {
    if (data.type === 'played') {
      this.underruns = data.underruns;
      this.aheadMs = data.aheadMs;
      this.listener.played(data.ms, data.cleared);
      if (data.cleared) {
        this.clearing?.(data.ms);
        this.clearing = null;
      }
    } else if (data.type === 'began' && typeof this.context.outputLatency === 'number') {
      this.listener.began(data.spurt, this.toPageTime(data.at + this.context.outputLatency));
    }
  }

  /** The audio clock's moment on the page's clock, ms. */
  toPageTime(seconds) {
    return performance.now() + (seconds - this.context.currentTime) * 1000;
  }

  /** Asks for the microphone; rejects with the browser's error when there is none. */
  async useMicrophone(deviceId) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        deviceId: deviceId ? {exact: deviceId} : undefined,
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
    });
    this.closeMicrophone();
    this.microphone = stream;
    if (this.context.state === 'closed') {
      this.closeMicrophone();
      return;
    }
    this.source = this.context.createMediaStreamSource(stream);
    this.source.connect(this.capture);
    stream.getAudioTracks()[0].addEventListener('ended', () => this.listener.microphoneLost());
  }

  get microphoneId() {
    return this.microphone?.getAudioTracks()[0]?.getSettings().deviceId ?? '';
  }

  static get canChooseLoudspeaker() {
    return 'setSinkId' in AudioContext.prototype;
  }

  async useLoudspeaker(deviceId) {
    await this.context.setSinkId(deviceId);
  }

  mute(muted) {
    this.capture.port.postMessage({muted});
  }

  play(pcm, spurt) {
    this.playback.port.postMessage({type: 'frame', pcm, spurt}, [pcm]);
  }

  /** Drops what was not played; gives how much was, ms. */
  clear() {
    return new Promise((resolve) => {
      this.clearing = resolve;
      this.playback.port.postMessage({type: 'clear'});
    });
  }

  answerOver() {
    this.playback.port.postMessage({type: 'over'});
  }

  duck(gainDb) {
    this.playback.port.postMessage({type: 'duck', gainDb});
  }

  pause(paused) {
    this.playback.port.postMessage({type: 'pause', paused});
  }

  closeMicrophone() {
    this.source?.disconnect();
    this.source = null;
    this.microphone?.getTracks().forEach((track) => track.stop());
    this.microphone = null;
  }

  close() {
    this.closeMicrophone();
    if (this.context && this.context.state !== 'closed') {
      this.context.close();
    }
  }
}
