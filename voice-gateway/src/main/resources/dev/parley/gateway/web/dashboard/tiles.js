// The chosen time in a few figures.
import {h} from '../parley-voice/dom.js';
import {count, ms, plural} from './format.js';

export class Tiles {
  #list;
  #note;

  constructor(box) {
    box.append(this.#list = h('dl', {className: 'tiles'}), this.#note = h('p', {className: 'held', hidden: true}));
  }

  show({calls, turns, outcomes = {}, gap = {}, dropped}) {
    const ends = ['answered', 'interrupted', 'discarded', 'failed'].filter((name) => outcomes[name] > 0);
    this.#list.replaceChildren(
      tile('Usual gap', ms(gap.p50), 'p50: half were quicker'),
      tile('Slow gap', ms(gap.p90), 'p90: one in ten was slower'),
      tile('Bad gap', ms(gap.p99), 'p99: one in a hundred was slower'),
      tile('Turns', count(turns), ends.map((name) => `${count(outcomes[name])} ${name}`).join(', ') || 'none in this time'),
      tile('Calls', count(calls), 'with a turn or without'));
    this.#note.hidden = !(dropped > 0);
    this.#note.textContent = `${plural(dropped, 'record', 'records')} could not be written since the gateway started; the figures lack them.`;
  }
}

function tile(title, figure, why) {
  return h('div', {}, h('dt', {}, title), h('dd', {className: 'big'}, figure), h('dd', {className: 'why'}, why));
}
