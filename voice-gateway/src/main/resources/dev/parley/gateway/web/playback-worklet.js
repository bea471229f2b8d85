// Plays frames in order after a small start-up buffer, at the gain it is told. On 'clear' it fades out within 5 ms and
// drops the rest. Reports what was played.
const START_SAMPLES = 16000 * 0.06;
const REPORT_SAMPLES = 16000 * 0.1;
const RAMP_SAMPLES = 16000 * 0.01;
const FADE_SAMPLES = 16000 * 0.005;

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = [];
    this.offset = 0;
    this.waiting = 0;
    this.playing = false;
    this.fading = 0;
    this.fadeLength = 0;
    this.gain = 1;
    this.target = 1;
    this.step = 0;
    this.played = 0;
    this.reported = 0;
    this.idle = 0;
    this.port.onmessage = ({data}) => {
      if (data === 'clear') {
        this.clear();
      } else if (data instanceof ArrayBuffer) {
        const frame = new Int16Array(data);
        this.queue.push(frame);
        this.waiting += frame.length;
      } else {
        this.target = Math.min(1, 10 ** (data.gainDb / 20));
        this.step = (this.target - this.gain) / RAMP_SAMPLES;
      }
    };
  }

  process(inputs, [output]) {
    const out = output[0];
    // a short answer may never fill the start-up buffer: begin after 60 ms of waiting anyway
    this.idle = this.waiting > 0 && !this.playing ? this.idle + out.length : 0;
    if (!this.playing && (this.waiting >= START_SAMPLES || this.idle >= START_SAMPLES)) {
      this.playing = true;
    }
    for (let i = 0; i < out.length; i++) {
      // a ramp takes its time whether or not there is something to play
      this.ramp();
      if (this.playing) {
        out[i] = this.next() * this.gain;
      }
    }
    if (this.played - this.reported >= REPORT_SAMPLES || (!this.playing && this.played !== this.reported)) {
      this.report();
    }
    return true;
  }

  ramp() {
    if (this.gain !== this.target) {
      const next = this.gain + this.step;
      this.gain = this.step < 0 ? Math.max(next, this.target) : Math.min(next, this.target);
    }
  }

  next() {
    if (!this.queue.length) {
      this.playing = false;
      return 0;
    }
    let sample = this.queue[0][this.offset++] / 32768;
    this.played++;
    this.waiting--;
    if (this.offset === this.queue[0].length) {
      this.queue.shift();
      this.offset = 0;
    }
    if (this.fading > 0) {
      sample *= this.fading / this.fadeLength;
      if (--this.fading === 0) {
        this.playing = false;
        this.report();
      }
    }
    return sample;
  }

  clear() {
    if (!this.playing || !this.waiting) {
      this.keep(0);
      this.playing = false;
      this.report();
      return;
    }
    // what fades is heard, so it counts as played, and the report waits for it
    if (!this.fading) {
      this.fading = Math.min(FADE_SAMPLES, this.waiting);
      this.fadeLength = this.fading;
    }
    this.keep(this.fading);
  }

  /** Drops all but the next samples. */
  keep(samples) {
    const kept = [];
    let from = this.offset;
    for (let left = samples; left > 0;) {
      const part = this.queue[kept.length].subarray(from, from + left);
      kept.push(part);
      left -= part.length;
      from = 0;
    }
    this.queue = kept;
    this.offset = 0;
    this.waiting = samples;
  }

  report() {
    this.reported = this.played;
    this.port.postMessage(Math.round(this.played / 16));
  }
}

registerProcessor('playback', Playback);
