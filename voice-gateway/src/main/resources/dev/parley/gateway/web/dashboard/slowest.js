// The slowest turns of the chosen time, each with its steps, and all turns as a file.
import {h} from '../parley-voice/dom.js';
import {ceiling} from './format.js';
import {Rows} from './rows.js';
import {stepsOf} from './segments.js';
import {keyOf} from './store.js';
import {TurnRow} from './waterfall.js';

export const SHOWN = 10;

export class Slowest {
  #list;
  #rows;
  #empty;
  #links;

  constructor(box) {
    box.append(
      this.#empty = h('p', {className: 'empty', hidden: true}, 'No answered turn in this time.'),
      this.#list = h('div', {className: 'turns'}),
      h('p', {className: 'export'}, 'All turns of this choice, at most 100,000: ',
        ...(this.#links = ['csv', 'json'].map((form) => h('a', {className: 'button', download: `parley-turns.${form}`}, form.toUpperCase())))));
    this.#rows = new Rows(this.#list, () => new TurnRow());
    ['csv', 'json'].forEach((form, i) => {
      this.#links[i].ariaLabel = `Export as ${form.toUpperCase()}`;
    });
  }

  export(address) {
    ['csv', 'json'].forEach((form, i) => {
      this.#links[i].href = address(form);
    });
  }

  show(turns, now) {
    const shown = turns.slice(0, SHOWN);
    this.#empty.hidden = shown.length > 0;
    this.#list.style.setProperty('--scale', String(ceiling(Math.max(1, ...shown.map((turn) => stepsOf(turn).whole ?? 0)))));
    this.#rows.show(shown.map((turn) => [keyOf(turn), turn]), now);
  }
}
