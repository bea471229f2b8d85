// One call's line to the gateway, as docs/protocol.md has it, over one WebSocket after the other: a connection that
// breaks is opened anew, and the call goes on where it was.

const VERSION = 1;
const PROTOCOL = 'parley.v1';
const PING_MS = 2000;
const QUIET_MS = 5000;
const CONNECT_MS = 4000;
const RETRY_MS = [0, 250, 500, 1000, 2000];

export class Line {
  /**
   * @param hello what the client says of itself: {language, client}
   * @param token with which a gateway lets the call in; empty = none is needed
   * @param listener {started(message), message(message), audio(buffer), lost(), resume(), resumed(message),
   *   closed(reason, failed)}; resume gives a promise of how much of the bot's audio was played, ms
   */
  constructor(url, hello, token, listener) {
    this.url = url;
    this.pass = token;
    this.hello = hello;
    this.listener = listener;
    this.seq = 0;
    this.pings = new Map();
    this.over = false;
    this.isUp = false;
    this.onOffline = () => this.drop();
    this.onOnline = () => this.isLost && this.retryNow();
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOnline);
    this.heartbeat = setInterval(() => this.beat(), PING_MS);
    this.connect();
  }

  get isLost() {
    return this.lostSince !== undefined;
  }

  connect() {
    clearTimeout(this.retryTimer);
    // a token is good for one connection; those that come after it go on with a call that is known
    const pass = this.call ? `parley.resume.${this.call}` : this.pass && `parley.token.${this.pass}`;
    const socket = new WebSocket(this.url, pass ? [PROTOCOL, pass] : [PROTOCOL]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.lastHeard = performance.now();
    const mine = () => this.socket === socket && !this.over;
    this.connectTimer = setTimeout(() => mine() && this.drop(), CONNECT_MS);
    socket.onopen = async () => {
      clearTimeout(this.connectTimer);
      if (!this.call) {
        this.send({type: 'start', version: VERSION, ...this.hello, ducks: true, resumes: true,
          shows_disclosure: true});
        return;
      }
      const played = await this.listener.resume();
      if (mine()) {
        this.send({
          type: 'resume', version: VERSION, call: this.call, token: this.token, seq: this.seq, played_ms: played,
        });
      }
    };
    socket.onmessage = ({data}) => mine() && this.arrived(data);
    socket.onclose = () => mine() && this.broken();
  }

  arrived(data) {
    this.lastHeard = performance.now();
    if (typeof data !== 'string') {
      this.listener.audio(data);
      return;
    }
    const message = parse(data);
    if (!message) {
      return;
    }
    if (Number.isInteger(message.seq)) {
      this.seq = message.seq;
    }
    switch (message.type) {
      case 'started':
        this.call = message.call;
        this.token = message.resume?.token;
        this.resumeMs = (message.resume?.seconds ?? 0) * 1000;
        this.isUp = true;
        this.listener.started(message);
        break;
      case 'resumed':
        this.lostSince = undefined;
        this.attempts = 0;
        this.isUp = true;
        this.listener.resumed(message);
        break;
      case 'pong':
        this.ponged(message.id);
        break;
      case 'end':
        this.finish(message.reason ?? '', this.refused);
        break;
      case 'error':
        this.refused ||= !this.isUp;
        this.listener.message(message);
        break;
      default:
        this.listener.message(message);
    }
  }

  // ---- losing and finding it

  beat() {
    if (this.isUp && performance.now() - this.lastHeard > QUIET_MS) {
      this.drop();
    } else if (this.isUp) {
      this.pingId = (this.pingId ?? 0) + 1;
      this.pings.clear();
      this.pings.set(this.pingId, performance.now());
      this.send({type: 'ping', id: this.pingId});
    }
  }

  ponged(id) {
    const sent = this.pings.get(id);
    if (sent !== undefined) {
      this.roundTripMs = performance.now() - sent;
    }
  }

  /** This connection is no good any more, whether or not the browser knows. */
  drop() {
    const socket = this.socket;
    if (socket && !this.over) {
      this.socket = null;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
      this.broken();
    }
  }

  broken() {
    clearTimeout(this.connectTimer);
    this.isUp = false;
    if (!this.call || !this.token) {
      this.finish(this.call ? 'the connection was lost' : 'the gateway does not answer, or lets nobody in without a token', true);
      return;
    }
    if (!this.isLost) {
      this.lostSince = performance.now();
      this.attempts = 0;
      this.listener.lost();
    }
    const wait = RETRY_MS[Math.min(this.attempts++, RETRY_MS.length - 1)];
    if (performance.now() + wait - this.lostSince > this.resumeMs) {
      this.finish('the connection was lost and did not come back', true);
    } else {
      this.retryTimer = setTimeout(() => this.connect(), wait);
    }
  }

  retryNow() {
    clearTimeout(this.retryTimer);
    if (!this.over) {
      this.attempts = 0;
      this.drop();
      this.connect();
    }
  }

  finish(reason, failed = false) {
    if (this.over) {
      return;
    }
    this.over = true;
    this.isUp = false;
    clearInterval(this.heartbeat);
    clearTimeout(this.retryTimer);
    clearTimeout(this.connectTimer);
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOnline);
    this.socket?.close(1000);
    this.listener.closed(reason, failed);
  }

  // ---- to the gateway

  audio(pcm) {
    if (this.isUp) {
      this.socket.send(pcm);
    }
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  hangUp() {
    this.send({type: 'end'});
    this.finish('hung up');
  }
}

/** What isn't a message is passed over, as what a later version may send. */
function parse(text) {
  try {
    const message = JSON.parse(text);
    return message && typeof message === 'object' ? message : null;
  } catch {
    return null;
  }
}
