// What is known of the calls right now, of a bounded size.

const CALLS = 1000;
const TURNS = 400;
const OVERLAPS = 50;
const TROUBLES = 20;

export class Store {
  calls = new Map();
  turns = new Map();
  overlaps = [];
  troubles = [];
  engines = [];
  lost = 0;
  #ahead = 0;

  /** Whether anything that can be seen has changed. */
  take(name, data) {
    switch (name) {
      case 'snapshot':
        this.#snapshot(data);
        return true;
      case 'opened':
        this.#open(data);
        return true;
      case 'closed':
        this.calls.delete(data.call);
        return true;
      case 'turn':
        this.#turn(data);
        return true;
      case 'overlap':
        this.overlaps = [data, ...this.overlaps].slice(0, OVERLAPS);
        return true;
      case 'trouble':
        this.troubles = [data, ...this.troubles].slice(0, TROUBLES);
        return true;
      case 'lost':
        this.lost += data.events ?? 0;
        return true;
      default:
        // of a later version
        return false;
    }
  }

  /** The gateway's clock, ms. */
  get now() {
    return Date.now() + this.#ahead;
  }

  #snapshot({now, calls = [], turns = [], overlaps = [], troubles = [], engines = []}) {
    this.#ahead = (Date.parse(now) || Date.now()) - Date.now();
    const oldestFirst = [...calls].sort((a, b) => (a.openedAt ?? '').localeCompare(b.openedAt ?? ''));
    this.calls = new Map(oldestFirst.slice(-CALLS).map((call) => [call.call, call]));
    const newest = new Map();
    for (const turn of [...turns].sort((a, b) => (a.heardAt ?? '').localeCompare(b.heardAt ?? ''))) {
      newest.set(keyOf(turn), turn);
    }
    // of before a break: what the gateway no longer lists is kept, what it lists is newer
    const older = [...this.turns].filter(([key]) => !newest.has(key));
    this.turns = new Map([...older, ...newest].slice(-TURNS));
    this.overlaps = newestFirst(overlaps).slice(0, OVERLAPS);
    this.troubles = newestFirst(troubles).slice(0, TROUBLES);
    this.engines = engines;
  }

  #open(call) {
    this.calls.set(call.call, call);
    dropOldest(this.calls, CALLS);
  }

  #turn(turn) {
    this.turns.set(keyOf(turn), turn);
    dropOldest(this.turns, TURNS);
    const call = this.calls.get(turn.call);
    const last = call?.lastTurn?.turn ?? 0;
    if (call && turn.turn >= last) {
      this.calls.set(turn.call, {...call, turns: (call.turns ?? 0) + (turn.turn > last ? 1 : 0), lastTurn: turn});
    }
  }
}

export function keyOf(turn) {
  return `${turn.call}/${turn.turn}`;
}

function dropOldest(map, most) {
  if (map.size > most) {
    map.delete(map.keys().next().value);
  }
}

function newestFirst(list) {
  return [...list].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
}
