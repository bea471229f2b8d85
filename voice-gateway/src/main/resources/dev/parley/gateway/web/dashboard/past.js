// What the gateway has kept of turns that are over: asked for when something else is wanted, and now and then.
import {h} from '../parley-voice/dom.js';
import {sentence} from './format.js';
import {Percentiles} from './percentiles.js';
import {SHOWN, Slowest} from './slowest.js';
import {refusal} from './stream.js';
import {Tiles} from './tiles.js';
import {Trend} from './trend.js';

const AGAIN_MS = 30000;
const SOON_MS = 200;
const OFF = 404;

export class Past {
  #filters;
  #views;
  #asked = null;
  #timer = 0;
  #note;
  #box;
  #range;

  /** @param others views beside the historic part: {past(summary), noPast()} */
  constructor(find, filters, others) {
    this.#filters = filters;
    this.#note = find('history-note');
    this.#box = find('history');
    this.#range = find('range');
    this.#views = {
      tiles: new Tiles(find('tiles')),
      percentiles: new Percentiles(find('percentiles')),
      trend: new Trend(find('trend')),
      slowest: new Slowest(find('slowest')),
      others,
    };
    document.addEventListener('visibilitychange', () => document.hidden || this.soon());
  }

  /** Several wishes in a row are one. */
  soon() {
    this.#views.slowest.export((form) => this.#address(`export.${form}`));
    this.#plan(SOON_MS);
  }

  #plan(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => document.hidden || this.#load(), wait);
  }

  #address(what, more) {
    const address = new URL(`../api/history/${what}`, import.meta.url);
    address.search = this.#filters.query(more).toString();
    return address.href;
  }

  async #load() {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    try {
      // the first tells whether there is a history at all
      const summary = await this.#get('summary', {}, asked.signal);
      const [trend, slowest] = await Promise.all(
        [this.#get('trend', {}, asked.signal), this.#get('slowest', {limit: SHOWN}, asked.signal)]);
      this.#show(summary, trend, slowest.turns ?? []);
      this.#plan(AGAIN_MS);
    } catch (error) {
      if (this.#asked !== asked) {
        return;
      }
      asked.abort();
      this.#fail(error);
    }
  }

  async #get(what, more, signal) {
    const response = await fetch(this.#address(what, more), {signal, cache: 'no-store'});
    if (!response.ok) {
      throw Object.assign(new Error(await refusal(response)), {status: response.status});
    }
    return response.json();
  }

  #show(summary, trend, turns) {
    this.#note.hidden = true;
    this.#range.hidden = false;
    this.#box.hidden = false;
    this.#filters.offer(summary.channels ?? [], summary.engines ?? []);
    this.#views.tiles.show(summary);
    this.#views.percentiles.show(summary);
    this.#views.trend.show(trend);
    this.#views.slowest.show(turns, Date.parse(summary.to) || Date.now());
    this.#views.others.forEach((view) => view.past(summary));
  }

  #fail({status, message}) {
    this.#note.hidden = false;
    if (status === OFF) {
      this.#note.replaceChildren(h('h3', {}, 'History is off'), h('p', {}, message),
        h('p', {}, 'Once it is on and the gateway has been started again, percentiles, the trend and the slowest turns of up to 30 days stand here. What happens now is shown above all the same.'));
      this.#box.hidden = this.#range.hidden = true;
      this.#views.others.forEach((view) => view.noPast());
      return;
    }
    const reason = status ? message : 'the gateway does not answer';
    this.#note.replaceChildren(h('h3', {}, 'History could not be loaded'),
      h('p', {}, `${sentence(reason)}. It is asked for again every ${AGAIN_MS / 1000} s${this.#box.hidden ? '' : '; below is what was known before'}.`));
    this.#plan(AGAIN_MS);
  }
}
