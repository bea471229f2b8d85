// The common scale of a list of bars.
import {h} from '../parley-voice/dom.js';
import {ceiling, count} from './format.js';

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

export class Axis {
  #list;

  /** @param list the element that holds the bars */
  constructor(list) {
    this.#list = list;
    this.element = h('div', {className: 'axis', ariaHidden: 'true'}, ...QUARTERS.map(() => h('span', {})));
  }

  /** So that the longest bar has room, and at least that much. */
  reach(longestMs, leastMs) {
    const scale = ceiling(Math.max(longestMs, leastMs));
    this.#list.style.setProperty('--scale', String(scale));
    [...this.element.children].forEach((tick, i) => {
      const text = `${count(scale * QUARTERS[i])}${i === QUARTERS.length - 1 ? ' ms' : ''}`;
      if (tick.textContent !== text) {
        tick.textContent = text;
      }
    });
  }
}
