// Sounds of callers over the bot: what came of them and how quick the bot was.
import {h} from '../parley-voice/dom.js';
import {count, ms, shortId, time, words} from './format.js';

const RESULTS = {
  interruption: ['Interruptions', 'the bot stopped', 'interruption'],
  false_yield: ['False yields', 'lowered for nothing, then went on', 'false yield'],
  ignored: ['Passed over', 'the voice was not lowered', 'passed over'],
};
const STEPS = {
  yield: ['until lower', 'from the sound’s onset until the bot’s voice was lowered'],
  hold: ['until silent', 'until the bot fell silent to hear the words'],
  cut: ['until cut', 'until its answer was ended'],
  resume: ['until back', 'until it was at full voice again after a false yield'],
};
const SHOWN = 8;

export class Overlaps {
  constructor(box) {
    box.append(
      this.tiles = h('dl', {className: 'tiles small', hidden: true}),
      this.steps = h('div', {}),
      h('h4', {}, 'The last ones'),
      h('p', {className: 'why'}, 'Times from the sound’s onset. Meant: how sure the bot was that it was an interruption.'),
      this.last = h('div', {}, unheard()));
  }

  past({overlaps = {}, bargeIn = {}}) {
    this.tiles.hidden = false;
    this.tiles.replaceChildren(...Object.entries(RESULTS).map(([name, [title, why]]) =>
      h('div', {}, h('dt', {}, title), h('dd', {className: 'big'}, count(overlaps[name] ?? 0)), h('dd', {className: 'why'}, why))));
    const known = Object.entries(STEPS).filter(([name]) => bargeIn[name]?.n > 0);
    if (known.length) {
      table(this.steps, 'How quick the bot was', ['Step', 'p50', 'p90', 'p99'],
        known.map(([name, [title, why]]) => [[title, why], ...['p50', 'p90', 'p99'].map((figure) => ms(bargeIn[name][figure]))]));
    } else {
      this.steps.replaceChildren();
    }
  }

  noPast() {
    this.tiles.hidden = true;
    this.steps.replaceChildren();
  }

  live(overlaps) {
    const shown = overlaps.slice(0, SHOWN);
    if (isSame(this.shown, shown)) {
      return;
    }
    this.shown = shown;
    if (shown.length === 0) {
      this.last.replaceChildren(h('p', {className: 'empty'},
        'Nobody has spoken over the bot yet. Try it: interrupt an answer on ', h('a', {href: './'}, 'the voice page'), '.'));
      return;
    }
    table(this.last, 'The last sounds over the bot', ['At', 'Result', 'Lower', 'Silent', 'Cut', 'Meant'], shown.map((overlap) => [
      [time(overlap.at), `${shortId(overlap.call)} · turn ${overlap.turn}`],
      RESULTS[overlap.result]?.[2] ?? words(overlap.result, 40),
      ...[overlap.yieldMs, overlap.holdMs, overlap.cutMs].map(ms),
      Number.isFinite(overlap.probability) ? `${Math.round(overlap.probability * 100)} %` : '–',
    ]));
  }
}

export class Troubles {
  constructor(box) {
    box.append(this.codes = h('div', {}), h('h4', {}, 'The last ones'), this.last = h('div', {}, unheard()));
  }

  past({troubles = []}) {
    if (troubles.length) {
      table(this.codes, 'Errors in the chosen time', ['Part', 'Times'], troubles.map(({code, n}) => [[words(code, 60)], count(n)]));
    } else {
      this.codes.replaceChildren(h('p', {className: 'empty'}, 'No errors in the chosen time.'));
    }
  }

  noPast() {
    this.codes.replaceChildren();
  }

  live(troubles) {
    const shown = troubles.slice(0, SHOWN);
    if (isSame(this.shown, shown)) {
      return;
    }
    this.shown = shown;
    this.last.replaceChildren(shown.length
      ? h('ul', {className: 'troubles'}, ...shown.map((trouble) => h('li', {},
        h('span', {className: 'code'}, words(trouble.code, 60)),
        h('span', {}, words(trouble.message)),
        h('span', {className: 'why'}, [time(trouble.at), trouble.call && shortId(trouble.call), words(trouble.channel, 40)].filter(Boolean).join(' · ')))))
      : h('p', {className: 'empty'}, 'None. If an answer fails, its reason stands here.'));
  }
}

/** The same element as before, so that the keyboard stays where it is. First cells may have a second line; the rest are figures. */
function table(place, caption, titles, rows) {
  let region = place.querySelector('.scroll');
  if (!region) {
    region = h('div', {className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: caption});
    place.replaceChildren(region);
  }
  region.replaceChildren(h('table', {},
    h('caption', {className: 'unseen'}, caption),
    h('thead', {}, h('tr', {}, ...titles.map((title, i) => h('th', {scope: 'col', className: i ? 'figure' : ''}, title)))),
    h('tbody', {}, ...rows.map(([[title, why], ...cells]) => h('tr', {},
      h('th', {scope: 'row'}, title, ...(why ? [h('span', {className: 'why'}, why)] : [])),
      ...cells.map((cell) => h('td', {className: 'figure'}, cell)))))));
}

function unheard() {
  return h('p', {className: 'empty'}, 'Not connected yet.');
}

function isSame(some, others) {
  return some?.length === others.length && others.every((item, i) => item === some[i]);
}
