// The calls on the line, a page of them at a time.
import {h} from '../parley-voice/dom.js';
import {count, length, ms, shortId, words} from './format.js';
import {Rows} from './rows.js';
import {stepsOf} from './segments.js';
import {standing, waited} from './waterfall.js';

const PAGE = 10;

export class Calls {
  #page = 0;
  #rows;
  #table;
  #empty;
  #pager;
  #where;
  #back;
  #forth;
  #on;
  followed = null;

  /** @param on {changed()} when another page or another call is wanted */
  constructor(box, on) {
    this.#on = on;
    const body = h('tbody', {});
    box.append(
      this.#table = h('table', {className: 'calls', hidden: true},
        h('caption', {className: 'unseen'}, 'Live calls, newest first'),
        h('thead', {}, h('tr', {},
          h('th', {scope: 'col'}, 'Call'),
          h('th', {scope: 'col', className: 'figure'}, 'Turns'),
          h('th', {scope: 'col'}, 'Last turn'),
          h('td', {}))),
        body),
      this.#empty = h('p', {className: 'empty'}),
      this.#pager = h('div', {className: 'pager', hidden: true},
        this.#back = h('button', {type: 'button', onclick: () => this.#turn(-1)}, 'Newer'),
        this.#where = h('span', {}),
        this.#forth = h('button', {type: 'button', onclick: () => this.#turn(1)}, 'Older')));
    this.#rows = new Rows(body, () => new CallRow((call) => this.follow(call)));
  }

  follow(call) {
    this.followed = this.followed === call ? null : call;
    this.#on.changed();
  }

  #turn(by) {
    this.#page += by;
    this.#on.changed();
  }

  show(calls, now, why) {
    const newest = [...calls].reverse();
    const pages = Math.max(1, Math.ceil(newest.length / PAGE));
    this.#page = Math.min(this.#page, pages - 1);
    const from = this.#page * PAGE;
    const shown = newest.slice(from, from + PAGE);
    this.#table.hidden = shown.length === 0;
    this.#empty.hidden = shown.length > 0;
    if (shown.length === 0) {
      this.#empty.replaceChildren(...why);
    }
    this.#pager.hidden = pages === 1;
    this.#where.textContent = `${from + 1}–${from + shown.length} of ${count(newest.length)}`;
    this.#back.disabled = this.#page === 0;
    this.#forth.disabled = this.#page === pages - 1;
    this.#rows.show(shown.map((call) => [call.call, {call, isFollowed: call.call === this.followed}]), now);
  }
}

class CallRow {
  #call = null;

  constructor(follow) {
    this.element = h('tr', {},
      h('th', {scope: 'row'}, this.id = h('span', {className: 'id'}), this.about = h('span', {className: 'why'})),
      this.turns = h('td', {className: 'figure'}),
      this.last = h('td', {}, this.gap = h('span', {className: 'gap'}), this.standing = h('span', {className: 'why'})),
      h('td', {}, this.button = h('button', {type: 'button', className: 'small', onclick: () => follow(this.#call)}, 'Follow')));
  }

  show({call, isFollowed}, now) {
    if (this.#call !== call.call) {
      this.#call = call.call;
      this.id.textContent = shortId(call.call);
      this.button.ariaLabel = `Follow call ${shortId(call.call)}`;
    }
    set(this.about, [length(call.openedAt, now), words(call.channel, 40), words(call.client, 40)].filter(Boolean).join(' · '));
    set(this.turns, count(call.turns ?? 0));
    const last = call.lastTurn;
    const open = last && waited(last, now);
    const figure = !last ? '–' : open ? `${ms(Math.floor(open / 100) * 100)}…` : ms(stepsOf(last).whole);
    set(this.gap, figure);
    set(this.standing, last ? standing(last, now) : 'no turn yet');
    this.button.ariaPressed = String(isFollowed);
  }
}

function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
