// What is shown: the time, the channel, the engine. Kept in the address, so that it can be passed on.
import {h} from '../parley-voice/dom.js';
import {words} from './format.js';

const RANGES = [[15, '15 min'], [60, '1 h'], [1440, '24 h'], [10080, '7 d'], [43200, '30 d']];
const USUAL = 60;
const OFFERED = 100;

export class Filters {
  #channel;
  #engine;

  /** @param changed called with nothing when something else is wanted */
  constructor(form, range, changed) {
    const asked = new URLSearchParams(location.search);
    this.minutes = RANGES.find(([minutes]) => String(minutes) === asked.get('minutes'))?.[0] ?? USUAL;
    this.#channel = form.elements.namedItem('channel');
    this.#engine = form.elements.namedItem('engine');
    choose(this.#channel, asked.get('channel') ?? '');
    choose(this.#engine, asked.get('engine') ?? '');
    for (const [minutes, title] of RANGES) {
      range.append(h('label', {},
        h('input', {
          type: 'radio', name: 'minutes', value: String(minutes), checked: minutes === this.minutes,
          onchange: () => {
            this.minutes = minutes;
            this.#keep(changed);
          },
        }),
        h('span', {}, title)));
    }
    form.addEventListener('change', () => this.#keep(changed));
    form.addEventListener('submit', (event) => event.preventDefault());
  }

  get channel() {
    return this.#channel.value;
  }

  get engine() {
    return this.#engine.value;
  }

  get isSet() {
    return Boolean(this.channel || this.engine);
  }

  /** For requests; what isn't chosen is left out. */
  query(more = {}) {
    const chosen = {minutes: this.minutes, channel: this.channel, engine: this.engine, ...more};
    return new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '').map(([k, v]) => [k, String(v)]));
  }

  /** Of a turn, a call, or anything else with a channel and engines. */
  matches({channel, engines}) {
    return (!this.channel || channel === this.channel)
      && (!this.engine || engines === undefined || Object.values(engines).includes(this.engine));
  }

  /** Further ones that have been seen. */
  offer(channels, engines) {
    channels.forEach((name) => option(this.#channel, name));
    engines.forEach((name) => option(this.#engine, name));
  }

  #keep(changed) {
    history.replaceState(null, '', `?${this.query()}`);
    changed();
  }
}

function choose(select, value) {
  option(select, value);
  select.value = value;
}

function option(select, value) {
  const isKnown = [...select.options].some((other) => other.value === value);
  if (typeof value === 'string' && !isKnown && select.options.length < OFFERED) {
    select.append(h('option', {value}, words(value, 40)));
  }
}
