// The steps of a wait: names, colours and meanings, the same everywhere on the page.

const MEANINGS = {
  'voice activity': ['activity', 'to be sure that the caller’s voice had ended'],
  'turn decision': ['decision', 'to be sure that the caller had finished, and not only paused'],
  'transcript': ['transcript', 'for the last words to be recognised'],
  'wait for the floor': ['floor', 'for what the bot was saying before to end'],
  'tools': ['tools', 'for a function to give its result'],
  'model first token': ['token', 'for the first word of the answer to be written'],
  'first clause': ['clause', 'for enough words to be spoken together'],
  'synthesis first audio': ['synthesis', 'for the first sound of these words'],
  'playout': ['playout', 'for the first sound to be sent'],
  'capture and network': ['network', 'from the microphone to the gateway and back'],
  'client buffer': ['buffer', 'at the caller’s end, until it could be heard'],
};
const NETWORK = 'capture and network';
const BUFFER = 'client buffer';
const UNKNOWN = 'not told';

export const NAMES = Object.keys(MEANINGS);

/** Class that gives an element the colour of a step as --c. */
export function colourOf(name) {
  return `step step-${MEANINGS[name]?.[0] ?? 'other'}`;
}

export function meaningOf(name) {
  return MEANINGS[name]?.[1] ?? '';
}

/**
 * The steps of a turn from the caller's last sound until the answer was heard, as far as that is known.
 * Whole milliseconds, rounded so that the gateway's steps still sum to its gap and all of them to the whole.
 *
 * @param turn a turn as the gateway tells it
 * @returns {{gap: number|null, whole: number|null, steps: {name: string, ms: number}[]}}
 */
export function stepsOf(turn) {
  const known = (turn.segments ?? []).filter(({ms}) => Number.isFinite(ms) && ms >= 0);
  if (!Number.isFinite(turn.gapMs)) {
    return {gap: null, whole: null, steps: known.map(({name, ms}) => ({name, ms: Math.round(ms)}))};
  }
  const rest = turn.gapMs - known.reduce((sum, {ms}) => sum + ms, 0);
  const inside = rest >= 1 ? [...known, {name: UNKNOWN, ms: rest}] : known;
  const outside = [];
  if (Number.isFinite(turn.clientBufferMs)) {
    const way = turn.clientGapMs - turn.gapMs - turn.clientBufferMs;
    // less than nothing: the caller's end measured from another sound
    if (way >= 0) {
      outside.push({name: NETWORK, ms: way});
    }
    outside.push({name: BUFFER, ms: turn.clientBufferMs});
  }
  const gap = Math.round(turn.gapMs);
  const whole = Math.round(turn.gapMs + outside.reduce((sum, {ms}) => sum + ms, 0));
  return {gap, whole, steps: [...round(inside, gap), ...round(outside, whole - gap)]};
}

/** Largest remainders first, so that the sum is kept. */
function round(steps, sum) {
  const rounded = steps.map(({name, ms}) => ({name, ms: Math.floor(ms), rest: ms - Math.floor(ms)}));
  let missing = sum - rounded.reduce((total, {ms}) => total + ms, 0);
  for (const step of [...rounded].sort((a, b) => b.rest - a.rest)) {
    if (missing <= 0) {
      break;
    }
    step.ms++;
    missing--;
  }
  return rounded.map(({name, ms}) => ({name, ms}));
}

export function longest(steps) {
  return steps.reduce((a, b) => (a && a.ms >= b.ms ? a : b), null);
}
