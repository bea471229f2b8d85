// Where the time before one answer went: a bar, and the same in words.
import {h} from './dom.js';

const SEGMENTS = {
  'voice activity': ['turn', 'to be sure that your voice had ended'],
  'turn decision': ['turn', 'to be sure that you had finished'],
  'transcript': ['heard', 'for the last words to be recognised'],
  'wait for the floor': ['turn', 'for what was being said before to end'],
  'tools': ['model', 'for a function to give its result'],
  'model first token': ['model', 'for the first word of the answer'],
  'first clause': ['model', 'for the first words that can be spoken together'],
  'synthesis first audio': ['voice', 'for the first sound of these words'],
  'playout': ['way', 'for the first sound to be sent'],
  'capture and network': ['way', 'from your microphone to the gateway and back here'],
  'client buffer': ['way', 'in this page, until you could hear it'],
};

/**
 * @param timing {gapMs, wholeMs, segments: [{name, ms}]}; wholeMs is absent where it wasn't measured here
 */
export function timeline({gapMs, wholeMs, segments}, isOpen) {
  const whole = wholeMs ?? gapMs;
  const bar = h('span', {className: 'bar', ariaHidden: 'true'});
  for (const {name, ms} of segments) {
    const part = h('span', {className: kindOf(name)});
    part.style.flexGrow = String(ms);
    bar.append(part);
  }
  const lines = segments.map(({name, ms}) =>
    h('div', {},
      h('dt', {className: kindOf(name)}, name),
      h('dd', {}, `${Math.round(ms)} ms`),
      h('dd', {className: 'why'}, SEGMENTS[name]?.[1] ?? '')));
  const told = typeof wholeMs === 'number'
    ? `answered after ${seconds(whole)}`
    : `answered after ${seconds(whole)} at the gateway`;
  const details = h('details', {}, h('summary', {}, h('span', {}, told), bar), h('dl', {}, ...lines));
  details.open = isOpen;
  return details;
}

function kindOf(name) {
  return `part ${SEGMENTS[name]?.[0] ?? 'other'}`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}
