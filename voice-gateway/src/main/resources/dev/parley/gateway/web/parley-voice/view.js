// What the element shows. Knows no call: it is told, and tells what was pressed.
import {Captions} from './captions.js';
import {h} from './dom.js';
import {Notice} from './notice.js';
import {sheet} from './style.js';

const STATES = {
  idle: '',
  connecting: 'Connecting…',
  disclosing: 'Introducing itself',
  listening: 'Listening',
  thinking: 'Thinking',
  speaking: 'Speaking',
  yielding: 'Yielding to you',
  reconnecting: 'Connection lost, reconnecting…',
  held: 'Waiting: the notice above is hidden',
};

const LOUD = 0.3;

export class View {
  /**
   * @param on {start(), startTyping(), hangUp(), mute(), consent(given), say(text), microphone(id), loudspeaker(id)}
   */
  constructor(root, on) {
    root.adoptedStyleSheets = [sheet];
    this.captions = new Captions();
    this.frame = h('div', {className: 'frame'},
      this.trouble = h('div', {className: 'trouble', role: 'alert', hidden: true}),
      this.call = h('div', {className: 'status', hidden: true},
        h('div', {className: 'state'}, h('span', {className: 'orb', ariaHidden: 'true'}), this.label = h('span', {className: 'label'})),
        this.clock = h('span', {className: 'clock', role: 'timer', ariaLabel: 'Length of the call'}),
        this.meter = h('div', {className: 'meter', ariaHidden: 'true'},
          h('span', {}, 'Microphone'),
          h('span', {className: 'track'}, this.level = h('span', {className: 'fill'}))),
        this.quiet = h('p', {className: 'quiet', hidden: true},
          'Nothing is coming from the microphone. Is it the right one?')),
      this.consent = h('div', {className: 'consent', role: 'group', ariaLabel: 'Keeping this conversation', hidden: true},
        this.consentText = h('p', {role: 'status'}),
        h('div', {className: 'row'},
          this.consentYes = h('button', {type: 'button', onclick: () => on.consent(true)}, 'Yes, keep it'),
          this.consentNo = h('button', {type: 'button', onclick: () => on.consent(false)}, 'No'))),
      this.captions.box,
      this.typing = h('form', {
        hidden: true,
        onsubmit: (event) => {
          event.preventDefault();
          const text = this.input.value.trim();
          if (text) {
            on.say(text);
            this.input.value = '';
          }
        },
      },
      this.input = h('input', {
        type: 'text', maxLength: 1000, autocomplete: 'off', placeholder: 'Type instead of talking', ariaLabel: 'Type instead of talking',
      }),
      h('button', {type: 'submit'}, 'Send')),
      this.controls = h('div', {className: 'row controls', hidden: true},
        this.mute = h('button', {type: 'button', ariaPressed: 'false', onclick: on.mute}, 'Mute'),
        this.devicesButton = h('button', {
          type: 'button', ariaExpanded: 'false', onclick: () => this.showDevices(this.devices.hidden),
        }, 'Devices'),
        h('button', {type: 'button', className: 'end', onclick: on.hangUp}, 'Hang up'),
        this.devices = h('div', {className: 'devices', hidden: true},
          h('label', {}, 'Microphone',
            this.microphones = h('select', {onchange: () => on.microphone(this.microphones.value)})),
          this.loudspeakerLabel = h('label', {}, 'Loudspeaker',
            this.loudspeakers = h('select', {onchange: () => on.loudspeaker(this.loudspeakers.value)})))),
      this.idle = h('div', {className: 'idle'},
        this.hint = h('p', {}, ''),
        h('div', {className: 'row'},
          this.start = h('button', {type: 'button', className: 'main', onclick: on.start}, 'Start talking'),
          this.startTyping = h('button', {type: 'button', onclick: on.startTyping}, 'Type instead'))),
      this.announcer = h('p', {className: 'unseen', role: 'status'}));
    root.append(this.frame);
    this.notice = new Notice(root);
    this.ended('');
  }

