// Plays frames in order after a small start-up buffer, drops everything at once on 'clear', reports what was played.
const START_SAMPLES = 16000 * 0.06;
const REPORT_SAMPLES = 16000 * 0.1;

class Playback extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = [];
    this.offset = 0;
    this.waiting = 0;
    this.playing = false;
    this.played = 0;
    this.reported = 0;
    this.idle = 0;
    this.port.onmessage = ({data}) => {
      if (data === 'clear') {
        this.queue = [];
        this.offset = 0;
        this.waiting = 0;
        this.playing = false;
        this.report();
      } else {
        const frame = new Int16Array(data);
        this.queue.push(frame);
        this.waiting += frame.length;
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
    for (let i = 0; i < out.length && this.playing; i++) {
      if (!this.queue.length) {
        this.playing = false;
        break;
      }
      out[i] = this.queue[0][this.offset++] / 32768;
      this.played++;
      this.waiting--;
      if (this.offset === this.queue[0].length) {
        this.queue.shift();
        this.offset = 0;
      }
    }
    if (this.played - this.reported >= REPORT_SAMPLES || (!this.playing && this.played !== this.reported)) {
      this.report();
    }
    return true;
  }

  report() {
    this.reported = this.played;
    this.port.postMessage(Math.round(this.played / 16));
  }
}

registerProcessor('playback', Playback);
