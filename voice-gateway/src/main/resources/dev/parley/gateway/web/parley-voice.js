// <parley-voice>: a voice call with an AI in any page. The one module to load; docs/browser-client.md describes it.
import {explainMicrophone, microphoneTrouble} from './parley-voice/microphone-help.js';
import {Notice} from './parley-voice/notice.js';
import {Session} from './parley-voice/session.js';
import {Sound} from './parley-voice/sound.js';
import {View} from './parley-voice/view.js';

const LOOK_MS = 250;
const HELD_AT_MOST_MS = 10000;
const SILENT_MS = 5000;

export class ParleyVoice extends HTMLElement {
  #view = new View(this.attachShadow({mode: 'open'}), {
    start: () => this.start(),
    startTyping: () => this.start({microphone: false}),
    hangUp: () => this.hangUp(),
    mute: () => {
      this.muted = !this.muted;
    },
    consent: (given) => this.consent(given),
    say: (text) => this.say(text),
    microphone: (id) => this.#change(() => this.#session.useMicrophone(id)),
    loudspeaker: (id) => this.#change(() => this.#session.sound.useLoudspeaker(id)),
  });
  #session = null;
  #state = 'idle';
  #callId = null;
  #ticker = 0;
  #startedAt = 0;
  #heldSince = 0;
  #onDevices = () => this.#listDevices();

  async connectedCallback() {
    const trouble = await microphoneTrouble();
    if (trouble && !this.#session) {
      this.#view.help(trouble);
    }
  }

  disconnectedCallback() {
    this.hangUp();
  }

  // ---- for pages

  /** idle, connecting, disclosing, listening, thinking, speaking, yielding, reconnecting, held */
  get state() {
    return this.#state;
  }

  get inCall() {
    return this.#session !== null;
  }

  get callId() {
    return this.#callId;
  }

  get muted() {
    return this.#session?.muted ?? false;
  }

  set muted(muted) {
    if (this.#session) {
      this.#session.mute(Boolean(muted));
      this.#view.muted(Boolean(muted));
      this.#view.announce(muted ? 'Microphone muted' : 'Microphone on');
    }
  }

  /** Must follow from something the user did. Gives whether a call is being opened. */
  async start({microphone = true} = {}) {
    if (this.#session) {
      return false;
    }
    this.#view.notice.reveal();
    if (!this.#view.notice.isShown) {
      this.#trouble('notice-hidden', 'The notice that this is an AI must be visible before a call can start.');
      return false;
    }
    this.#view.noTrouble();
    this.#view.busy(true);
    this.#view.announce(`${Notice.text} The call is starting.`);
    const session = new Session(this.#listener());
    this.#session = session;
    this.#showState('connecting');
    try {
      await session.open({
        url: this.#url(),
        language: this.getAttribute('language') || 'en',
        client: this.getAttribute('client') || 'parley-voice',
        token: await (typeof this.token === 'function' ? this.token() : this.token),
        microphone,
        microphoneId: this.getAttribute('microphone') || undefined,
      });
    } catch (error) {
      session.close();
      this.#over('');
      const help = explainMicrophone(error);
      this.#view.help(help);
      this.#tell('error', {code: help.code, message: help.title});
      return false;
    }
    if (this.#session !== session) {
      // hung up while the browser asked for the microphone
      session.close();
      return false;
    }
    this.#begin(microphone);
    return true;
  }

  /** With which the gateway lets the next call in: a text, or a function that gives one, or a promise of one. */
  token;

  hangUp() {
    const session = this.#session;
    if (session) {
      session.close();
      this.#over('hung up');
    }
  }

  /** Typed instead of spoken. */
  say(text) {
    if (this.#session?.line?.isUp && text.trim()) {
      this.#session.say(text.trim().slice(0, 1000));
    }
  }

  /** Whether what is said from now on may be kept in writing. */
  consent(given) {
    if (this.#session?.line?.isUp) {
      this.#session.consent(Boolean(given));
      this.#view.askConsent(Boolean(given));
      this.#tell('consent', {given: Boolean(given)});
    }
  }

  /** The way to the gateway and back, ms; absent until it was measured. */
  get roundTripMs() {
    return this.#session?.line?.roundTripMs;
  }

  /** {aheadMs, underruns} of the jitter buffer; absent before anything was played. */
  get playback() {
    const {aheadMs, underruns} = this.#session?.sound ?? {};
    return aheadMs === undefined ? undefined : {aheadMs, underruns};
  }

  // ---- inside

  #url() {
    const url = new URL(this.getAttribute('url') || '/v1/voice', this.hasAttribute('url') ? document.baseURI : import.meta.url);
    url.protocol = url.protocol.replace(/^http/, 'ws');
    return url;
  }

  #listener() {
    const captions = this.#view.captions;
    return {
      state: (name) => this.#showState(name),
      caller: (turn, text, final, understood) => {
        if (understood) {
          captions.caller(turn, text, final);
        } else {
          captions.notUnderstood(turn);
        }
        this.#tell('caption', {turn, side: 'caller', text, final});
      },
      bot: (turn, text) => {
        captions.bot(turn, text);
        this.#tell('caption', {turn, side: 'bot', text, final: false});
      },
      botOver: (message) => {
        captions.botOver(message.turn, message);
        const {turn, text, heard, outcome} = message;
        this.#tell('caption', {turn, side: 'bot', text, final: true, heard, outcome});
      },
      forget: (turn) => captions.forget(turn),
      timed: (timing) => {
        captions.timed(timing.turn, timing);
        this.#tell('latency', timing);
      },
      level: (rms, silentMs) => this.#showLevel(rms, silentMs),
      trouble: (code, message) => this.#trouble(code, message),
      started: (message) => {
        this.#callId = message.call;
        captions.clear();
        if (message.asks?.includes('keep_words')) {
          this.#view.askConsent(undefined);
        }
        this.#tell('start', {call: message.call, engines: message.engines, asks: message.asks ?? []});
      },
      lost: () => this.#view.announce('Connection lost. Reconnecting.'),
      resumed: () => {
        this.#view.announce('Connected again.');
        this.#view.noTrouble();
      },
      ended: (reason, failed) => {
        if (failed) {
          this.#trouble('ended', `The call ended: ${reason}.`);
        }
        this.#over(reason);
      },
      microphoneLost: () => {
        this.#trouble('microphone-lost', 'The microphone was unplugged or switched off. Choose another under “Devices”, or type.');
        this.#listDevices();
      },
    };
  }

  #begin(microphone) {
    this.#startedAt = performance.now();
    this.#heldSince = 0;
    this.#view.started(microphone);
    this.#view.time(0);
    clearInterval(this.#ticker);
    this.#ticker = setInterval(() => this.#look(), LOOK_MS);
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
    this.#listDevices();
  }

  #over(reason) {
    if (!this.#session) {
      return;
    }
    clearInterval(this.#ticker);
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    this.#session = null;
    this.#callId = null;
    this.#view.ended(reason && `The call is over: ${reason}.`);
    this.#showState('idle');
    if (reason) {
      this.#view.announce('The call is over.');
      this.#tell('end', {reason});
    }
  }

  /** The clock, and whether the notice can be seen. */
  #look() {
    const session = this.#session;
    const shown = this.#view.notice.isShown;
    this.#view.time(performance.now() - this.#startedAt);
    session.hold(!shown);
    if (shown) {
      this.#heldSince = 0;
    } else if (!this.#heldSince) {
      this.#heldSince = performance.now();
      this.#trouble('notice-hidden', 'The notice that this is an AI is hidden. The call waits until it can be seen again.');
    } else if (performance.now() - this.#heldSince > HELD_AT_MOST_MS) {
      this.hangUp();
    }
  }

  #showLevel(rms, silentMs) {
    this.#view.loudness(this.muted ? 0 : rms);
    this.#view.quiet.hidden = !(this.#session?.sound.microphone && silentMs >= SILENT_MS);
  }

  #showState(name) {
    if (name !== this.#state) {
      this.#state = name;
      this.#view.state(name);
      this.#tell('state', {state: name});
    }
  }

  async #listDevices() {
    const sound = this.#session?.sound;
    if (sound?.microphone) {
      const devices = await navigator.mediaDevices.enumerateDevices();
      this.#view.deviceList(devices, sound.microphoneId, Sound.canChooseLoudspeaker);
    }
  }

  async #change(device) {
    try {
      await device();
      this.#view.noTrouble();
    } catch (error) {
      this.#view.help(explainMicrophone(error));
    }
    this.#listDevices();
  }

  #trouble(code, message) {
    this.#view.help({title: message});
    this.#tell('error', {code, message});
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`parley-${name}`, {detail, bubbles: true, composed: true}));
  }
}

customElements.define('parley-voice', ParleyVoice);
