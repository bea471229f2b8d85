// The latency dashboard: the gateway's events and its history, put on the page.
import {h} from '../parley-voice/dom.js';
import {Calls} from './calls.js';
import {Connection} from './connection.js';
import {Filters} from './filters.js';
import {plural, shortId, time, words} from './format.js';
import {Overlaps, Troubles} from './overlaps.js';
import {Past} from './past.js';
import {NAMES, colourOf, meaningOf} from './segments.js';
import {Store} from './store.js';
import {Stream} from './stream.js';
import {Turns} from './turns.js';
import {waited} from './waterfall.js';

// as often as figures can be read; hundreds of events in between cost one drawing
const DRAW_MS = 250;
const UNHEARD = ['Not connected: what happens now is shown once the gateway answers.'];
const HOPS = {stt: 'Speech to text', llm: 'Language model', tts: 'Text to speech'};

const find = (id) => document.getElementById(id);
const store = new Store();
const filters = new Filters(find('filters'), find('range'), () => {
  past.soon();
  draw();
});
const turns = new Turns(find('turns'));
const calls = new Calls(find('calls'), {changed: () => draw()});
const overlaps = new Overlaps(find('interruptions'));
const troubles = new Troubles(find('troubles'));
const past = new Past(find, filters, [overlaps, troubles]);
const connection = new Connection(find('connection'), find('announcer'), {now: () => stream.open()});
const controls = liveControls();
let isPaused = false;
let planned = 0;
let drawnAt = -Infinity;
let heardAt = null;
let isLive = false;
let wasWaiting = false;

const stream = new Stream(new URL('../api/live', import.meta.url), {
  event: (name, data) => {
    heardAt = new Date().toISOString();
    if (store.take(name, data)) {
      plan();
    }
  },
  state: (state, detail) => {
    connection.show(state, detail);
    isLive = state === 'live';
    if (isLive && wasWaiting) {
      past.soon();
    }
    plan();
    wasWaiting = state === 'waiting' || (wasWaiting && state === 'connecting');
  },
});

legend();
draw();
past.soon();
stream.open();

/** Draws once for all that happens until then. */
function plan() {
  if (!planned && !isPaused) {
    const wait = Math.max(0, drawnAt + DRAW_MS - performance.now());
    planned = setTimeout(() => requestAnimationFrame(() => draw()), wait);
  }
}

function draw() {
  clearTimeout(planned);
  planned = 0;
  drawnAt = performance.now();
  const now = store.now;
  if (calls.followed && !store.calls.has(calls.followed) && ![...store.turns.values()].some(({call}) => call === calls.followed)) {
    calls.followed = null;
  }
  const live = [...store.calls.values()].filter((call) => filters.matches(call));
  const shown = [...store.turns].filter(([, turn]) => filters.matches(turn) && (!calls.followed || turn.call === calls.followed));
  turns.show(shown, now, noTurns());
  calls.show(live, now, noCalls());
  if (heardAt !== null) {
    overlaps.live(store.overlaps.filter((overlap) => filters.matches({channel: overlap.channel})));
    troubles.live(store.troubles.filter((trouble) => filters.matches({channel: trouble.channel})));
  }
  engines();
  filters.offer(new Set(live.map(({channel}) => channel)), new Set(live.flatMap((call) => Object.values(call.engines ?? {}))));
  controls.show(live.length);
  // a wait that goes on, and the length of calls
  if (isLive && (live.length || shown.some(([, turn]) => waited(turn, now) !== null))) {
    plan();
  }
}

function noTurns() {
  if (heardAt === null) {
    return UNHEARD;
  }
  if (calls.followed) {
    return ['No turn of this call yet.'];
  }
  return filters.isSet && store.turns.size
    ? ['No turn matches the channel and engine chosen above.']
    : ['No turn yet. ', h('a', {href: './'}, 'Open / and talk'), ': each answer appears here while it is made.'];
}

function noCalls() {
  if (heardAt === null) {
    return UNHEARD;
  }
  return filters.isSet && store.calls.size
    ? ['No live call matches the channel and engine chosen above.']
    : ['Nobody is on the line. ', h('a', {href: './'}, 'Open / and talk'), ', in another window.'];
}

function liveControls() {
  const told = h('span', {className: 'told'});
  const unfollow = h('button', {type: 'button', className: 'small', hidden: true, onclick: () => calls.follow(calls.followed)});
  const pause = h('button', {
    type: 'button', className: 'small', ariaPressed: 'false', onclick: () => {
      isPaused = !isPaused;
      pause.ariaPressed = String(isPaused);
      draw();
    },
  }, 'Pause');
  find('live-controls').append(told, unfollow, pause);
  return {
    show: (live) => {
      const lost = store.lost ? `; ${plural(store.lost, 'event', 'events')} missed, as this page was too slow` : '';
      const asOf = isLive ? '' : ` at ${time(heardAt)}`;
      told.textContent = heardAt === null ? '' : `${plural(live, 'live call', 'live calls')}${asOf}${lost}`;
      unfollow.hidden = calls.followed === null;
      unfollow.textContent = `Following ${shortId(calls.followed ?? '')}: show all`;
    },
  };
}

function legend() {
  find('legend').append(h('ul', {className: 'legend'}, ...NAMES.map((name) =>
    h('li', {}, h('span', {className: `${colourOf(name)} swatch`}), h('span', {}, h('b', {}, name), h('span', {className: 'why'}, meaningOf(name)))))));
}

/** They change only when the gateway is started again. */
function engines() {
  const box = find('engines');
  if (box.dataset.shown === JSON.stringify(store.engines)) {
    return;
  }
  box.dataset.shown = JSON.stringify(store.engines);
  box.querySelector('dl')?.remove();
  box.append(h('dl', {className: 'tiles small'}, ...store.engines.slice(0, 20).map(({hop, engine, model}) =>
    h('div', {}, h('dt', {}, HOPS[hop] ?? words(hop, 40)), h('dd', {className: 'big'}, words(engine, 60)), h('dd', {className: 'why'}, words(model, 80))))));
}
