// The gateway's stream of events: read, and opened again when it breaks.
//
// Read with fetch, as EventSource tells neither why it was refused nor that the gateway has gone silent.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
// the gateway says something at least every 15 s
const SILENT_MS = 40000;
const GOOD_MS = 5000;
const LONGEST_EVENT = 4 * 1024 * 1024;

export class Stream {
  #url;
  #on;
  #failures = 0;
  #timer = 0;
  #attempt = null;

  /** @param on {event(name, data), state(name, detail)}; states: connecting, live, waiting {reason, ms} */
  constructor(url, on) {
    this.#url = url;
    this.#on = on;
  }

  /** Now, whatever was to be waited for. */
  async open() {
    clearTimeout(this.#timer);
    this.#attempt?.abort();
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#on.state('connecting');
    const begun = performance.now();
    const reason = await this.#read(attempt);
    if (this.#attempt !== attempt) {
      return;
    }
    this.#failures = performance.now() - begun > GOOD_MS ? 1 : this.#failures + 1;
    // not all pages at the same moment
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1)) * (0.75 + Math.random() / 4);
    this.#timer = setTimeout(() => this.open(), wait);
    this.#on.state('waiting', {reason, ms: wait});
  }

  /** Gives why it is over. */
  async #read(attempt) {
    let quiet = 0;
    const heard = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => attempt.abort(new Error('the gateway went silent')), SILENT_MS);
    };
    heard();
    try {
      const response = await fetch(this.#url, {
        signal: attempt.signal, cache: 'no-store', headers: {Accept: 'text/event-stream'},
      });
      if (!response.ok) {
        return await refusal(response);
      }
      const parser = new Parser((name, data) => this.#on.event(name, data));
      this.#on.state('live');
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const {done, value} = await reader.read();
        if (done) {
          return 'the gateway closed the stream';
        }
        heard();
        parser.push(value);
      }
    } catch (error) {
      attempt.abort();
      return error instanceof TypeError ? 'the gateway does not answer' : error.message;
    } finally {
      clearTimeout(quiet);
    }
  }
}

/** What the gateway says about a refusal. */
export async function refusal(response) {
  const body = await response.json().catch(() => ({}));
  return typeof body.error === 'string' ? body.error : `the gateway answered ${response.status}`;
}

/** text/event-stream, in pieces that end anywhere. */
export class Parser {
  #rest = '';
  #name = '';
  #data = [];
  #tell;

  constructor(tell) {
    this.#tell = tell;
  }

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    if (this.#rest.length > LONGEST_EVENT) {
      throw new Error('an event of the gateway was too long');
    }
    lines.forEach((line) => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      if (this.#data.length) {
        this.#tell(this.#name || 'message', JSON.parse(this.#data.join('\n')));
      }
      this.#name = '';
      this.#data = [];
      return;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'event') {
      this.#name = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
  }
}
