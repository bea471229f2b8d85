// Figures and texts as people read them.

const NUMBERS = new Intl.NumberFormat('en');
const CLOCK = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const DATE = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
const MINUTES = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const DAY = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short'});
const DAY_MS = 24 * 3600 * 1000;
const TEXT_CHARACTERS = 400;

export function count(n) {
  return Number.isFinite(n) ? NUMBERS.format(n) : '–';
}

/** An unknown figure is a dash, never a zero. */
export function ms(figure) {
  return Number.isFinite(figure) ? `${NUMBERS.format(Math.round(figure))} ms` : '–';
}

export function plural(n, one, many) {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Of an ISO time: the clock today, the date before. */
export function time(iso) {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) {
    return '–';
  }
  return Date.now() - at.getTime() < DAY_MS ? CLOCK.format(at) : DATE.format(at);
}

/** Of a tick on an axis: the clock within a day, the date beyond. */
export function clock(seconds, [from, to]) {
  const at = new Date(seconds * 1000);
  return to - from <= 2 * DAY_MS / 1000 ? MINUTES.format(at) : DAY.format(at);
}

export function length(fromIso, nowMs) {
  const seconds = Math.max(0, Math.floor((nowMs - new Date(fromIso).getTime()) / 1000));
  return Number.isNaN(seconds) ? '–' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What somebody said or called themselves, of a bounded length. */
export function words(text, most = TEXT_CHARACTERS) {
  const all = String(text ?? '');
  return all.length > most ? `${all.slice(0, most)}…` : all;
}

/** The beginning of a sentence. */
export function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Enough of a call's id to tell it from others. */
export function shortId(call) {
  return words(call, 8).replace('…', '');
}

export function engineNames(engines) {
  return ['stt', 'llm', 'tts'].map((hop) => engines?.[hop]).filter(Boolean).map((name) => words(name, 40));
}

/** A round figure at or above it, of which a quarter is round, too. */
export function ceiling(figure) {
  const power = 10 ** Math.floor(Math.log10(Math.max(figure, 1)));
  return [1, 2, 4, 6, 8, 10].map((n) => n * power).find((n) => n >= figure) ?? figure;
}
