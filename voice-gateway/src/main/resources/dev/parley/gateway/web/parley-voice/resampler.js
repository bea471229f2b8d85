// Changes the sample rate of a stream: windowed sinc, one set of coefficients for each phase between two samples.
// Used in both worklets, so it allocates nothing while it runs.

const ZERO_CROSSINGS = 24;
const KAISER_BETA = 7; // about 70 dB
// of the lower rate: at 16 kHz all up to 6.6 kHz passes, and nothing above 8 kHz comes back as something else
const CUTOFF = 0.457;

export class Resampler {
  constructor(fromRate, toRate) {
    const common = greatestCommonDivisor(fromRate, toRate);
    this.up = toRate / common;
    this.down = fromRate / common;
    const cutoff = CUTOFF * Math.min(1, toRate / fromRate);
    this.taps = this.up === this.down ? 1 : 2 * Math.ceil(ZERO_CROSSINGS / (2 * cutoff));
    this.filters = Array.from({length: this.up}, (_, phase) => lowPass(cutoff, this.taps, phase / this.up));
    // written twice, so that the newest samples always lie in one piece
    this.history = new Float32Array(2 * this.taps);
    this.newest = 0;
    this.phase = 0;
  }

  /** By how many samples of the input what comes out is late. */
  get delay() {
    return this.taps === 1 ? 0 : this.taps / 2;
  }

  /** One sample in; emit is called for each that comes out. */
  push(sample, emit) {
    this.remember(sample);
    for (; this.phase < this.up; this.phase += this.down) {
      emit(this.value());
    }
    this.phase -= this.up;
  }

  /** One sample out; pull is called for each that is needed. */
  next(pull) {
    for (; this.phase >= this.up; this.phase -= this.up) {
      this.remember(pull());
    }
    const value = this.value();
    this.phase += this.down;
    return value;
  }

  remember(sample) {
    this.newest = (this.newest || this.taps) - 1;
    this.history[this.newest] = sample;
    this.history[this.newest + this.taps] = sample;
  }

  value() {
    const filter = this.filters[this.phase];
    let sum = 0;
    for (let i = 0; i < this.taps; i++) {
      sum += filter[i] * this.history[this.newest + i];
    }
    return sum;
  }
}

function lowPass(cutoff, taps, fraction) {
  if (taps === 1) {
    return Float32Array.of(1);
  }
  const filter = Float32Array.from({length: taps}, (_, i) => {
    const t = i + fraction - taps / 2;
    const x = 2 * cutoff * t;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    const r = t / (taps / 2);
    return Math.abs(r) > 1 ? 0 : sinc * bessel(KAISER_BETA * Math.sqrt(1 - r * r));
  });
  const sum = filter.reduce((a, b) => a + b);
  return filter.map((value) => value / sum);
}

/** Modified Bessel function of the first kind, order 0. */
function bessel(x) {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-9 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a, b) {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
