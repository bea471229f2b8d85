// Whether the page hears from the gateway.
import {h} from '../parley-voice/dom.js';

export class Connection {
  #announcer;
  #ticker = 0;
  #was = '';

  /** @param on {now()} when the next attempt shall not be waited for */
  constructor(box, announcer, on) {
    this.#announcer = announcer;
    box.append(
      this.pill = h('span', {className: 'pill'}, h('span', {className: 'dot', ariaHidden: 'true'}), this.text = h('span', {})),
      this.button = h('button', {type: 'button', className: 'small', hidden: true, onclick: on.now}, 'Try now'));
    this.box = box;
  }

  show(state, {reason, ms} = {}) {
    clearInterval(this.#ticker);
    this.box.dataset.state = state;
    this.button.hidden = state !== 'waiting';
    if (state === 'waiting') {
      const until = performance.now() + ms;
      const tell = () => {
        const seconds = Math.max(1, Math.ceil((until - performance.now()) / 1000));
        this.text.textContent = `Disconnected: ${reason}. Trying again in ${seconds} s.`;
      };
      tell();
      this.#ticker = setInterval(tell, 1000);
      this.#announce('waiting', `Disconnected: ${reason}. Trying again.`);
    } else if (state === 'live') {
      this.text.textContent = 'Live';
      this.#announce('live', this.#was === 'waiting' ? 'Connected again.' : '');
    } else {
      this.text.textContent = 'Connecting…';
    }
  }

  /** Once a change, not at each attempt. */
  #announce(state, text) {
    if (this.#was !== state) {
      this.#was = state;
      this.#announcer.textContent = text;
    }
  }
}
