// The gap over time as a chart, and the same as a table.
import {h} from '../parley-voice/dom.js';
import {clock, count, ms, time} from './format.js';

const LINES = [['p50', [], 2.5], ['p90', [6, 4], 2], ['p99', [2, 3], 1.5]];
const HEIGHT = 240;
const POINTS = 200;

export class Trend {
  #box;
  #place;
  #empty;
  #table;
  #plot = null;
  #trend = {points: []};

  constructor(box) {
    this.#box = box;
    box.append(
      this.#empty = h('p', {className: 'empty', hidden: true}, 'No answered turn in this time: nothing to draw yet.'),
      h('div', {className: 'key', ariaHidden: 'true'}, ...LINES.map(([name]) => h('span', {className: `line-${name}`}, name))),
      this.#place = h('div', {className: 'plot', role: 'img'}),
      this.#table = h('details', {}, h('summary', {}, 'The same as a table')));
    this.#table.addEventListener('toggle', () => this.#fillTable());
    new ResizeObserver(() => this.#resize()).observe(this.#place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  show(trend) {
    this.#trend = {...trend, points: (trend.points ?? []).slice(-POINTS)};
    const isEmpty = this.#trend.points.length === 0;
    this.#empty.hidden = !isEmpty;
    this.#place.hidden = this.#table.hidden = isEmpty;
    this.#box.querySelector('.key').hidden = isEmpty;
    this.#draw();
    this.#fillTable();
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    const {points} = this.#trend;
    if (points.length === 0 || !this.#place.clientWidth) {
      return;
    }
    const colour = (name) => this.#colour(name);
    const axis = {stroke: colour('soft'), grid: {stroke: colour('line'), width: 1}, ticks: {show: false}, font: '12px system-ui, sans-serif'};
    this.#plot = new globalThis.uPlot({
      width: this.#place.clientWidth,
      height: HEIGHT,
      legend: {show: true, live: true},
      cursor: {drag: {x: false, y: false}},
      scales: {x: {range: () => this.#span()}, y: {range: (_, _least, most) => [0, Math.max(most ?? 0, 100) * 1.08]}},
      axes: [{...axis, space: 70, values: (_, ticks) => ticks.map((at) => clock(at, this.#span()))}, {...axis, size: 58, values: (_, ticks) => ticks.map((tick) => count(tick)), label: 'ms', labelSize: 16, labelFont: axis.font}],
      series: [
        {label: 'At', value: (_, at) => (at === null ? '–' : time(at * 1000))},
        ...LINES.map(([name, dash, width]) => ({
          label: name, stroke: colour(name), width, dash, points: {show: points.length < 60, size: 5, fill: colour(name)}, value: (_, figure) => ms(figure ?? NaN),
        })),
      ],
    }, columns(this.#trend), this.#place);
    const usual = points.map(({p50}) => p50).filter(Number.isFinite);
    this.#place.ariaLabel = `Gap over time: p50 between ${ms(Math.min(...usual))} and ${ms(Math.max(...usual))}, last ${ms(usual.at(-1))}`;
  }

  #span() {
    const {from, to, points} = this.#trend;
    const ends = [from ?? points[0].at, to ?? points.at(-1).at].map(seconds);
    return ends[0] < ends[1] ? ends : [ends[0] - 30, ends[0] + 30];
  }

  /** The page's own colours, as the canvas needs them. */
  #colour(name) {
    const probe = h('span', {className: `ink-${name}`, hidden: true});
    this.#place.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  #resize() {
    const width = this.#place.clientWidth;
    if (!this.#plot) {
      this.#draw();
    } else if (width && width !== this.#plot.width) {
      this.#plot.setSize({width, height: HEIGHT});
    }
  }

  #fillTable() {
    this.#table.querySelector('.scroll')?.remove();
    if (this.#table.open) {
      this.#table.append(h('div', {className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: 'Trend as a table'}, h('table', {},
        h('caption', {className: 'unseen'}, 'Gap over time'),
        h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'From'),
          ...['p50', 'p90', 'p99', 'turns'].map((name) => h('th', {scope: 'col', className: 'figure'}, name)))),
        h('tbody', {}, ...this.#trend.points.map((point) => h('tr', {},
          h('th', {scope: 'row'}, time(point.at)),
          ...['p50', 'p90', 'p99'].map((name) => h('td', {className: 'figure'}, ms(point[name]))),
          h('td', {className: 'figure'}, count(point.turns))))))));
    }
  }
}

/** A time without turns is a gap in the line. */
function columns({points, stepSeconds}) {
  const rows = [];
  for (const point of points) {
    const at = seconds(point.at);
    const last = rows.at(-1);
    if (last && stepSeconds > 0 && at - last[0] > stepSeconds * 1.5) {
      rows.push([last[0] + stepSeconds, null, null, null]);
    }
    rows.push([at, point.p50 ?? null, point.p90 ?? null, point.p99 ?? null]);
  }
  return [0, 1, 2, 3].map((i) => rows.map((row) => row[i]));
}

function seconds(iso) {
  return new Date(iso).getTime() / 1000;
}
