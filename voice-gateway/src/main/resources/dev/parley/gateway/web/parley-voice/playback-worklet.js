// Plays the bot's audio in order, at the gain it is told, and says how much of it was played. Waits until enough has
// come that the network's jitter isn't heard: more after it ran dry, less after it didn't for a while. 'clear' and
// 'pause' fade out within 5 ms; what fades is heard and counts as played.
import {Resampler} from './resampler.js';

const RATE = 16000;
const ms = (millis) => Math.round(RATE * millis / 1000);

const LEAST_AHEAD = ms(40);
const MOST_AHEAD = ms(160);
const AHEAD_UP = ms(20);
const AHEAD_DOWN = ms(10);
const CALM = ms(10000);
// a longer silence inside an answer is not the network's
const JITTER = ms(200);
// the gateway sends 200 ms ahead; what is far beyond that is a fault and not kept
const MOST_WAITING = ms(5000);
const REPORT = ms(100);
const RAMP = ms(10);
const FADE = ms(5);

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(RATE, sampleRate);
    this.pull = () => this.sample();
    this.queue = [];
    this.offset = 0;
    this.waiting = 0;
    this.playing = false;
    this.ahead = LEAST_AHEAD;
    this.sinceArrival = 0;
    this.dryFor = -1;
    this.calm = 0;
    this.underruns = 0;
    this.fading = 0;
    this.fadeLength = 0;
    this.gain = 1;
    this.target = 1;
    this.step = 0;
    this.paused = false;
    this.open = 1;
    this.played = 0;
    this.reported = 0;
    this.began = null;
    this.port.onmessage = ({data}) => this.told(data);
  }

  told(data) {
    switch (data.type) {
      case 'frame':
        this.arrived(new Int16Array(data.pcm), data.spurt);
        break;
      case 'clear':
        this.clear();
        break;
      case 'over':
        // silence from here on is no lack of audio
        this.dryFor = -1;
        break;
      case 'duck':
        this.target = Math.min(1, 10 ** (data.gainDb / 20));
        this.step = (this.target - this.gain) / RAMP;
        break;
      case 'pause':
        this.paused = data.paused;
        break;
      default:
    }
  }

  arrived(pcm, spurt) {
    if (this.waiting > MOST_WAITING) {
      return;
    }
    if (this.waiting === 0) {
      this.sinceArrival = 0;
    }
    if (this.dryFor >= 0 && this.dryFor < JITTER) {
      this.underruns++;
      this.calm = 0;
      this.ahead = Math.min(MOST_AHEAD, this.ahead + AHEAD_UP);
    }
    this.dryFor = -1;
    this.queue.push({pcm, spurt});
    this.waiting += pcm.length;
  }

  process(inputs, [output]) {
    const out = output[0];
    for (let i = 0; i < out.length; i++) {
      out[i] = this.resampler.next(this.pull);
      if (this.began !== null) {
        const at = currentTime + (i + this.resampler.delay * sampleRate / RATE) / sampleRate;
        this.port.postMessage({type: 'began', spurt: this.began, at});
        this.began = null;
      }
    }
    if (this.played - this.reported >= REPORT || (!this.playing && this.played !== this.reported)) {
      this.report();
    }
    return true;
  }

  /** The next sample at 16 kHz. */
  sample() {
    // a ramp takes its time whether or not there is something to play
    this.ramp();
    if (!this.playing) {
      this.start();
    }
    return this.playing && this.isOpen() ? this.next() * this.gain * this.open : 0;
  }

  ramp() {
    if (this.gain !== this.target) {
      const next = this.gain + this.step;
      this.gain = this.step < 0 ? Math.max(next, this.target) : Math.min(next, this.target);
    }
  }

  isOpen() {
    this.open = Math.max(0, Math.min(1, this.open + (this.paused ? -1 : 1) / FADE));
    return this.open > 0;
  }

  /** A short answer may never fill the buffer: it begins when it would have had the time to. */
  start() {
    if (this.dryFor >= 0) {
      this.dryFor++;
    }
    if (this.waiting > 0) {
      this.sinceArrival++;
      this.playing = this.waiting >= this.ahead || this.sinceArrival >= this.ahead;
    }
  }

  next() {
    if (!this.queue.length) {
      this.playing = false;
      this.dryFor = 0;
      return 0;
    }
    const {pcm, spurt} = this.queue[0];
    if (this.offset === 0 && spurt !== undefined) {
      this.began = spurt;
    }
    let sample = pcm[this.offset++] / 32768;
    this.played++;
    this.waiting--;
    if (++this.calm === CALM) {
      this.calm = 0;
      this.ahead = Math.max(LEAST_AHEAD, this.ahead - AHEAD_DOWN);
    }
    if (this.offset === pcm.length) {
      this.queue.shift();
      this.offset = 0;
    }
    if (this.fading > 0) {
      sample *= this.fading / this.fadeLength;
      if (--this.fading === 0) {
        this.cleared();
      }
    }
    return sample;
  }

  clear() {
    this.dryFor = -1;
    if (!this.playing || !this.waiting || this.paused) {
      this.keep(0);
      this.cleared();
      return;
    }
    // what fades is heard, so it counts as played, and the report waits for it
    if (!this.fading) {
      this.fading = Math.min(FADE, this.waiting);
      this.fadeLength = this.fading;
    }
    this.keep(this.fading);
  }

  cleared() {
    this.playing = false;
    this.report(true);
  }

  /** Drops all but the next samples. */
  keep(samples) {
    const kept = [];
    let from = this.offset;
    for (let left = samples; left > 0;) {
      const pcm = this.queue[kept.length].pcm.subarray(from, from + left);
      kept.push({pcm});
      left -= pcm.length;
      from = 0;
    }
    this.queue = kept;
    this.offset = 0;
    this.waiting = samples;
  }

  report(cleared = false) {
    this.reported = this.played;
    this.port.postMessage({
      type: 'played',
      ms: Math.round(this.played / 16),
      cleared,
      underruns: this.underruns,
      aheadMs: this.ahead / 16,
    });
  }
}

registerProcessor('parley-playback', Playback);
