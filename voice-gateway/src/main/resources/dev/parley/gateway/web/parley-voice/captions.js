// Both sides of the conversation as they are said, what was not heard struck through, and the time of each answer.
import {split} from './conversation.js';
import {h} from './dom.js';
import {timeline} from './timeline.js';

const MOST_CAPTIONS = 200;
const NEAR_THE_END_PX = 60;

export class Captions {
  constructor() {
    this.items = new Map();
    this.turns = h('ol');
    // who hears the call need not have it read aloud, too
    this.box = h('div', {
      className: 'captions', tabIndex: 0, role: 'log', ariaLive: 'off', ariaLabel: 'Conversation', hidden: true,
    }, this.turns);
  }

  clear() {
    this.items.clear();
    this.turns.replaceChildren();
    this.box.hidden = true;
  }

  caller(turn, text, isFinal) {
    const {item, said} = this.item(turn, 'caller');
    this.keepingTheEnd(() => {
      said.textContent = text;
      item.classList.toggle('partial', !isFinal);
    });
  }

  notUnderstood(turn) {
    this.caller(turn, '(not understood)', true);
  }

  /** A sound that was no turn. */
  forget(turn) {
    this.items.get(`caller-${turn}`)?.item.remove();
    this.items.delete(`caller-${turn}`);
  }

  bot(turn, text) {
    const {item, said} = this.item(turn, 'bot');
    this.keepingTheEnd(() => {
      said.textContent = text;
      item.classList.add('partial');
    });
  }

  botOver(turn, {text, heard, interrupted, outcome}) {
    const {item, said, time} = this.item(turn, 'bot');
    this.keepingTheEnd(() => {
      item.classList.remove('partial');
      if (!interrupted) {
        said.textContent = text;
      } else {
        const [before, rest] = split(text, heard);
        const note = h('span', {className: 'unseen'}, ' Cut off here, not heard: ');
        said.replaceChildren(before, note, h('s', {}, rest));
      }
      if (outcome === 'failed') {
        time.append(h('p', {className: 'failed'}, 'This answer failed.'));
      }
    });
  }

  timed(turn, timing) {
    const {time} = this.item(turn, 'bot');
    this.keepingTheEnd(() => {
      const wasOpen = time.querySelector('details')?.open ?? false;
      time.replaceChildren(timeline(timing, wasOpen));
    });
  }

  item(turn, side) {
    const key = `${side}-${turn}`;
    let entry = this.items.get(key);
    if (!entry) {
      const said = h('p', {className: 'said'});
      const time = h('div', {className: 'time'});
      const who = h('span', {className: 'who'}, side === 'caller' ? 'You' : 'AI assistant');
      entry = {item: h('li', {className: side}, who, said, time), said, time};
      this.items.set(key, entry);
      this.box.hidden = false;
      this.keepingTheEnd(() => this.turns.append(entry.item));
      if (this.items.size > MOST_CAPTIONS) {
        const [oldest, {item}] = this.items.entries().next().value;
        item.remove();
        this.items.delete(oldest);
      }
    }
    return entry;
  }

  /** Who has scrolled back to read is left there. */
  keepingTheEnd(change) {
    const {scrollHeight, scrollTop, clientHeight} = this.box;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
    change();
    if (atEnd) {
      this.box.scrollTop = this.box.scrollHeight;
    }
  }
}
