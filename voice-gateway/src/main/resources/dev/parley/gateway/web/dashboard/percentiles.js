// Percentiles of each step and of the whole, as figures and on one scale.
import {h} from '../parley-voice/dom.js';
import {ceiling, count} from './format.js';
import {colourOf, meaningOf} from './segments.js';

const FIGURES = ['p50', 'p90', 'p99', 'max'];

export class Percentiles {
  #table;
  #body;
  #empty;

  constructor(box) {
    box.append(
      this.#empty = h('p', {className: 'empty', hidden: true}, 'No answered turn in this time. Choose a longer time, or ',
        h('a', {href: './'}, 'open / and talk'), '.'),
      h('div', {className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: 'Percentiles of each step'},
        this.#table = h('table', {className: 'percentiles'},
          h('caption', {className: 'unseen'}, 'Milliseconds of each step'),
          h('thead', {}, h('tr', {},
            h('th', {scope: 'col'}, 'Step'),
            h('td', {className: 'spread', ariaHidden: 'true'}),
            ...FIGURES.map((name) => h('th', {scope: 'col', className: 'figure'}, `${name} ms`)),
            h('th', {scope: 'col', className: 'figure'}, 'Turns'))),
          this.#body = h('tbody', {}))));
  }

  show({gap, segments = [], client = {}}) {
    const lines = [
      ...segments.map((step) => ({...step, title: step.name})),
      {...gap, title: 'Whole gap', why: 'from the last sound to the first of the answer, at the gateway', isSum: true},
      {...client.buffer, name: 'client buffer', title: 'client buffer'},
      {...client.gap, title: 'Gap as callers felt it', why: 'measured at the caller’s end, with the way there and back', isSum: true},
    ].filter(({n}) => n > 0);
    this.#empty.hidden = lines.length > 0;
    this.#table.parentElement.hidden = lines.length === 0;
    const scale = ceiling(Math.max(1, ...lines.map(({p99}) => p99 ?? 0)));
    this.#body.replaceChildren(...lines.map((line) => row(line, scale)));
  }
}

function row(line, scale) {
  const colour = line.name ? colourOf(line.name) : 'step whole';
  return h('tr', {className: line.isSum ? 'sum' : ''},
    h('th', {scope: 'row'}, h('span', {className: `${colour} swatch`}), line.title,
      h('span', {className: 'why'}, line.why ?? meaningOf(line.name))),
    h('td', {className: 'spread', ariaHidden: 'true'}, spread(line, colour, scale)),
    ...FIGURES.map((name) => h('td', {className: 'figure'}, count(Math.round(line[name])))),
    h('td', {className: 'figure soft'}, count(line.n)));
}

/** Full up to p50, lighter up to p90, a thin line up to p99. */
function spread(line, colour, scale) {
  const box = h('span', {className: `${colour} ranges`});
  for (const name of ['p99', 'p90', 'p50']) {
    const range = h('span', {className: name});
    range.style.inlineSize = `${Math.min(100, ((line[name] ?? 0) / scale) * 100)}%`;
    box.append(range);
  }
  return box;
}
