// One turn: a bar of its steps on a common scale, and opened the steps one below the other.
import {h} from '../parley-voice/dom.js';
import {engineNames, ms, shortId, time, words} from './format.js';
import {colourOf, longest, meaningOf, stepsOf} from './segments.js';

const OUTCOMES = {
  answered: 'answered',
  interrupted: 'interrupted',
  discarded: 'no turn after all',
  failed: 'failed',
};
const GIVEN_UP_MS = 60000;

/** How a turn stands, in a word or two. */
export function standing(turn, now) {
  if (turn.outcome) {
    return OUTCOMES[turn.outcome] ?? words(turn.outcome, 40);
  }
  if (Number.isFinite(turn.gapMs)) {
    return 'answering';
  }
  return waited(turn, now) === null ? 'no answer was told of' : 'waiting for the answer';
}

/** For a turn that has no answer yet: how long it has been waiting. */
export function waited(turn, now) {
  const since = now - Date.parse(turn.heardAt);
  const isWaiting = !turn.outcome && !Number.isFinite(turn.gapMs) && since < GIVEN_UP_MS;
  return isWaiting ? Math.max(0, since) : null;
}

/** Of its bar, ms. */
export function lengthOf(turn, now) {
  const {whole, steps} = stepsOf(turn);
  return whole ?? waited(turn, now) ?? steps.reduce((sum, step) => sum + step.ms, 0);
}

export class TurnRow {
  #turn = null;
  #total;
  #standing;
  #bar;
  #longest;
  #id;
  #detail;

  constructor() {
    this.element = h('details', {className: 'turn'},
      h('summary', {},
        h('span', {className: 'head'},
          this.#id = h('span', {className: 'id'}),
          this.#standing = h('span', {className: 'standing'}),
          this.#longest = h('span', {className: 'longest'}),
          this.#total = h('span', {className: 'total'})),
        h('span', {className: 'track'}, this.#bar = h('span', {className: 'bar', role: 'img'}))),
      this.#detail = h('div', {className: 'detail'}));
    this.element.addEventListener('toggle', () => this.#showDetail());
  }

  /** @param now the gateway's clock, ms */
  show(turn, now) {
    const open = waited(turn, now);
    if (turn === this.#turn && open === null && !this.element.classList.contains('open')) {
      return;
    }
    const isChanged = turn !== this.#turn;
    this.#turn = turn;
    const {whole, steps} = stepsOf(turn);
    const told = standing(turn, now);
    this.element.classList.toggle('open', open !== null);
    this.element.dataset.outcome = turn.outcome ?? 'open';
    set(this.#id, `${shortId(turn.call)} · turn ${turn.turn}`);
    set(this.#standing, told);
    set(this.#total, open === null ? ms(whole) : `${ms(Math.floor(open / 100) * 100)} so far`);
    this.#bar.style.setProperty('--whole', String(lengthOf(turn, now)));
    if (isChanged) {
      const most = longest(steps);
      set(this.#longest, most ? `longest: ${most.name}, ${ms(most.ms)}` : '');
      this.#bar.replaceChildren(...pieces(steps, open !== null));
      this.#bar.ariaLabel = steps.length ? steps.map((step) => `${step.name} ${ms(step.ms)}`).join(', ') : 'no steps known yet';
      this.#showDetail();
    }
  }

  #showDetail() {
    if (this.element.open && this.#turn) {
      this.#detail.replaceChildren(...detail(this.#turn));
    } else {
      this.#detail.replaceChildren();
    }
  }
}

function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function pieces(steps, isOpen) {
  const all = steps.map(({name, ms: millis}) => {
    const piece = h('span', {className: colourOf(name), title: `${name}: ${ms(millis)}`});
    piece.style.flexGrow = String(millis);
    return piece;
  });
  return isOpen ? [...all, h('span', {className: 'running'})] : all;
}

function detail(turn) {
  const {gap, whole, steps} = stepsOf(turn);
  return [stairs(steps, gap, whole), said(turn), about(turn)].filter(Boolean);
}

/** Each step begins where the one before ended. */
function stairs(steps, gap, whole) {
  if (!steps.length) {
    return h('p', {}, 'No steps were told for this turn.');
  }
  const all = Math.max(1, steps.reduce((sum, step) => sum + step.ms, 0));
  let before = 0;
  const lines = steps.map(({name, ms: millis}) => {
    const stair = h('span', {className: colourOf(name)});
    stair.style.insetInlineStart = `${(before / all) * 100}%`;
    stair.style.inlineSize = `${(millis / all) * 100}%`;
    before += millis;
    return h('tr', {},
      h('th', {scope: 'row'}, h('span', {className: `${colourOf(name)} swatch`}), name, h('span', {className: 'why'}, meaningOf(name))),
      h('td', {className: 'stairs', ariaHidden: 'true'}, stair),
      h('td', {className: 'figure'}, ms(millis)));
  });
  const sums = [[gap === whole ? 'Whole gap' : 'Gap at the gateway', gap], ...(gap === whole ? [] : [['As the caller felt it', whole]])]
    .filter(([, figure]) => figure !== null)
    .map(([title, figure]) => h('tr', {className: 'sum'},
      h('th', {scope: 'row'}, title), h('td', {className: 'stairs', ariaHidden: 'true'}), h('td', {className: 'figure'}, ms(figure))));
  return h('table', {className: 'steps'},
    h('caption', {className: 'unseen'}, 'Steps of this turn'),
    h('tbody', {}, ...lines, ...sums));
}

function said({callerText, botText, botHeardText}) {
  if (!callerText && !botText) {
    return null;
  }
  const rest = botHeardText !== undefined && botText?.startsWith(botHeardText) ? botText.slice(botHeardText.length) : '';
  const heard = rest ? botHeardText : botText;
  return h('dl', {className: 'said'},
    ...(callerText ? [h('dt', {}, 'Caller'), h('dd', {}, words(callerText))] : []),
    ...(botText ? [h('dt', {}, 'Bot'), h('dd', {}, words(heard), ...(rest ? [h('s', {}, words(rest))] : []))] : []));
}

function about(turn) {
  const facts = [turn.heardAt && `heard ${time(turn.heardAt)}`, turn.channel && words(turn.channel, 40), engineNames(turn.engines).join(' → ')];
  return h('p', {className: 'about'}, facts.filter(Boolean).join(' · '));
}
