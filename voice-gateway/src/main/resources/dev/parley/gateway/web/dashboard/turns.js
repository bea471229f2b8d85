// The newest turns while they happen.
import {h} from '../parley-voice/dom.js';
import {ceiling, plural} from './format.js';
import {Rows} from './rows.js';
import {stepsOf} from './segments.js';
import {TurnRow, waited} from './waterfall.js';

const SHOWN = 10;
const LEAST_SCALE_MS = 1000;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

export class Turns {
  #rows;
  #list;
  #axis;
  #empty;
  #note;

  constructor(box) {
    box.append(
      this.#note = h('p', {className: 'held', hidden: true}),
      this.#axis = h('div', {className: 'axis', ariaHidden: 'true'}, ...QUARTERS.map(() => h('span', {}))),
      this.#list = h('div', {className: 'turns'}),
      this.#empty = h('p', {className: 'empty'}));
    this.#rows = new Rows(this.#list, () => new TurnRow());
  }

  /** @param turns [[key, turn]], oldest first; why: what to say when there are none */
  show(turns, now, why) {
    const newest = turns.slice(-SHOWN).reverse();
    const shown = this.#held(turns, newest);
    this.#empty.hidden = shown.length > 0;
    this.#axis.hidden = shown.length === 0;
    if (shown.length === 0) {
      this.#empty.replaceChildren(...why);
    }
    this.#scale(shown, now);
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

  #scale(shown, now) {
    const longest = shown.reduce((most, [, turn]) => Math.max(most, stepsOf(turn).whole ?? waited(turn, now) ?? 0), LEAST_SCALE_MS);
    const scale = ceiling(longest);
    this.#list.style.setProperty('--scale', String(scale));
    [...this.#axis.children].forEach((tick, i) => {
      tick.textContent = `${scale * QUARTERS[i]}${i === QUARTERS.length - 1 ? ' ms' : ''}`;
    });
  }
}

function inOrder(some, turns) {
  const places = new Map(turns.map(([key], i) => [key, i]));
  return [...some].sort(([a], [b]) => places.get(b) - places.get(a));
}
