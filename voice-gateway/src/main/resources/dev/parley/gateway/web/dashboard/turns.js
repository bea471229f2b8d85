// The newest turns while they happen.
import {h} from '../parley-voice/dom.js';
import {Axis} from './axis.js';
import {plural} from './format.js';
import {Rows} from './rows.js';
import {TurnRow, lengthOf} from './waterfall.js';

const SHOWN = 10;
const LEAST_SCALE_MS = 1000;

export class Turns {
  #rows;
  #axis;
  #empty;
  #note;

  constructor(box) {
    const list = h('div', {className: 'turns'});
    this.#axis = new Axis(list);
    box.append(
      this.#note = h('p', {className: 'held', hidden: true}),
      this.#axis.element,
      list,
      this.#empty = h('p', {className: 'empty'}));
    this.#rows = new Rows(list, () => new TurnRow());
  }

  /** @param turns [[key, turn]], oldest first; why: what to say when there are none */
  show(turns, now, why) {
    const newest = turns.slice(-SHOWN).reverse();
    const shown = this.#held(turns, newest);
    this.#empty.hidden = shown.length > 0;
    this.#axis.element.hidden = shown.length === 0;
    if (shown.length === 0) {
      this.#empty.replaceChildren(...why);
    }
    this.#axis.reach(Math.max(0, ...shown.map(([, turn]) => lengthOf(turn, now))), LEAST_SCALE_MS);
    this.#rows.show(shown, now);
  }

  /** Nothing moves under a pointer or away from the keyboard. */
  #held(turns, newest) {
    const known = new Map(turns);
    const before = this.#rows.keys.filter((key) => known.has(key)).map((key) => [key, known.get(key)]);
    const isHeld = before.length > 0 && this.#rows.isInUse;
    const waiting = isHeld ? newest.filter(([key]) => !before.some(([other]) => other === key)).length : 0;
    this.#note.hidden = waiting === 0;
    this.#note.textContent = `${plural(waiting, 'newer turn', 'newer turns')} when you leave the list`;
    return isHeld ? inOrder(before, turns) : newest;
  }
}

function inOrder(some, turns) {
  const places = new Map(turns.map(([key], i) => [key, i]));
  return [...some].sort(([a], [b]) => places.get(b) - places.get(a));
}
