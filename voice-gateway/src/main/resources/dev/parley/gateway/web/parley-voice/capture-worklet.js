// Microphone to frames of 20 ms: PCM s16le mono, 16 kHz. Muted, or without a microphone, they are silence: the gateway
// hears a caller who says nothing, and knows that the line is there.
import {Resampler} from './resampler.js';

const RATE = 16000;
const FRAME_SAMPLES = 320;
const BLOCK_SAMPLES = 128;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, RATE);
    this.emit = (sample) => this.add(sample);
    this.frame = new Int16Array(FRAME_SAMPLES);
    this.filled = 0;
    this.energy = 0;
    this.muted = false;
    this.port.onmessage = ({data}) => {
      this.muted = data.muted;
    };
  }

  process([input]) {
    const samples = input[0];
    const length = samples?.length ?? BLOCK_SAMPLES;
    for (let i = 0; i < length; i++) {
      this.resampler.push(this.muted || !samples ? 0 : samples[i], this.emit);
    }
    return true;
  }

  add(sample) {
    const clipped = Math.max(-1, Math.min(1, sample));
    this.energy += clipped * clipped;
    this.frame[this.filled++] = Math.round(clipped * 32767);
    if (this.filled === FRAME_SAMPLES) {
      // the frame's last sample came in as long before the end of this block as the filter is late
      const endedAt = currentTime + (BLOCK_SAMPLES - this.resampler.delay) / sampleRate;
      const level = Math.sqrt(this.energy / FRAME_SAMPLES);
      this.port.postMessage({pcm: this.frame.buffer, level, endedAt}, [this.frame.buffer]);
      this.frame = new Int16Array(FRAME_SAMPLES);
      this.filled = 0;
      this.energy = 0;
    }
  }
}

registerProcessor('parley-capture', Capture);
