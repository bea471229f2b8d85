// One call: sound and line put together, and what the gateway says turned into state, captions and times.
import {Timing} from './conversation.js';
import {Line} from './line.js';
import {Sound} from './sound.js';

const FRAME_MS = 20;
const CLEAR_MS = 300;
// digital silence or a switched-off microphone; a quiet room is louder
const SILENT_RMS = 1e-4;
const NEVER = -Infinity;

export class Session {
  /**
   * @param listener {state(name), caller(turn, text, final, understood), bot(turn, text), botOver(message),
   *   forget(turn), timed(timing), level(rms), trouble(code, message), started(call), lost(), resumed(),
   *   ended(reason, failed), microphoneLost()}
   */
  constructor(listener) {
    this.listener = listener;
    this.timing = new Timing();
    this.playedMs = 0;
    this.phase = 'connecting';
    this.yielding = false;
    this.muted = false;
    this.held = false;
    this.silentFrames = 0;
    this.sound = new Sound({
      frame: (pcm, level, endedAt) => this.captured(pcm, level, endedAt),
      played: (ms) => {
        this.playedMs = ms;
        this.line?.isUp && this.line.send({type: 'ack', played_ms: ms});
      },
      began: (spurt, at) => this.tellTiming(this.timing.began(spurt, at)),
      microphoneLost: () => this.listener.microphoneLost(),
    });
  }

  async useMicrophone(id) {
    await this.sound.useMicrophone(id);
    this.silentFrames = 0;
  }

  async open({url, language, client, token, microphone, microphoneId}) {
    await this.sound.open();
    if (microphone) {
      await this.useMicrophone(microphoneId);
    }
    this.line = new Line(url, {language, client}, token, {
      started: (message) => this.listener.started(message),
      message: (message) => this.told(message),
      audio: (pcm) => this.sound.play(pcm, this.timing.arrived()),
      lost: () => {
        this.timing.reset();
        this.showState();
        this.listener.lost();
      },
      resume: () => this.settle(),
      resumed: (message) => {
        this.timing.resumedAt(message.audio_ms);
        if (this.consented !== undefined) {
          // the connection may have broken under it
          this.consent(this.consented);
        }
        this.showState();
        this.listener.resumed();
      },
      closed: (reason, failed) => {
        this.sound.close();
        this.listener.ended(reason, failed);
      },
    });
  }

  /** Nothing that came over the old connection is played any more; how much was, ms. */
  async settle() {
    // a suspended audio clock gives no answer
    const late = new Promise((resolve) => setTimeout(() => resolve(this.playedMs), CLEAR_MS));
    return Promise.race([this.sound.clear(), late]);
  }

  captured(pcm, level, endedAt) {
    if (this.line?.isUp) {
      this.line.audio(pcm);
      this.timing.sent(FRAME_MS, endedAt);
    }
    this.listener.level(level, this.deadFor(level));
  }

  /** How long nothing has come from a microphone that never gave anything, ms. */
  deadFor(level) {
    if (level >= SILENT_RMS) {
      this.silentFrames = NEVER;
    } else if (!this.muted && !this.held) {
      this.silentFrames++;
    }
    return this.silentFrames * FRAME_MS;
  }

  told(message) {
    switch (message.type) {
      case 'state':
        this.phase = message.state;
        this.showState();
        break;
      case 'speech':
        if (message.event === 'end') {
          this.timing.voiceEnded(message.at_ms);
        }
        break;
      case 'partial':
        this.listener.caller(message.turn, message.text, false, true);
        break;
      case 'final':
        this.listener.caller(message.turn, message.text, true, message.understood);
        break;
      case 'answer':
        this.listener.bot(message.turn, message.text);
        break;
      case 'answer_end':
        this.answerOver(message);
        break;
      case 'clear':
        this.timing.spurtOver();
        this.sound.clear();
        break;
      case 'duck':
        if (Number.isFinite(message.gain_db)) {
          this.sound.duck(message.gain_db);
        }
        break;
      case 'overlap':
        this.overlap(message);
        break;
      case 'latency':
        this.listener.timed({turn: message.turn, gapMs: message.gap_ms, segments: message.segments});
        this.tellTiming(this.timing.latency(message));
        break;
      case 'error':
        this.listener.trouble(message.code, message.message);
        break;
      default:
        // of a later version
    }
  }

  answerOver(message) {
    this.timing.spurtOver();
    this.sound.answerOver();
    this.yielding = false;
    this.listener.botOver(message);
    this.showState();
  }

  overlap({turn, verdict}) {
    this.yielding = verdict === 'yielded' || verdict === 'held';
    this.showState();
    if (verdict === 'ignored') {
      // it was shown as the beginning of the next turn while it was being heard
      this.listener.forget(turn + 1);
    }
  }

  tellTiming(timing) {
    if (!timing) {
      return;
    }
    this.listener.timed(timing);
    const {turn, bufferMs, wholeMs} = timing;
    this.line.send({type: 'timing', turn, buffer_ms: round(bufferMs), ...(wholeMs === null ? {} : {gap_ms: round(wholeMs)})});
  }

  get state() {
    if (this.line?.isLost) {
      return 'reconnecting';
    }
    if (this.held) {
      return 'held';
    }
    return this.yielding && this.phase === 'speaking' ? 'yielding' : this.phase;
  }

  showState() {
    this.listener.state(this.state);
  }

  mute(muted) {
    this.muted = muted;
    this.sound.mute(this.muted || this.held);
  }

  /** Neither side is heard while what the caller talks to isn't to be seen. */
  hold(held) {
    if (held !== this.held) {
      this.held = held;
      this.sound.mute(this.muted || held);
      this.sound.pause(held);
      this.showState();
    }
  }

  say(text) {
    this.timing.typed();
    this.line.send({type: 'text', text});
  }

  /** Whether what is said may be kept in writing. */
  consent(given) {
    this.consented = given;
    this.line.send({type: 'consent', keep_words: given});
  }

  close() {
    if (this.line) {
      this.line.hangUp();
    } else {
      this.sound.close();
    }
  }
}

function round(ms) {
  return Math.round(ms * 1000) / 1000;
}
