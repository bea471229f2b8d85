// The voice protocol of docs/protocol.md in a page: microphone out, answers in, captions of both sides.
const SAMPLE_RATE = 16000;
const element = (id) => document.getElementById(id);
const button = element('call');
let call = null;

button.addEventListener('click', async () => {
  if (call) {
    call.hangUp();
    return;
  }
  trouble('');
  button.disabled = true;
  try {
    call = await openCall();
    button.textContent = 'Hang up';
  } catch (error) {
    trouble(explain(error));
    state('not connected');
  }
  button.disabled = false;
});

async function openCall() {
  const microphone = await navigator.mediaDevices.getUserMedia({
    audio: {channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true},
  });
  const audio = new AudioContext({sampleRate: SAMPLE_RATE});
  await audio.audioWorklet.addModule('capture-worklet.js');
  await audio.audioWorklet.addModule('playback-worklet.js');
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/voice`);
  socket.binaryType = 'arraybuffer';

  const capture = new AudioWorkletNode(audio, 'capture', {numberOfOutputs: 0});
  const playback = new AudioWorkletNode(audio, 'playback', {numberOfInputs: 0, outputChannelCount: [1]});
  audio.createMediaStreamSource(microphone).connect(capture);
  playback.connect(audio.destination);
  let started = false;
  capture.port.onmessage = ({data}) => started && socket.readyState === WebSocket.OPEN && socket.send(data);
  playback.port.onmessage = ({data}) => send({type: 'ack', played_ms: data});
  const send = (message) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(message));

  socket.onopen = () => send({type: 'start', version: 1, language: 'en', client: 'page', ducks: true});
  socket.onmessage = ({data}) => {
    if (data instanceof ArrayBuffer) {
      playback.port.postMessage(data, [data]);
      return;
    }
    const message = JSON.parse(data);
    if (message.type === 'started') {
      started = true;
      element('captions').replaceChildren();
    } else if (message.type === 'clear') {
      playback.port.postMessage('clear');
    } else if (message.type === 'duck' && Number.isFinite(message.gain_db)) {
      playback.port.postMessage({gainDb: message.gain_db});
      lowered(message.gain_db < 0);
    }
    show(message);
  };
  socket.onerror = () => trouble('The connection to the gateway failed. Is it still running?');
  socket.onclose = () => {
    microphone.getTracks().forEach((track) => track.stop());
    audio.close();
    call = null;
    button.textContent = 'Start talking';
    lowered(false);
    state('not connected');
  };
  return {
    hangUp() {
      send({type: 'end'});
      socket.close();
    },
  };
}

function explain(error) {
  if (error.name === 'NotAllowedError') {
    return 'The microphone was refused. Allow it in the address bar, then press the button again.';
  }
  if (error.name === 'NotFoundError') {
    return 'No microphone was found. Plug one in, then press the button again.';
  }
  return `The call could not start: ${error.message}`;
}

function state(text) {
  element('state').textContent = text;
}

/** While the bot speaks lower, its state is shown paler. */
function lowered(yes) {
  element('state').classList.toggle('lowered', yes);
}

function trouble(text) {
  element('trouble').textContent = text;
  element('trouble').hidden = !text;
}

/** One caption a turn and side; texts are text, never HTML. */
function caption(turn, side) {
  const id = `${side}-${turn}`;
  let item = element(id);
  if (!item) {
    item = document.createElement('li');
    item.id = id;
    item.className = side;
    const who = document.createElement('span');
    who.className = 'who';
    who.textContent = side === 'caller' ? 'You' : 'AI assistant';
    const said = document.createElement('span');
    said.className = 'said';
    item.append(who, said);
    element('captions').append(item);
    item.scrollIntoView({block: 'nearest'});
  }
  return item;
}

function show(message) {
  switch (message.type) {
    case 'state':
      state(message.state);
      break;
    case 'partial':
      caption(message.turn, 'caller').querySelector('.said').textContent = message.text;
      break;
    case 'final':
      caption(message.turn, 'caller').querySelector('.said').textContent =
        message.understood ? message.text : '(not understood)';
      break;
    case 'answer':
      caption(message.turn, 'bot').querySelector('.said').textContent = message.text;
      break;
    case 'latency': {
      const gap = document.createElement('span');
      gap.className = 'gap';
      gap.textContent = `after ${Math.round(message.gap_ms)} ms: `
        + message.segments.map((s) => `${s.name} ${Math.round(s.ms)}`).join(', ');
      caption(message.turn, 'bot').append(gap);
      break;
    }
    case 'answer_end': {
      const said = caption(message.turn, 'bot').querySelector('.said');
      if (message.interrupted) {
        const unheard = document.createElement('s');
        unheard.textContent = message.text.slice(message.heard.length);
        said.replaceChildren(message.heard, unheard);
      }
      break;
    }
    case 'overlap':
      if (message.verdict === 'ignored') {
        // shown as the beginning of the next turn while it was being heard, and not a part of it
        element(`caller-${message.turn + 1}`)?.remove();
      }
      break;
    case 'error':
      trouble(message.message);
      break;
    default:
  }
}

async function showEngines() {
  const list = element('engines');
  try {
    const engines = await (await fetch('/v1/engines')).json();
    list.replaceChildren();
    for (const [hop, engine] of Object.entries(engines)) {
      const term = document.createElement('dt');
      term.textContent = hop.toUpperCase();
      const detail = document.createElement('dd');
      detail.textContent = [engine.engine, engine.model && `(${engine.model})`, engine.label && `– ${engine.label}`, engine.reason && `– ${engine.reason}`]
        .filter(Boolean).join(' ');
      list.append(term, detail);
    }
  } catch {
    list.textContent = 'The gateway does not answer.';
  }
}

showEngines();
