// The slowest turns of the chosen time, each with its steps, and all turns as a file.
import {h} from '../parley-voice/dom.js';
import {Axis} from './axis.js';
import {Rows} from './rows.js';
import {keyOf} from './store.js';
import {TurnRow, lengthOf} from './waterfall.js';

export const SHOWN = 10;

export class Slowest {
  #axis;
  #rows;
  #empty;
  #links;

  constructor(box) {
    const list = h('div', {className: 'turns'});
    this.#axis = new Axis(list);
    box.append(
      this.#empty = h('p', {className: 'empty', hidden: true}, 'No answered turn in this time.'),
      this.#axis.element,
      list,
      h('p', {className: 'export'}, 'All turns of this choice, at most 100,000: ',
        ...(this.#links = ['csv', 'json'].map((form) => h('a', {className: 'button', download: `parley-turns.${form}`}, form.toUpperCase())))));
    this.#rows = new Rows(list, () => new TurnRow());
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
    this.#axis.element.hidden = shown.length === 0;
    this.#axis.reach(Math.max(0, ...shown.map((turn) => lengthOf(turn, now))), 1);
    this.#rows.show(shown.map((turn) => [keyOf(turn), turn]), now);
  }
}