  state(name) {
    this.frame.dataset.state = name;
    this.label.textContent = STATES[name];
  }

  started(withMicrophone) {
    const hadFocus = this.idle.contains(this.frame.getRootNode().activeElement);
    this.idle.hidden = true;
    this.call.hidden = this.typing.hidden = this.controls.hidden = false;
    this.mute.hidden = this.devicesButton.hidden = this.meter.hidden = !withMicrophone;
    this.muted(false);
    if (hadFocus) {
      (withMicrophone ? this.mute : this.input).focus();
    }
  }

  ended(reason) {
    const hadFocus = this.controls.contains(this.frame.getRootNode().activeElement) || this.typing.contains(this.frame.getRootNode().activeElement);
    this.call.hidden = this.typing.hidden = this.controls.hidden = this.quiet.hidden = this.consent.hidden = true;
    this.idle.hidden = false;
    this.busy(false);
    this.hint.textContent = reason
      || 'Your browser will ask whether this page may use the microphone. It is open only during the call, and you can mute it at any time.';
    if (hadFocus) {
      this.start.focus();
    }
  }

  /** @param given true, false, or undefined for not asked yet */
  askConsent(given) {
    this.consent.hidden = false;
    this.consent.classList.toggle('answered', given !== undefined);
    this.consentText.textContent = given === undefined
      ? 'May what is said here be kept in writing? The call goes on either way.'
      : given ? 'From here on this conversation is kept in writing.' : 'This conversation is not kept.';
    const hadFocus = this.consent.contains(this.frame.getRootNode().activeElement);
    this.consentYes.hidden = given === true;
    this.consentNo.hidden = given === false;
    this.consentYes.textContent = given === false ? 'Keep it after all' : 'Yes, keep it';
    this.consentNo.textContent = given ? 'Stop keeping it' : 'No';
    if (hadFocus) {
      (given ? this.consentNo : this.consentYes).focus();
    }
  }

  busy(yes) {
    this.start.disabled = this.startTyping.disabled = yes;
  }

  muted(yes) {
    this.mute.ariaPressed = String(yes);
    this.mute.textContent = yes ? 'Unmute' : 'Mute';
  }

  loudness(rms) {
    this.level.style.setProperty('--level', Math.min(1, Math.sqrt(rms / LOUD)).toFixed(3));
  }

  time(millis) {
    const seconds = Math.floor(millis / 1000);
    this.clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  /** For screen readers: only what can't be heard anyway. */
  announce(text) {
    this.announcer.textContent = text;
  }

  help({title, steps = [], note = ''}) {
    this.trouble.replaceChildren(h('strong', {}, title));
    if (steps.length) {
      this.trouble.append(h('ol', {}, ...steps.map((step) => h('li', {}, step))));
    }
    if (note) {
      this.trouble.append(h('p', {}, note));
    }
    this.trouble.hidden = false;
  }

  noTrouble() {
    this.trouble.hidden = true;
    this.trouble.replaceChildren();
  }

  showDevices(yes) {
    this.devices.hidden = !yes;
    this.devicesButton.ariaExpanded = String(yes);
  }

  deviceList(devices, microphoneId, canChooseLoudspeaker) {
    const fill = (select, kind, chosen, other) => {
      const before = chosen ?? select.value;
      select.replaceChildren(...devices.filter((d) => d.kind === kind).map((d, i) =>
        h('option', {value: d.deviceId}, d.label || `${other} ${i + 1}`)));
      select.value = before;
      if (select.selectedIndex < 0) {
        select.selectedIndex = 0;
      }
    };
    fill(this.microphones, 'audioinput', microphoneId, 'Microphone');
    fill(this.loudspeakers, 'audiooutput', undefined, 'Loudspeaker');
    this.loudspeakerLabel.hidden = !canChooseLoudspeaker || !this.loudspeakers.options.length;
  }
}
