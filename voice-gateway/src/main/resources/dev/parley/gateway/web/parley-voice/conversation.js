// What is known of a call on the client's side: turns with both sides' words, the bot's state, where the time went.
// No page and no sound in here.

/** After a line was lost, moments before it can't be told on this clock. */
export class Timing {
  constructor() {
    this.spurts = 0;
    this.reset();
  }

  reset() {
    this.spurt = null;
    this.asked = null;
    this.audioEndMs = 0;
    this.audioEndAt = null;
  }

  /** A frame of the caller's audio that ended then was sent. */
  sent(millis, endedAt) {
    this.audioEndMs += millis;
    this.audioEndAt = endedAt;
  }

  resumedAt(audioMs) {
    this.reset();
    this.audioEndMs = audioMs;
  }

  /** The caller's voice ended there in their audio. */
  voiceEnded(atMs) {
    this.asked = this.audioEndAt === null ? null : this.audioEndAt - (this.audioEndMs - atMs);
  }

  typed() {
    this.asked = performance.now();
  }

  /** A frame of the bot's came; gives the number of the run of frames it begins. */
  arrived() {
    if (this.spurt) {
      return undefined;
    }
    this.spurt = {id: ++this.spurts, arrivedAt: performance.now(), audibleAt: null, latency: null};
    return this.spurt.id;
  }

  /** What comes next is another run. */
  spurtOver() {
    this.spurt = null;
  }

  /** Gives what is to be told of a turn once both of its halves are known. */
  began(id, at) {
    if (this.spurt?.id === id) {
      this.spurt.audibleAt = at;
    }
    return this.complete();
  }

  latency(message) {
    if (this.spurt && !this.spurt.latency) {
      this.spurt.latency = message;
      this.spurt.asked = this.asked;
    }
    return this.complete();
  }

  complete() {
    const spurt = this.spurt;
    if (!spurt?.latency || spurt.audibleAt === null || spurt.told) {
      return null;
    }
    spurt.told = true;
    const {turn, gap_ms: gap, segments} = spurt.latency;
    const buffer = Math.max(0, spurt.audibleAt - spurt.arrivedAt);
    const whole = spurt.asked === null ? null : spurt.audibleAt - spurt.asked;
    const way = whole === null ? null : whole - gap - buffer;
    // less than nothing: what was asked wasn't what ended this turn
    const known = way !== null && way >= 0;
    return {
      turn,
      bufferMs: buffer,
      wholeMs: known ? whole : null,
      segments: [
        ...segments,
        ...(known ? [{name: 'capture and network', ms: way}] : []),
        {name: 'client buffer', ms: buffer},
      ],
    };
  }
}

/** The words of an answer that were heard, and the rest. */
export function split(text, heard) {
  return text.startsWith(heard) ? [heard, text.slice(heard.length)] : [heard, text];
}
