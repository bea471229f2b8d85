// A gateway that lets nobody in without a token is opened with #token=...
const call = document.querySelector('parley-voice');
const token = new URLSearchParams(location.hash.slice(1)).get('token');
if (call && token) {
  call.token = token;
  history.replaceState(null, '', location.pathname);
}

// What is running behind the page.
const TITLES = {stt: 'Speech to text', llm: 'Language model', tts: 'Text to speech'};
const list = document.getElementById('engines');

try {
  const engines = await (await fetch('/v1/engines')).json();
  for (const [hop, {engine, model, label, reason}] of Object.entries(engines)) {
    const term = document.createElement('dt');
    term.textContent = TITLES[hop] ?? hop;
    const detail = document.createElement('dd');
    detail.textContent = [engine + (model ? ` (${model})` : ''), label, reason].filter(Boolean).join('; ');
    list.append(term, detail);
  }
} catch {
  list.append('The gateway does not answer.');
}
